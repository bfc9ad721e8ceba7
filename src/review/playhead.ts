import { timeWithin, type SegmentKind, type Timeline } from './timeline.ts'

/**
 * A stretch that is played in one way: by a recording, or, where there is none, by a clock. Session ms, `to` exclusive.
 */
export interface Stretch {
  from: number
  to: number
  /** The recording that plays here; null where a clock walks. */
  take: string | null
  /** Ms into the take at `from`. */
  takeFrom: number
  /** Session ms for each ms that is walked at normal speed: 1, or more where the stretch is cut short. */
  rate: number
}

/** At normal speed, nothing without sound is shown for longer than this, in ms. */
export const longestShownMs: Record<SegmentKind, number> = {
  asking: 2_000,
  thinking: 1_000,
  speaking: 4_000,
  pause: 500,
  waiting: 500,
  idle: 250,
  break: 250,
}

/** How the session is played, without gaps from 0 to its end. `hasAudio` says which takes can be heard. */
export function stretchesOf(timeline: Timeline, hasAudio: (take: string) => boolean): Stretch[] {
  const stretches: Stretch[] = []
  for (const { kind, from, to, answer } of timeline.segments) {
    const span = answer === null ? null : timeline.answers[answer]
    const take = kind !== 'asking' && kind !== 'break' && span?.take && hasAudio(span.take) ? span.take : null
    const last = stretches.at(-1)
    if (take !== null && last?.take === take && last.to === from) last.to = to
    else if (take !== null && span)
      stretches.push({
        from,
        to,
        take,
        takeFrom: timeWithin(span.listeningAt, from, timeline.breaks),
        rate: 1,
      })
    else
      stretches.push({
        from,
        to,
        take: null,
        takeFrom: 0,
        rate: Math.max(1, (to - from) / longestShownMs[kind]),
      })
  }
  return stretches
}

/** A stretch of session time, in ms; `to` is exclusive. */
export interface Range {
  from: number
  to: number
}

/** Silences at least so long are skipped, less a little at each end, so that no word is cut. */
const leastSilenceMs = 700
const keptSilenceMs = 200

/** Where a recording has nothing to hear: thinking, pauses, and what comes after the last word. In order. */
export function silencesOf({ segments, answers }: Timeline): Range[] {
  return segments.flatMap(({ kind, from, to, answer }) => {
    const recorded = answer !== null && answers[answer]?.take != null
    const silent = kind === 'thinking' || kind === 'pause' || kind === 'waiting'
    if (!recorded || !silent || to - from < leastSilenceMs) return []
    return [{ from: kind === 'thinking' ? from : from + keptSilenceMs, to: to - keptSilenceMs }]
  })
}

/** The range that holds the moment, of ranges in order. */
export function rangeAt(ranges: readonly Range[], at: number): Range | null {
  const range = ranges[lastAtOrBefore(ranges, (r) => r.from, at)]
  return range && at < range.to ? range : null
}

/** The stretch that holds session time `at`; the last one at the end. Undefined only where there is none at all. */
export function stretchAt(stretches: readonly Stretch[], at: number): Stretch | undefined {
  return stretches[lastAtOrBefore(stretches, (s) => s.from, at)] ?? stretches[0]
}

/** Ms from the playhead within which recordings are kept ready: a little more than the longest step there is a key for. */
const reachMs = 45_000

/** The recordings near a moment, and the next one on either side however far it is; the nearest first. */
export function takesNear(stretches: readonly Stretch[], at: number): string[] {
  const recorded = stretches.flatMap(({ take, from, to }) =>
    take === null ? [] : [{ take, distance: Math.max(from - at, at - to, 0), after: from > at }],
  )
  const next = recorded.find(({ after }) => after)
  const before = recorded.findLast(({ after, distance }) => !after && distance > 0)
  const near = recorded.filter((each) => each.distance <= reachMs || each === next || each === before)
  return [...new Set(near.toSorted((a, b) => a.distance - b.distance).map(({ take }) => take))]
}

/** The answer at session time `at`: the last one whose prompt had begun; 0 before the first. -1 where there are none. */
export function answerAt({ answers }: Pick<Timeline, 'answers'>, at: number): number {
  return answers.length === 0
    ? -1
    : Math.max(
        0,
        lastAtOrBefore(answers, (a) => a.askedAt, at),
      )
}

/** From within an answer, "back" first means its own beginning: this many ms in, and later. */
const ownBeginningMs = 2_500

/** Session time that "next answer" (1) or "previous answer" (-1) leads to. */
export function neighbour(
  timeline: Pick<Timeline, 'answers' | 'duration'>,
  at: number,
  step: 1 | -1,
): number {
  const current = answerAt(timeline, at)
  const here = timeline.answers[current]
  if (!here) return step === 1 ? timeline.duration : 0
  if (step === 1) return timeline.answers[current + 1]?.askedAt ?? timeline.duration
  if (at - here.askedAt > ownBeginningMs) return here.askedAt
  return timeline.answers[current - 1]?.askedAt ?? here.askedAt
}

/** Index of the last thing at or before a moment; -1 where all come later. Things are in order. */
function lastAtOrBefore<T>(things: readonly T[], start: (thing: T) => number, at: number): number {
  let low = 0
  let high = things.length
  while (low < high) {
    const middle = (low + high) >> 1
    const thing = things[middle]
    if (thing !== undefined && start(thing) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}
