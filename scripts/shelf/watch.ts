/** What is measured in the page itself, by its own clock, in ms. */
export interface Watched {
  /** From the last key or click to the last change on the screen; null while nothing has changed. */
  changedAfter(): number | null
  /** From it until something was heard; null while nothing was. */
  heardAfter(): number | null
  sounding(): boolean
  /** From it until the element was drawn. */
  shownAfter(selector: string): Promise<number>
  /** Scrolls on by 60 px a frame; the times between so many frames. */
  scroll(frames: number): Promise<number[]>
}

/** Notes when keys and clicks come, when the page last changed, and which media play. */
export function watch(): Watched {
  let pressedAt = 0
  let changedAt = 0
  let heardAt = 0
  let media: HTMLMediaElement | null = null
  let position = 0
  const begins = (event: Event) => {
    pressedAt = event.timeStamp
    changedAt = 0
    heardAt = 0
  }
  addEventListener('keydown', begins, { capture: true })
  addEventListener('click', begins, { capture: true })
  // What changed is on the screen with the next frame.
  new MutationObserver(() => requestAnimationFrame(() => (changedAt = performance.now()))).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  })
  HTMLMediaElement.prototype.play = new Proxy(HTMLMediaElement.prototype.play, {
    apply(play, element: HTMLMediaElement, given: []) {
      media = element
      return Reflect.apply(play, element, given)
    },
  })
  const sounding = () => media !== null && !media.paused && !media.seeking && media.readyState >= 3
  setInterval(() => {
    if (heardAt === 0 && sounding() && media?.currentTime !== position) heardAt = performance.now()
    position = media?.currentTime ?? 0
  }, 4)
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  return {
    changedAfter: () => (changedAt === 0 ? null : changedAt - pressedAt),
    heardAfter: () => (heardAt === 0 ? null : heardAt - pressedAt),
    sounding,
    async shownAfter(selector) {
      while (!document.querySelector(selector)) await frame()
      // Another frame, so that what is there has been drawn.
      await frame()
      return performance.now() - pressedAt
    },
    async scroll(frames) {
      const times: number[] = []
      let before = await frame()
      while (times.length < frames) {
        scrollBy(0, 60)
        const now = await frame()
        times.push(now - before)
        before = now
      }
      return times
    },
  }
}
