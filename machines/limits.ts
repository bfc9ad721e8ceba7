import * as v from 'valibot'

export const inputSchema = v.picklist(['microphone', 'keyboard'])
/** How the candidate answers. */
export type Input = v.InferOutput<typeof inputSchema>

export const patienceSchema = v.picklist(['off', 'gentle', 'realistic', 'tough'])
/** How long the interviewer lets an answer run before cutting in. */
export type Patience = v.InferOutput<typeof patienceSchema>

/** Seconds of an answer after which the interviewer cuts in; null lets every answer run. */
export const cutInAfterS: Record<Patience, number | null> = {
  off: null,
  gentle: 90,
  realistic: 60,
  tough: 40,
}

export const limitsSchema = v.object({
  /** Wall time for one question and its follow-ups, less pauses; null is without limit. */
  questionBudgetMs: v.nullable(v.pipe(v.number(), v.minValue(1_000))),
  /** Follow-ups after the opening, clarifications and the wrap-up not counted. */
  followUps: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
  /** Whether a question area closes with "anything to add?". */
  wrapUp: v.boolean(),
})
export type Limits = v.InferOutput<typeof limitsSchema>

/** With less than this left of a question's budget no further prompt begins. */
export const lastPromptMs = 30_000

export const lengths = ['full', 'half', 'short', 'single'] as const
export type Length = (typeof lengths)[number]

/** An interviewer has 15-20 minutes for a question area (guide, "The interview"); the others are for shorter evenings. */
export const lengthPresets: Record<Length, Limits> = {
  full: { questionBudgetMs: 18 * 60_000, followUps: 20, wrapUp: true },
  half: { questionBudgetMs: 9 * 60_000, followUps: 9, wrapUp: true },
  short: { questionBudgetMs: 4 * 60_000, followUps: 4, wrapUp: false },
  single: { questionBudgetMs: 90_000, followUps: 1, wrapUp: false },
}
