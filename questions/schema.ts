import * as v from 'valibot'
import { levels, principleIds, signalIds } from './ids.ts'

/**
 * The shape of everything that is asked, written once: the types, the parsing of packs and the published
 * JSON Schema come from these schemas. References between parts (a branch to a probe, a question to a bucket)
 * are checked in parse.ts, which knows the whole pack.
 */

const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected a lower-case id like "other-side"'))
const text = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'expected some text'),
  v.maxLength(600, 'expected at most 600 characters'),
)
const phrasings = v.pipe(
  v.array(text),
  v.minLength(2, 'expected two phrasings or more'),
  v.maxLength(12, 'expected at most 12 phrasings'),
)

export const levelSchema = v.picklist(levels)
export const signalSchema = v.picklist(signalIds)

/**
 * When a branch is taken, as data, so that it can be drawn, proved and stored with a session.
 * All but `covered` and `asked` speak of the last answer.
 */
export type Condition =
  | { signal: v.InferOutput<typeof signalSchema> }
  | { covered: string }
  | { asked: string }
  | { longerThanS: number }
  | { atLeast: v.InferOutput<typeof levelSchema> }
  | { answered: string }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }

export const conditionSchema: v.GenericSchema<Condition> = v.union(
  [
    v.strictObject({ signal: signalSchema }),
    v.strictObject({ covered: id }),
    v.strictObject({ asked: id }),
    v.strictObject({ longerThanS: v.pipe(v.number(), v.minValue(0), v.maxValue(3600)) }),
    v.strictObject({ atLeast: levelSchema }),
    v.strictObject({ answered: id }),
    v.strictObject({ all: v.array(v.lazy(() => conditionSchema)) }),
    v.strictObject({ any: v.array(v.lazy(() => conditionSchema)) }),
    v.strictObject({ not: v.lazy(() => conditionSchema) }),
  ],
  'expected a condition: signal, covered, asked, longerThanS, atLeast, answered, all, any or not',
)

const spoken = {
  id,
  /** What the probe is after, as a short noun phrase for drawings and reasons: "the other side's view". */
  label: v.pipe(text, v.maxLength(60)),
  /** Ways to ask it aloud; one is chosen by the session's seed. */
  phrasings,
  /** What the interviewer says to "what do you mean?". */
  clarification: text,
}

/** A follow-up of a bucket. One that is `under` another is asked while that one is the point at hand. */
export const probeSchema = v.strictObject({
  ...spoken,
  under: v.optional(id),
  /** Asked only once no point is left, even while its own point is at hand. */
  late: v.optional(v.boolean()),
})
export type Probe = v.InferOutput<typeof probeSchema>

export const bucketSchema = v.strictObject({ id, title: text, probes: v.array(probeSchema) })
export type Bucket = v.InferOutput<typeof bucketSchema>

/** A follow-up that an answer begs, whatever the bucket. The pack's order is the order of urgency. */
export const reactiveProbeSchema = v.strictObject({
  ...spoken,
  /** What begs it. */
  when: conditionSchema,
  /** Ends "asked because …" in the replay. */
  because: text,
  /** What makes it needless while it waits for its turn. */
  settledBy: v.optional(conditionSchema),
  /** Asked only when no other follow-up is left. */
  last: v.optional(v.boolean()),
})
export type ReactiveProbe = v.InferOutput<typeof reactiveProbeSchema>

/** A follow-up that belongs to one question only. */
export const ownProbeSchema = v.strictObject({
  ...spoken,
  under: v.optional(id),
  /** Where given, the probe is asked only when this holds. */
  when: v.optional(conditionSchema),
  because: v.optional(text),
})
export type OwnProbe = v.InferOutput<typeof ownProbeSchema>

export const questionSchema = v.strictObject({
  id,
  bucket: id,
  title: v.pipe(text, v.maxLength(60)),
  principles: v.pipe(v.array(v.picklist(principleIds)), v.minLength(1)),
  /** The opening question, aloud. */
  phrasings,
  clarification: text,
  /** Bucket and own probes, in the order in which this question goes through what is still uncovered; the rest of the bucket follows. */
  priorities: v.pipe(v.array(id), v.minLength(1)),
  own: v.pipe(v.array(ownProbeSchema), v.minLength(2, 'expected two probes of its own or more')),
})
export type Question = v.InferOutput<typeof questionSchema>

export const packSchema = v.strictObject({
  id,
  title: text,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The seconds that a good initial answer takes. */
  guideline: v.pipe(
    v.strictObject({ fromS: v.pipe(v.number(), v.minValue(1)), toS: v.pipe(v.number(), v.maxValue(600)) }),
    v.check((g) => g.fromS < g.toS, 'expected fromS below toS'),
  ),
  buckets: v.pipe(v.array(bucketSchema), v.minLength(1)),
  reactive: v.array(reactiveProbeSchema),
  questions: v.pipe(v.array(questionSchema), v.minLength(1)),
})
export type Pack = v.InferOutput<typeof packSchema>
