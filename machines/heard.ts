import * as v from 'valibot'

const offset = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(200_000))
const ms = v.pipe(v.number(), v.minValue(0), v.maxValue(31_536_000_000))

/** When a word was said: UTF-16 offsets into the answer's text, end exclusive, and ms from the recording's start. */
export const wordTimeSchema = v.object({ start: offset, end: offset, startMs: ms, endMs: ms })
export type WordTime = v.InferOutput<typeof wordTimeSchema>

export const wordTimesSchema = v.pipe(v.array(wordTimeSchema), v.maxLength(50_000))

/** How the words of a spoken answer were had, and what can be read from them. */
export const heardSchema = v.object({
  /** Name and version of the recogniser, such as "moonshine-tiny-streaming". */
  engine: v.pipe(v.string(), v.maxLength(100)),
  /** Whether "um" and "uh" stand in the text where they were said; `dropped` makes every count of them a lower bound. */
  fillers: v.picklist(['kept', 'dropped']),
  times: v.picklist(['native', 'aligned', 'none']),
  /** 0..1; null where the engine gives none. */
  confidence: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  /** In order; empty where `times` is "none". */
  words: wordTimesSchema,
})
export type Heard = v.InferOutput<typeof heardSchema>
