import * as v from 'valibot'
import { assessmentSchema } from '../questions/finding.ts'
import { heardSchema } from './heard.ts'
import { inputSchema } from './limits.ts'

/**
 * Everything that can happen in an interview. The machines are driven by these and by nothing else, and the
 * session's log is a list of them. `at` is in ms since the session began, on a clock that stands still while
 * the app is closed.
 */

const ms = v.pipe(v.number(), v.minValue(0), v.maxValue(31_536_000_000))
const at = { at: ms }
const words = v.pipe(v.string(), v.maxLength(200_000))
const shortText = v.pipe(v.string(), v.maxLength(2_000))
/** `opening`, `wrap-up`, or a probe's key: `bucket/probe`, `reactive/probe`, `question/probe`. */
export const promptKeySchema = v.pipe(v.string(), v.regex(/^([a-z][a-z0-9-]{0,39}\/)?[a-z][a-z0-9-]{0,39}$/))
const phrase = v.object({ startMs: ms, endMs: ms })

export const interviewEventSchema = v.variant('type', [
  v.object({ ...at, type: v.literal('session.started') }),
  /** The interviewer begins to ask. Names the question and prompt, so that a log can enter anywhere. */
  v.object({
    ...at,
    type: v.literal('prompt.asked'),
    question: v.string(),
    prompt: promptKeySchema,
    /** The branch that led here; null for the opening and for a prompt placed from outside. */
    branch: v.nullable(v.string()),
    text: shortText,
  }),
  v.object({ ...at, type: v.literal('clarification.given'), text: shortText }),
  /** The interviewer stopped; the candidate has the floor and the thinking time runs. `take` is the recording's id. */
  v.object({ ...at, type: v.literal('listening.started'), input: inputSchema, take: v.nullable(v.string()) }),
  /** The first speech, or the first key. `offsetMs` is measured in the take's samples (by the clock when typing). */
  v.object({ ...at, type: v.literal('speech.started'), offsetMs: ms }),
  /** What has been typed so far; kept so that a crash loses no words. */
  v.object({ ...at, type: v.literal('draft.saved'), text: words }),
  v.object({
    ...at,
    type: v.literal('answer.finished'),
    by: v.picklist(['candidate', 'silence', 'interviewer', 'interruption']),
    /** From the interviewer's last word to the first speech or key. */
    thinkingMs: ms,
    /** From the first speech to the last, pauses included. */
    speakingMs: ms,
    /** Speech within the take; empty when typing. */
    phrases: v.array(phrase),
  }),
  v.object({
    ...at,
    type: v.literal('answer.assessed'),
    text: words,
    source: v.picklist(['typed', 'recognised']),
    /** Of words that a recogniser gave. */
    heard: v.optional(heardSchema),
    /** Length of the answer that is held against the guideline; when typing, what the words would take aloud. */
    seconds: v.pipe(v.number(), v.minValue(0), v.maxValue(86_400)),
    assessment: assessmentSchema,
  }),
  /** There is no text to assess: recorded and timed, never judged. */
  v.object({
    ...at,
    type: v.literal('answer.unheard'),
    seconds: v.pipe(v.number(), v.minValue(0), v.maxValue(86_400)),
  }),
  v.object({ ...at, type: v.literal('clarify.requested') }),
  v.object({ ...at, type: v.literal('repeat.requested') }),
  v.object({ ...at, type: v.literal('example.declined') }),
  v.object({ ...at, type: v.literal('prompt.skipped') }),
  /**
   * A question of the round, by its place from 0, is begun afresh: one that was answered, or the one at hand. The round
   * then goes on where it was.
   */
  v.object({
    ...at,
    type: v.literal('question.retried'),
    question: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000)),
  }),
  v.object({ ...at, type: v.literal('input.changed'), input: inputSchema, reason: shortText }),
  v.object({ ...at, type: v.literal('session.paused'), reason: shortText }),
  /** `interrupted`: the answer cannot go on (the app had been closed, or the microphone changed); it is asked for again. */
  v.object({ ...at, type: v.literal('session.resumed'), interrupted: v.boolean() }),
  v.object({ ...at, type: v.literal('session.ended'), by: v.picklist(['candidate', 'completed']) }),
])
export type InterviewEvent = v.InferOutput<typeof interviewEventSchema>
export type InterviewEventOf<T extends InterviewEvent['type']> = Extract<InterviewEvent, { type: T }>
