import { guideTitles } from './titles.ts'
import type { BucketId, BucketProbeId, QuestionId, ReactiveProbeId } from './ids.ts'
import type { Bucket, Condition, OwnProbe, Probe, Question, ReactiveProbe } from './schema.ts'

/**
 * The definers below change nothing at run time. They hold the files of the guide's pack to the known ids, so that
 * a wrong target does not compile; packs from elsewhere are checked by parse.ts instead.
 */

type Target<Condition_, Id extends string> = Condition_ extends { all: unknown }
  ? { all: Known<Id>[] }
  : Condition_ extends { any: unknown }
    ? { any: Known<Id>[] }
    : Condition_ extends { not: unknown }
      ? { not: Known<Id> }
      : Condition_ extends { covered: string }
        ? { covered: Id }
        : Condition_ extends { asked: string }
          ? { asked: Id }
          : Condition_ extends { answered: string }
            ? { answered: Id | 'opening' }
            : Condition_
type Known<Id extends string> = Target<Condition, Id>

type KnownProbe<B extends BucketId> = Omit<Probe, 'id' | 'under'> & {
  id: BucketProbeId<B>
  under?: NoInfer<BucketProbeId<B>>
}

/** A bucket of the guide; every one of its probes must be there. */
export function defineBucket<B extends BucketId>(bucket: {
  id: B
  title: string
  probes: { [P in BucketProbeId<B>]: Omit<KnownProbe<B>, 'id'> }
}): Bucket {
  const probes = Object.entries(bucket.probes) as [BucketProbeId<B>, Omit<KnownProbe<B>, 'id'>][]
  return { ...bucket, probes: probes.map(([id, probe]) => ({ id, ...probe })) }
}

/** The reactive probes, the most urgent first. */
export function defineReactive(
  probes: (Omit<ReactiveProbe, 'id' | 'when' | 'settledBy'> & {
    id: ReactiveProbeId
    when: Known<BucketProbeId | ReactiveProbeId>
    settledBy?: Known<BucketProbeId | ReactiveProbeId>
  })[],
): ReactiveProbe[] {
  return probes
}

/**
 * A question of the guide; its title stands in titles.ts. `own` is keyed by the ids of the question's own probes,
 * which `priorities` may name too.
 */
export function defineQuestion<const B extends BucketId, const Own extends string>(question: {
  id: QuestionId
  bucket: B
  principles: Question['principles']
  phrasings: string[]
  clarification: string
  own: Record<
    Own,
    Omit<OwnProbe, 'id' | 'under' | 'when'> & {
      under?: BucketProbeId<B>
      when?: Known<BucketProbeId<B> | ReactiveProbeId | NoInfer<Own>>
    }
  >
  priorities: (BucketProbeId<B> | NoInfer<Own>)[]
}): Question {
  const own = Object.entries(question.own) as [string, Omit<OwnProbe, 'id'>][]
  return { ...question, title: guideTitles[question.id], own: own.map(([id, probe]) => ({ id, ...probe })) }
}
