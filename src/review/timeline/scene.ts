import { bandOf, type Band, type Guideline } from '../../session/band.ts'
import type { Review } from '../load.ts'
import type { SegmentKind } from '../timeline.ts'
import { sessionTime } from '../timeline.ts'
import { isGiven } from '../summary.ts'
import { promptLabel } from '../words.ts'

/** One answer as the waveform shows it. Session ms, in order, not overlapping. */
export interface SceneAnswer {
  index: number
  from: number
  to: number
  listeningAt: number
  take: string | null
  /** "3 · the result". */
  name: string
  /** "3"; "" where it was not answered to its end. */
  number: string
  /** Its length in whole seconds, and where that stands; null where it was not given to its end. */
  seconds: number | null
  band: Band | null
  /** The guideline's ends on the session's clock; null where nothing was said. */
  bandFrom: number | null
  bandTo: number | null
  segments: readonly { kind: SegmentKind; from: number; to: number }[]
}

/** All that the waveform needs of a session, worked out once. */
export interface Scene {
  duration: number
  answers: readonly SceneAnswer[]
  breaks: readonly { from: number; to: number }[]
}

export function sceneOf({ answers, timeline, prompts, plans, log }: Review): Scene {
  const { guideline } = log.header
  const numbers = new Map(prompts.map(({ answer, number }) => [answer, number]))
  const own = new Map<number, { kind: SegmentKind; from: number; to: number }[]>()
  for (const segment of timeline.segments) {
    if (segment.answer === null || segment.kind === 'break') continue
    const list = own.get(segment.answer) ?? []
    list.push(segment)
    own.set(segment.answer, list)
  }
  const drawn = answers.flatMap((answer): SceneAnswer[] => {
    const span = timeline.answers[answer.index]
    if (!span) return []
    const { askedAt: from, endedAt: to, listeningAt, speechAt, take } = span
    const number = numbers.get(answer.index) ?? null
    const label = promptLabel(plans[answer.question], answer)
    const seconds = isGiven(answer) && answer.seconds !== null ? Math.round(answer.seconds) : null
    return [
      {
        index: answer.index,
        from,
        to,
        listeningAt,
        take,
        number: number === null ? '' : String(number),
        name: number === null ? label : `${number} · ${label}`,
        seconds,
        band: seconds === null ? null : bandOf(seconds, guideline),
        ...(seconds === null ? none : bandAt(speechAt, guideline, timeline.breaks)),
        segments: own.get(answer.index) ?? [],
      },
    ]
  })
  return { duration: timeline.duration, answers: drawn, breaks: timeline.breaks }
}

const none = { bandFrom: null, bandTo: null }

const bandAt = (speechAt: number, { fromS, toS }: Guideline, breaks: Scene['breaks']) => ({
  bandFrom: sessionTime(speechAt, fromS * 1000, breaks),
  bandTo: sessionTime(speechAt, toS * 1000, breaks),
})
