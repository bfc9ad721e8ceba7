import * as v from 'valibot'
import { interviewEventSchema } from '../../machines/events.ts'
import { heardSchema, wordTimesSchema } from '../../machines/heard.ts'
import { inputSchema, limitsSchema, patienceSchema } from '../../machines/limits.ts'
import { assessmentSchema } from '../../questions/finding.ts'
import {
  bucketSchema,
  levelSchema,
  questionSchema,
  reactiveProbeSchema,
  signalSchema,
} from '../../questions/schema.ts'
import { drillSchema, ratings } from './drill.ts'
import { marksSchema } from './marked.ts'
import { logVersion } from './version.ts'

const isoDate = v.pipe(v.string(), v.isoDate())
const isoTime = v.pipe(v.string(), v.isoTimestamp())
const sessionId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/))

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Where a session that is another take of one parts from it. */
const forkSchema = v.object({
  /** That session; it may have been deleted since. */
  session: sessionId,
  /** How many entries of its log come before. */
  entries: count,
  /** How many answers had begun by then: the first that is the take's own. */
  answer: count,
})

/**
 * What a session was taken under. It copies the questions, buckets and reactive probes whole, so that an old
 * session replays as it was, whatever becomes of today's questions.
 */
const headerFields = v.object({
  version: v.literal(logVersion),
  id: sessionId,
  /** Wall time at the start, ISO 8601 in UTC. */
  createdAt: isoTime,
  /** The local date that "last spring" and "two years ago" are resolved against. */
  today: isoDate,
  mode: v.picklist(['interview', 'drill']),
  /** Present where the mode is `drill`. */
  drill: v.optional(drillSchema),
  level: levelSchema,
  patience: patienceSchema,
  limits: limitsSchema,
  input: inputSchema,
  /** Chooses among phrasings. */
  seed: count,
  /** By how much the candidate stretched the clock beforehand; null hides it. `guideline` is already stretched. */
  clockFactor: v.nullable(v.picklist([1, 1.5, 2, 10])),
  guideline: v.object({ fromS: v.number(), toS: v.number() }),
  questions: v.pipe(v.array(questionSchema), v.minLength(1)),
  buckets: v.array(bucketSchema),
  reactive: v.array(reactiveProbeSchema),
  /** What the session ran on, for reading old findings rightly. */
  engines: v.object({ app: v.string(), assess: v.string() }),
  fork: v.optional(forkSchema),
  /** Whether the findings stay hidden until the candidate has marked the answers; absent in sessions from before. */
  selfReview: v.optional(v.boolean()),
})

/** A header whose parts go together: a drill says of each of its questions what it is asked, an interview of none. */
export const headerSchema = v.pipe(
  headerFields,
  v.check(
    ({ mode, drill }) => (mode === 'drill') === (drill !== undefined),
    'expected what is asked where it is a drill, and only there',
  ),
  v.check(
    ({ drill, questions }) => !drill || drill.items.length === questions.length,
    'expected one item of the drill for each question',
  ),
)
export type Header = v.InferOutput<typeof headerSchema>

/** Wall time, ISO 8601 in UTC, and which answer: its place among the session's answers (see answers.ts), from 0. */
const review = { when: isoTime, answer: count }
const noteId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,64}$/))
const offset = v.nullable(count)

/** What can be added to a session after it was taken. It changes what the review shows, never the path that was taken. */
export const reviewEventSchema = v.variant('type', [
  /** The candidate corrected what was heard, or a transcript came later; the findings follow from `text`. */
  v.object({
    ...review,
    type: v.literal('assessment.revised'),
    text: v.string(),
    /** Where a recogniser gave the text. */
    heard: v.optional(heardSchema),
    assessment: assessmentSchema,
  }),
  /**
   * The candidate disagrees with a finding: it is wrong, or it was missed (then `quote` are the words that show it,
   * "" for an absence). `withdrawn` takes back what was said of the signal before.
   */
  v.object({
    ...review,
    type: v.literal('finding.corrected'),
    signal: signalSchema,
    verdict: v.picklist(['wrong', 'missed', 'withdrawn']),
    quote: v.string(),
    start: offset,
    end: offset,
  }),
  /** The words of the answer's present text were found in its recording. */
  v.object({ ...review, type: v.literal('words.aligned'), words: wordTimesSchema }),
  /** The candidate noted something at a moment of the session, in ms; without text it is a bookmark. */
  v.object({
    when: isoTime,
    type: v.literal('note.added'),
    id: noteId,
    at: v.pipe(v.number(), v.minValue(0), v.maxValue(31_536_000_000)),
    text: v.pipe(v.string(), v.maxLength(10_000)),
  }),
  v.object({ when: isoTime, type: v.literal('note.removed'), id: noteId }),
  /** What the candidate says of the answer before seeing what was noted, or later; null: skipped. */
  v.object({ ...review, type: v.literal('answer.marked'), marks: v.nullable(marksSchema) }),
  /** The candidate wished to see all findings, marked or not. */
  v.object({ when: isoTime, type: v.literal('findings.shown') }),
  /** What the candidate says of how the answer went, instead of the rating that is proposed; null: as proposed. */
  v.object({ ...review, type: v.literal('rating.corrected'), rating: v.nullable(v.picklist(ratings)) }),
])
export type ReviewEvent = v.InferOutput<typeof reviewEventSchema>

export const entrySchema = v.variant('type', [...interviewEventSchema.options, ...reviewEventSchema.options])
/** One line of the log. The log is only ever appended to. */
export type Entry = v.InferOutput<typeof entrySchema>
export type EntryOf<T extends Entry['type']> = Extract<Entry, { type: T }>

export interface Log {
  header: Header
  entries: readonly Entry[]
}
