import * as v from 'valibot'
import { signalSchema } from './schema.ts'

const offset = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)))

/**
 * One thing that an answer shows, with the words it stands on. `start` and `end` are UTF-16 offsets into the
 * answer's text, end exclusive; an absence (no result, no example) has quote "" and null offsets.
 */
export const findingSchema = v.object({ signal: signalSchema, quote: v.string(), start: offset, end: offset })
export type Finding = v.InferOutput<typeof findingSchema>

/** What an assessment found, as it is recorded and as it drives the question's machine. */
export const assessmentSchema = v.object({
  /** Name and version of what assessed, such as "rules-1". */
  engine: v.string(),
  /** Why nothing is judged (too few words, poor transcript), in words for the person; null when it is judged. */
  abstained: v.nullable(v.string()),
  findings: v.array(findingSchema),
  /** Probes of the question's bucket, bare ids, that all answers so far have covered with substance. */
  covered: v.array(v.string()),
  /** Probes that came up, but not with substance; asked after those that did not come up at all. */
  touched: v.optional(v.array(v.string())),
})
export type Assessment = v.InferOutput<typeof assessmentSchema>
