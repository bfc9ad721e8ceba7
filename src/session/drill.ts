import * as v from 'valibot'
import { promptKeySchema } from '../../machines/events.ts'

/**
 * The drills. All are rounds in which each question is asked one thing and left. `today` is the queue: whatever is due,
 * of any kind.
 */
export const drillKinds = [
  'first-answer',
  'bottom-line',
  'probe',
  'clarify',
  'impact',
  'other-words',
  'no-example',
  'conflict',
  'rapid-fire',
  'today',
] as const
export type DrillKind = (typeof drillKinds)[number]

/** Where the other side of a conflict stands: above, beside or below the candidate. */
export const directions = ['up', 'across', 'down'] as const
export type Direction = (typeof directions)[number]

/** How something that is practised went, as the scheduler takes it. */
export const ratings = ['again', 'hard', 'good', 'easy'] as const
export type Rating = (typeof ratings)[number]

/** What one question of a drill is asked. */
export const drillItemSchema = v.object({
  prompt: promptKeySchema,
  /** Of a conflict. */
  direction: v.optional(v.picklist(directions)),
  /** What is to be told in other words; copied, so that the drill can be judged whatever becomes of that session. */
  earlier: v.optional(
    v.object({
      session: v.string(),
      /** Its place among that session's answers, from 0. */
      answer: v.pipe(v.number(), v.integer(), v.minValue(0)),
      text: v.pipe(v.string(), v.maxLength(200_000)),
    }),
  ),
})
export type DrillItem = v.InferOutput<typeof drillItemSchema>

/** `items[i]` is what the header's question i is asked; a question can stand in a drill more than once. */
export const drillSchema = v.object({
  kind: v.picklist(drillKinds),
  items: v.pipe(v.array(drillItemSchema), v.minLength(1), v.maxLength(100)),
})
