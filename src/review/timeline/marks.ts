import { OPENING, WRAP_UP } from '../../../machines/plan.ts'
import { signals, type SignalKind } from '../../../questions/signals.ts'
import { shown, wordTimes, type Answer } from '../../session/answers.ts'
import type { Note } from '../../session/notes.ts'
import type { Review } from '../load.ts'
import { sessionTime, type Timeline } from '../timeline.ts'
import { firstWhere } from './view.ts'

export const lanes = ['good', 'against', 'probes', 'notes'] as const
export type Lane = (typeof lanes)[number]

/** What stands at a moment of a lane. */
export interface Mark {
  /** Unique within the session. */
  id: string
  lane: Lane
  /** Session ms. */
  at: number
  shape: SignalKind | 'asked' | 'touched' | 'covered' | 'note' | 'bookmark'
  label: string
  /** The answer that it belongs to; null for notes. */
  answer: number | null
  /** Its place among the findings that are shown of the answer; null where it is none. */
  finding: number | null
}

/**
 * When the character at `offset` of an answer's text was said, in session ms: by word times where they are known, else
 * in proportion within its speech.
 */
export function momentOf(answer: Answer, offset: number, timeline: Timeline): number {
  const span = timeline.answers[answer.index]
  if (!span) return 0
  const words = wordTimes(answer)
  const word = words[firstWhere(words, ({ end }) => end > offset)] ?? words.at(-1)
  if (word) return Math.min(sessionTime(span.listeningAt, word.startMs, timeline.breaks), span.endedAt)
  const text = shown(answer).text ?? ''
  const spoken = speechOf(timeline, answer.index)
  let ms = spoken.reduce((sum, s) => sum + s.to - s.from, 0) * (offset / Math.max(1, text.length))
  for (const { from, to } of spoken) {
    if (ms < to - from) return from + ms
    ms -= to - from
  }
  return spoken.at(-1)?.to ?? span.speechAt
}

/** The stretches in which the answer was spoken, in order. */
function speechOf({ segments, answers }: Timeline, index: number): { from: number; to: number }[] {
  const span = answers[index]
  if (!span) return []
  const found: { from: number; to: number }[] = []
  for (let i = firstWhere(segments, (s) => s.to > span.listeningAt); i < segments.length; i++) {
    const segment = segments[i]
    if (!segment || segment.from >= span.endedAt) break
    if (segment.kind === 'speaking' && segment.answer === index) found.push(segment)
  }
  return found
}

/** When the last word of an answer was said: where what was not said becomes known. */
const lastWordAt = (timeline: Timeline, index: number): number =>
  speechOf(timeline, index).at(-1)?.to ?? timeline.answers[index]?.endedAt ?? 0

/** All that the lanes show, each lane in order of time. Of the answers in `hidden`, nothing that was heard in them. */
export function marksOf(
  review: Review,
  notes: readonly Note[],
  hidden: ReadonlySet<number> = new Set(),
): Record<Lane, Mark[]> {
  const heard = [...findingsOf(review), ...probesOf(review)].filter(
    ({ answer, shape }) => shape === 'asked' || answer === null || !hidden.has(answer),
  )
  const marks = [...heard, ...notes.map(noteMark)]
  const all = marks.toSorted((a, b) => a.at - b.at)
  const of = (lane: Lane) => all.filter((mark) => mark.lane === lane)
  return { good: of('good'), against: of('against'), probes: of('probes'), notes: of('notes') }
}

function findingsOf({ answers, timeline }: Review): Mark[] {
  return answers.flatMap((answer) =>
    (shown(answer).assessment?.findings ?? []).map((found, finding): Mark => {
      const { label, kind } = signals[found.signal]
      return {
        id: `finding ${answer.index} ${finding}`,
        lane: kind === 'flag' || kind === 'risk' ? 'against' : 'good',
        at:
          found.start === null ? lastWordAt(timeline, answer.index) : momentOf(answer, found.start, timeline),
        shape: kind,
        label,
        answer: answer.index,
        finding,
      }
    }),
  )
}

/** Where a probe was asked, where it came up without substance, and where it was covered: each once. */
function probesOf({ answers, plans, prompts, timeline }: Review): Mark[] {
  const marks: Mark[] = []
  const known = new Set<string>()
  const add = (shape: 'asked' | 'touched' | 'covered', at: number, answer: Answer, key: string) => {
    const id = `${shape} ${answer.question} ${key}`
    const label = plans[answer.question]?.prompts.get(key)?.label
    if (label === undefined || known.has(id)) return
    known.add(id)
    marks.push({ id, lane: 'probes', at, shape, label, answer: answer.index, finding: null })
  }
  for (const { attempts } of prompts) {
    const answer = answers[attempts[0] ?? -1]
    const at = timeline.answers[answer?.index ?? -1]?.askedAt
    if (answer && at !== undefined && answer.prompt !== OPENING && answer.prompt !== WRAP_UP)
      add('asked', at, answer, answer.prompt)
  }
  for (const answer of answers) {
    const { assessment } = shown(answer)
    const bucket = plans[answer.question]?.bucket.id
    if (!assessment || bucket === undefined) continue
    const at = lastWordAt(timeline, answer.index)
    for (const id of assessment.covered) add('covered', at, answer, `${bucket}/${id}`)
    for (const id of assessment.touched ?? [])
      if (!known.has(`covered ${answer.question} ${bucket}/${id}`))
        add('touched', at, answer, `${bucket}/${id}`)
  }
  return marks
}

const noteMark = ({ id, at, text }: Note): Mark => ({
  id: `note ${id}`,
  lane: 'notes',
  at,
  shape: text === '' ? 'bookmark' : 'note',
  label: text === '' ? 'bookmark' : text,
  answer: null,
  finding: null,
})

export const shapeWords: Record<Mark['shape'], string> = {
  flag: 'red flag',
  risk: 'risk',
  good: 'good',
  neutral: 'note',
  asked: 'asked',
  touched: 'came up',
  covered: 'covered',
  note: 'your note',
  bookmark: 'yours',
}

/** "asked: the result", "red flag: no result named". */
export const markWords = ({ shape, label }: Pick<Mark, 'shape' | 'label'>): string =>
  `${shapeWords[shape]}: ${label}`

/** Marks of one lane that would lie on each other stand together. */
export interface Cluster {
  x: number
  marks: readonly Mark[]
}

/** Nearer than this to the first of them, in px, marks stand together: a finger's breadth. */
const clusterPx = 18

/** `x` gives a mark's place in px. Marks are in order. */
export function clustersOf(marks: readonly Mark[], x: (at: number) => number): Cluster[] {
  const clusters: { x: number; marks: Mark[] }[] = []
  for (const mark of marks) {
    const place = x(mark.at)
    const last = clusters.at(-1)
    if (last && place - last.x < clusterPx) last.marks.push(mark)
    else clusters.push({ x: place, marks: [mark] })
  }
  return clusters
}

/** The finding after (1) or before (-1) a moment, of all lanes; null where there is none. */
export function findingBeside(
  { good, against }: Record<Lane, Mark[]>,
  { at, id }: { at: number; id: string | null },
  step: 1 | -1,
): Mark | null {
  const all = [...good, ...against].toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const here = all.findIndex((mark) => mark.id === id)
  // From a finding that was gone to, the next one may be at the same moment.
  if (here !== -1) return all[here + step] ?? null
  return (step === 1 ? all.find((mark) => mark.at > at) : all.findLast((mark) => mark.at < at)) ?? null
}
