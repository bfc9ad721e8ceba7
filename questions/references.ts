import { describe, type Fault, type Path } from './faults.ts'
import type { Bucket, Condition, Pack, Question } from './schema.ts'

/** How conditions name the opening question, and the prompt that ends a question; no probe may take these. */
const opening = 'opening'
const reserved = [opening, 'wrap-up']

/** What the schemas cannot see: whether every id that is named exists, once, and where it may be named. */
export function crossReferences(pack: Pack): Fault[] {
  const reactiveIds = new Set(pack.reactive.map((probe) => probe.id))
  const anywhere = new Set([
    ...reactiveIds,
    ...pack.buckets.flatMap((bucket) => bucket.probes.map((p) => p.id)),
  ])
  return [
    ...duplicates(pack.buckets, ['buckets'], 'bucket'),
    ...duplicates(pack.reactive, ['reactive'], 'reactive probe'),
    ...duplicates(pack.questions, ['questions'], 'question'),
    ...taken(pack.reactive, new Set(reserved), ['reactive']),
    ...pack.buckets.flatMap((bucket, at) => inBucket(bucket, ['buckets', at], reactiveIds)),
    ...pack.reactive.flatMap((probe, at) => [
      ...inCondition(probe.when, ['reactive', at, 'when'], anywhere),
      ...(probe.settledBy ? inCondition(probe.settledBy, ['reactive', at, 'settledBy'], anywhere) : []),
    ]),
    ...pack.questions.flatMap((question, at) => inQuestion(question, ['questions', at], pack, reactiveIds)),
  ]
}

function inBucket(bucket: Bucket, path: Path, reactiveIds: Set<string>): Fault[] {
  const probes = [...path, 'probes']
  const points = pointsOf(bucket)
  return [
    ...duplicates(bucket.probes, probes, 'probe of this bucket'),
    ...taken(bucket.probes, new Set([...reserved, ...reactiveIds]), probes),
    ...underFaults(bucket.probes, points, bucket, probes),
  ]
}

function inQuestion(question: Question, path: Path, pack: Pack, reactiveIds: Set<string>): Fault[] {
  const bucket = pack.buckets.find((candidate) => candidate.id === question.bucket)
  if (!bucket) {
    const known = pack.buckets.map((candidate) => candidate.id)
    return [unknown([...path, 'bucket'], 'a bucket of this pack', known, question.bucket)]
  }
  const bucketIds = bucket.probes.map((probe) => probe.id)
  const ownIds = question.own.map((probe) => probe.id)
  const askable = new Set([...bucketIds, ...ownIds])
  const inConditions = new Set([...askable, ...reactiveIds])
  const own = [...path, 'own']
  return [
    ...duplicates(question.own, own, 'probe of this question'),
    ...taken(question.own, new Set([...reserved, ...bucketIds, ...reactiveIds]), own),
    ...underFaults(question.own, pointsOf(bucket), bucket, own),
    ...question.own.flatMap((probe, at) =>
      probe.when ? inCondition(probe.when, [...own, at, 'when'], inConditions) : [],
    ),
    ...question.priorities.flatMap((id, at): Fault[] => {
      const place = [...path, 'priorities', at]
      if (!askable.has(id)) {
        return [unknown(place, `a probe of bucket "${bucket.id}" or of this question`, [...askable], id)]
      }
      return question.priorities.indexOf(id) < at
        ? [{ path: place, expected: 'each probe once', found: `${describe(id)} again` }]
        : []
    }),
  ]
}

/** The probes of a bucket that others may be under. */
function pointsOf(bucket: Bucket): Set<string> {
  return new Set(bucket.probes.filter((probe) => probe.under === undefined).map((probe) => probe.id))
}

/** Sub-probes go one level deep, which rules out circles as well. */
function underFaults(
  probes: { id: string; under?: string | undefined }[],
  points: Set<string>,
  bucket: Bucket,
  path: Path,
): Fault[] {
  return probes.flatMap(({ id, under }, at): Fault[] => {
    if (under === undefined || points.has(under)) return []
    const place = [...path, at, 'under']
    if (under === id)
      return [{ path: place, expected: 'another probe', found: `${describe(id)}, the probe itself` }]
    const parent = bucket.probes.find((probe) => probe.id === under)
    if (!parent) return [unknown(place, `a probe of bucket "${bucket.id}"`, [...points], under)]
    return [
      {
        path: place,
        expected: 'a probe that is not under another one',
        found: `${describe(under)}, which is under ${describe(parent.under)}`,
      },
    ]
  })
}

function duplicates(things: { id: string }[], path: Path, what: string): Fault[] {
  const seen = new Set<string>()
  return things.flatMap(({ id }, at): Fault[] => {
    if (seen.has(id)) {
      return [{ path: [...path, at, 'id'], expected: `an id that no other ${what} has`, found: describe(id) }]
    }
    seen.add(id)
    return []
  })
}

function taken(things: { id: string }[], names: Set<string>, path: Path): Fault[] {
  return things.flatMap(({ id }, at): Fault[] =>
    names.has(id)
      ? [{ path: [...path, at, 'id'], expected: 'an id that is not taken elsewhere', found: describe(id) }]
      : [],
  )
}

function inCondition(condition: Condition, path: Path, known: Set<string>): Fault[] {
  if ('all' in condition) {
    return condition.all.flatMap((part, at) => inCondition(part, [...path, 'all', at], known))
  }
  if ('any' in condition) {
    return condition.any.flatMap((part, at) => inCondition(part, [...path, 'any', at], known))
  }
  if ('not' in condition) return inCondition(condition.not, [...path, 'not'], known)
  if ('covered' in condition)
    return known.has(condition.covered) ? [] : [noProbe('covered', condition.covered)]
  if ('asked' in condition) return known.has(condition.asked) ? [] : [noProbe('asked', condition.asked)]
  if ('answered' in condition) {
    const { answered } = condition
    return answered === opening || known.has(answered) ? [] : [noProbe('answered', answered)]
  }
  return []

  function noProbe(key: string, id: string): Fault {
    return unknown([...path, key], 'a probe that can be asked here', [...known], id)
  }
}

function unknown(path: Path, what: string, known: string[], found: string): Fault {
  const shown = known.slice(0, 40).join(', ')
  return { path, expected: `${what} (${shown}${known.length > 40 ? ', …' : ''})`, found: describe(found) }
}
