/**
 * Resolves when the page has nothing else to do, at the latest after so many ms: a moment for what somebody looks for,
 * longer for what can wait. Safari tells of no idleness: there, soon.
 */
export const whenIdle = (atLatestMs = 200): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: atLatestMs })
    else setTimeout(resolve, 16)
  })

let touchedAt: number | null = null
const note = () => {
  touchedAt = performance.now()
}

/**
 * As `whenIdle`, once nobody has pressed, typed or scrolled for so many ms: for what takes the page a while, and for which
 * nobody waits.
 */
export async function whenUntouched(forMs = 1_500): Promise<void> {
  if (touchedAt === null) {
    note()
    for (const type of ['keydown', 'pointerdown', 'wheel', 'touchmove'])
      addEventListener(type, note, { capture: true, passive: true })
  }
  for (;;) {
    const leftMs = (touchedAt ?? 0) + forMs - performance.now()
    if (leftMs <= 0) return whenIdle(1_000)
    await new Promise((resolve) => setTimeout(resolve, leftMs))
  }
}
