import type { Answer } from '../session/answers.ts'
import type { Log } from '../session/log.ts'
import { durationMs, isReviewEvent } from '../session/entries.ts'

/**
 * What a stretch of session time holds. `waiting` is the silence after the last word until the answer was finished,
 * `idle` what lies between an answer and the next prompt, `break` a pause of the session.
 */
export type SegmentKind = 'asking' | 'thinking' | 'speaking' | 'pause' | 'waiting' | 'idle' | 'break'

/** A stretch of session time, in ms; `to` is exclusive. */
interface Segment {
  kind: SegmentKind
  from: number
  to: number
  /** The answer that it belongs to; null for what lies between. */
  answer: number | null
}

export interface Timeline {
  /** Session ms. */
  duration: number
  /** Without gaps, in order, from 0 to `duration`. */
  segments: readonly Segment[]
  /** Where each answer begins: its prompt, the floor given, the first word, and its end. Session ms. */
  answers: readonly AnswerSpan[]
  /** Breaks of the session, in which takes do not grow. */
  breaks: readonly { from: number; to: number }[]
}

interface AnswerSpan {
  askedAt: number
  listeningAt: number
  /** The first word; where none is known, `listeningAt`. */
  speechAt: number
  endedAt: number
  take: string | null
}

/** How long takes are, by their ids, in ms. */
export type TakeLengths = ReadonlyMap<string, number>

/**
 * The session laid out in time. Of an answer that was not finished the log knows only its beginning; `takes` tells how
 * long it went on, which can be longer than the log.
 */
export function timelineOf(
  log: Pick<Log, 'entries'>,
  answers: readonly Answer[],
  takes: TakeLengths = new Map(),
): Timeline {
  const logged = durationMs(log)
  const breaks = breaksOf(log, logged)
  const spokenIn = answers.map((answer) => spokenOf(log, answer, takes))
  const spans = answers.map((answer, i): AnswerSpan => {
    const next = answers[i + 1]
    const recordedTo = sessionTime(answer.listeningAt, takes.get(answer.take ?? '') ?? 0, breaks)
    const endedAt = answer.endedAt ?? next?.askedAt ?? Math.max(logged, recordedTo)
    // A prompt that was clarified or repeated without being asked anew begins where the last answer ended.
    const before = answers[i - 1]
    const askedAt =
      before?.askedEntry === answer.askedEntry ? (before.endedAt ?? answer.askedAt) : answer.askedAt
    const thoughtMs = spokenIn[i]?.[0]?.startMs ?? answer.thinkingMs
    const speechAt = sessionTime(answer.listeningAt, thoughtMs, breaks)
    return {
      askedAt: Math.min(askedAt, answer.listeningAt),
      listeningAt: answer.listeningAt,
      speechAt: Math.min(speechAt, endedAt),
      endedAt,
      take: answer.take,
    }
  })

  const duration = Math.max(logged, ...spans.map((span) => span.endedAt))
  const marks: Segment[] = []
  answers.forEach((_, index) => {
    const span = spans[index]
    if (!span) return
    const add = (kind: SegmentKind, from: number, to: number) => marks.push({ kind, from, to, answer: index })
    add('asking', span.askedAt, span.listeningAt)
    const spoken = spokenIn[index] ?? []
    let at = span.listeningAt
    spoken.forEach(({ startMs, endMs }, i) => {
      const from = Math.min(sessionTime(span.listeningAt, startMs, breaks), span.endedAt)
      const to = Math.min(sessionTime(span.listeningAt, endMs, breaks), span.endedAt)
      add(i === 0 ? 'thinking' : 'pause', at, from)
      add('speaking', from, to)
      at = to
    })
    add(spoken.length === 0 ? 'thinking' : 'waiting', at, span.endedAt)
  })
  return { duration, segments: withBreaks(gapless(marks, duration), breaks), answers: spans, breaks }
}

/**
 * Where an answer was spoken. One that was typed, or not finished, has no phrases: it is one stretch from the first key
 * or word to the last, or to the end of the recording.
 */
function spokenOf({ entries }: Pick<Log, 'entries'>, answer: Answer, takes: TakeLengths): Answer['phrases'] {
  const { phrases, thinkingMs, speakingMs, take, startEntry, endEntry } = answer
  if (phrases.length > 0) return phrases
  if (speakingMs > 0) return [{ startMs: thinkingMs, endMs: thinkingMs + speakingMs }]
  const endMs = takes.get(take ?? '') ?? 0
  const within = entries.slice(startEntry, endEntry ?? undefined)
  const begun = within.find((entry) => entry.type === 'speech.started')
  return begun && begun.offsetMs < endMs ? [{ startMs: begun.offsetMs, endMs }] : []
}

/** Session time of a moment that is `ms` into what began at `start`, which stood still during breaks. */
export function sessionTime(start: number, ms: number, breaks: Timeline['breaks']): number {
  let at = start + ms
  for (const { from, to } of breaks) {
    if (to <= start || from >= at) continue
    at += to - Math.max(from, start)
  }
  return at
}

/** The inverse: how far something that began at `start` had come at session time `at`. */
export function timeWithin(start: number, at: number, breaks: Timeline['breaks']): number {
  let ms = at - start
  for (const { from, to } of breaks) ms -= Math.max(0, Math.min(to, at) - Math.max(from, start))
  return Math.max(0, ms)
}

function breaksOf({ entries }: Pick<Log, 'entries'>, duration: number): Timeline['breaks'] {
  const breaks: { from: number; to: number }[] = []
  let from: number | null = null
  for (const entry of entries) {
    if (isReviewEvent(entry)) continue
    if (entry.type === 'session.paused') from ??= entry.at
    else if (entry.type === 'session.resumed' && from !== null) {
      if (entry.at > from) breaks.push({ from, to: entry.at })
      from = null
    }
  }
  if (from !== null && duration > from) breaks.push({ from, to: duration })
  return breaks
}

function gapless(marks: readonly Segment[], duration: number): Segment[] {
  const segments: Segment[] = []
  let at = 0
  for (const mark of marks) {
    const from = Math.max(mark.from, at)
    if (from > at) segments.push({ kind: 'idle', from: at, to: from, answer: null })
    at = Math.max(at, from)
    if (mark.to <= from) continue
    segments.push({ ...mark, from })
    at = mark.to
  }
  if (at < duration) segments.push({ kind: 'idle', from: at, to: duration, answer: null })
  return segments
}

function withBreaks(segments: readonly Segment[], breaks: Timeline['breaks']): Segment[] {
  return segments.flatMap((segment) => {
    const parts: Segment[] = []
    let at = segment.from
    for (const { from, to } of breaks) {
      if (to <= at || from >= segment.to) continue
      if (from > at) parts.push({ ...segment, from: at, to: from })
      const end = Math.min(to, segment.to)
      parts.push({ ...segment, kind: 'break', from: Math.max(from, at), to: end })
      at = end
    }
    if (at < segment.to) parts.push({ ...segment, from: at })
    return parts
  })
}
