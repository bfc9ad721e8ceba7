/** What is measured in the page itself, by its own clock, in ms. */
export interface Watched {
  /** From the last key or click to the last change on the screen; null while nothing has changed. */
  changedAfter(): number | null
  /** From it until the list of sessions, or the count of them, is another one; null while it is the same. */
  listedAfter(): number | null
  /** From it until the review's playhead stood somewhere else on the screen; null while it has not moved. */
  movedAfter(): number | null
  /** From it until something was heard; null while nothing was. */
  heardAfter(): number | null
  sounding(): boolean
  /** From it until the element was drawn. */
  shownAfter(selector: string): Promise<number>
  /** Scrolls on by 60 px a frame; the times between so many frames. */
  scroll(frames: number): Promise<number[]>
}

/** The list of the library's sessions itself, or the words that count them. */
const isList = (node: Node): boolean =>
  node instanceof HTMLUListElement
    ? node.matches('main > ul')
    : node.parentElement?.matches('main > output') === true

/** Notes when keys and clicks come, when the page last changed, and which media play. */
export function watch(): Watched {
  let pressedAt = 0
  let changedAt = 0
  let movedAt = 0
  let listedAt = 0
  let heardAt = 0
  let media: HTMLMediaElement | null = null
  let position = 0
  /** What there is to be heard where the last key led. */
  let sound = ''
  let playhead = ''
  let head: HTMLElement | null = null
  const placeOfPlayhead = () => head?.style.transform ?? ''
  const begins = (event: Event) => {
    pressedAt = event.timeStamp
    changedAt = 0
    movedAt = 0
    listedAt = 0
    heardAt = 0
    sound = ''
    head = document.querySelector('[data-playhead]')
    playhead = placeOfPlayhead()
  }
  addEventListener('keydown', begins, { capture: true })
  addEventListener('click', begins, { capture: true })
  // What changed is on the screen with the next frame.
  const changed = (records: readonly MutationRecord[]) => {
    const listed = records.some(({ target, type }) => type !== 'attributes' && isList(target))
    const moved = movedAt === 0 && placeOfPlayhead() !== playhead
    requestAnimationFrame(() => {
      changedAt = performance.now()
      if (sound === '') sound = document.querySelector<HTMLElement>('[data-sound]')?.dataset['sound'] ?? ''
      if (moved && movedAt === 0) movedAt = changedAt
      if (listed && listedAt === 0) listedAt = changedAt
    })
  }
  new MutationObserver(changed).observe(document, {
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
    listedAfter: () => (listedAt === 0 ? null : listedAt - pressedAt),
    movedAfter: () => (movedAt === 0 ? null : movedAt - pressedAt),
    // Where nothing was recorded, what is heard is what comes later.
    heardAfter: () => (heardAt === 0 || sound === 'none' ? null : heardAt - pressedAt),
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
