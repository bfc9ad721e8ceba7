/** The stretch of the session that is in view, in session ms. */
export interface View {
  from: number
  to: number
}

/** Nothing is shown larger than this many ms across. */
export const leastMs = 2_000
/** At first so much of the session is in view for each pixel, where there is more than fits. */
const firstMsPerPx = 150

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most)

/** A view of this length that begins as near to `from` as the session allows. */
function viewOf(from: number, span: number, duration: number): View {
  const length = clamp(span, Math.min(leastMs, duration), duration)
  const start = clamp(from, 0, duration - length)
  return { from: start, to: start + length }
}

export const wholeView = (duration: number): View => ({ from: 0, to: duration })

/** The beginning, as much of it as reads well on a timeline so many px wide. */
export const firstView = (duration: number, width: number): View => viewOf(0, width * firstMsPerPx, duration)

/** Larger (a factor above 1) or smaller, with one moment staying where it is. */
export function zoomed({ from, to }: View, factor: number, around: number, duration: number): View {
  const least = Math.min(leastMs, duration)
  const span = clamp((to - from) / factor, least, duration)
  const share = to > from ? clamp((around - from) / (to - from), 0, 1) : 0
  return viewOf(around - share * span, span, duration)
}

export const moved = ({ from, to }: View, by: number, duration: number): View =>
  viewOf(from + by, to - from, duration)

/** The view that has the moment in it, with most of what comes after; the same where it already has. */
export function showing(view: View, at: number, duration: number): View {
  if (at >= view.from && at <= view.to) return view
  const span = view.to - view.from
  return viewOf(at - span / 10, span, duration)
}

/** Px from the left of a timeline so many px wide. */
export const xOf = ({ from, to }: View, at: number, width: number): number =>
  to > from ? ((at - from) / (to - from)) * width : 0

export const timeAt = ({ from, to }: View, x: number, width: number): number =>
  width > 0 ? from + (x / width) * (to - from) : from

/** Those of the things, in order of their beginnings and not overlapping, that lie in the view: first and after last. */
export function inView<T extends { from: number; to: number }>(things: readonly T[], view: View): T[] {
  return things.slice(
    firstWhere(things, (thing) => thing.to > view.from),
    firstWhere(things, (thing) => thing.from >= view.to),
  )
}

/** Place of the first thing for which it holds, where it holds of all after it; the length where of none. */
export function firstWhere<T>(things: readonly T[], holds: (thing: T) => boolean): number {
  let [low, high] = [0, things.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const thing = things[middle]
    if (thing !== undefined && holds(thing)) high = middle
    else low = middle + 1
  }
  return low
}

const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800].map((s) => s * 1000)

/** Ms between the times that are written above it, so that they do not touch. */
export const rulerStep = ({ from, to }: View, width: number): number =>
  steps.find((step) => (step / Math.max(1, to - from)) * width >= 72) ?? 3_600_000
