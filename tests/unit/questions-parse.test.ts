import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guidePack, parsePack } from '../../questions/index.ts'

/** The guide's pack as plain data, changed in one place. */
function changed(change: (pack: object) => void): unknown {
  const pack = JSON.parse(JSON.stringify(guidePack)) as object
  change(pack)
  return pack
}

/** Sets what lies at `keys`, as a hand with a text editor would. */
const put =
  (value: unknown, ...keys: (string | number)[]) =>
  (pack: object) => {
    let holder: unknown = pack
    for (const key of keys.slice(0, -1)) holder = Reflect.get(holder as object, key)
    // Not an assignment: "__proto__" must become a key of its own, as JSON.parse makes it.
    const last = keys.at(-1) ?? ''
    Object.defineProperty(holder, last, { value, enumerable: true, configurable: true, writable: true })
  }

function problemsOf(data: unknown) {
  const parsed = parsePack('packs/mine.json', data)
  return parsed.ok ? [] : parsed.problems
}

const tooDeep = (depth: number) => {
  let condition: unknown = { signal: 'no-impact' }
  for (let at = 0; at < depth; at++) condition = { not: condition }
  return condition
}

describe('a wrong pack', () => {
  test.each([
    ['no object', put([], 'buckets'), 'buckets', 'a length of at least 1', 'a list of 0'],
    ['a missing text', put(undefined, 'questions', 3, 'title'), 'questions[3].title', 'a text', 'nothing'],
    ['an unknown key', put(1, 'questions', 0, 'colour'), 'questions[0].colour', 'no such key', '1'],
    [
      'an inherited key',
      put({}, 'questions', 0, '__proto__'),
      'questions[0].__proto__',
      'no such key',
      'an object',
    ],
    ['a strange key', put(1, 'a b\n'), '["a b\\n"]', 'no such key', '1'],
    [
      'one phrasing',
      put(['Why?'], 'buckets', 0, 'probes', 2, 'phrasings'),
      'buckets[0].probes[2].phrasings',
      'two phrasings or more',
      'a list of 1',
    ],
    [
      'an id that is no id',
      put('Other Side', 'questions', 1, 'id'),
      'questions[1].id',
      'a lower-case id like "other-side"',
      '"Other Side"',
    ],
    [
      'a principle that there is not',
      put('luck', 'questions', 1, 'principles', 0),
      'questions[1].principles[0]',
      '"dive-deep"',
      '"luck"',
    ],
    ['a wrong number', put(1.5, 'version'), 'version', 'a whole number', '1.5'],
    ['a guideline back to front', put(90, 'guideline', 'fromS'), 'guideline', 'fromS below toS', 'an object'],
    [
      'an unknown signal',
      put({ signal: 'rambling' }, 'reactive', 0, 'when'),
      'reactive[0].when.signal',
      'off-question',
      '"rambling"',
    ],
    [
      'an unknown signal deep in a condition',
      put({ all: [{ asked: 'impact' }, { not: { signal: 'rambling' } }] }, 'reactive', 0, 'when'),
      'reactive[0].when.all[1].not.signal',
      'off-question',
      '"rambling"',
    ],
    [
      'an unknown level',
      put({ atLeast: 'L8' }, 'questions', 0, 'own', 0, 'when'),
      'questions[0].own[0].when.atLeast',
      'L4, L5, L6, L7',
      '"L8"',
    ],
    [
      'a condition of two kinds',
      put({ signal: 'no-impact', asked: 'impact' }, 'reactive', 0, 'when'),
      'reactive[0].when',
      'exactly one of',
      'the keys signal, asked',
    ],
    [
      'an empty condition',
      put({}, 'reactive', 0, 'when'),
      'reactive[0].when',
      'exactly one of',
      'an empty object',
    ],
    [
      'parts that are no list',
      put({ any: 'x' }, 'reactive', 0, 'when'),
      'reactive[0].when.any',
      'a list of conditions',
      '"x"',
    ],
    [
      'an unknown bucket',
      put('glory', 'questions', 3, 'bucket'),
      'questions[3].bucket',
      'a bucket of this pack (productivity, failure, conflict)',
      '"glory"',
    ],
    [
      'an unknown probe in priorities',
      put('other-sides', 'questions', 0, 'priorities', 1),
      'questions[0].priorities[1]',
      'a probe of bucket "conflict" or of this question',
      '"other-sides"',
    ],
    [
      'a probe of another bucket in priorities',
      put('stakes', 'questions', 0, 'priorities', 1),
      'questions[0].priorities[1]',
      'a probe of bucket "conflict" or of this question',
      '"stakes"',
    ],
    [
      'a priority named twice',
      put('conflict', 'questions', 0, 'priorities', 1),
      'questions[0].priorities[1]',
      'each probe once',
      '"conflict" again',
    ],
    [
      'a probe under one that there is not',
      put('stake', 'questions', 3, 'own', 0, 'under'),
      'questions[3].own[0].under',
      'a probe of bucket "productivity"',
      '"stake"',
    ],
    [
      'a probe under itself',
      put('solution', 'buckets', 0, 'probes', 11, 'under'),
      'buckets[0].probes[11].under',
      'another probe',
      '"solution", the probe itself',
    ],
    [
      'a circle',
      put('overengineered-alternatives', 'buckets', 0, 'probes', 11, 'under'),
      'buckets[0].probes[11].under',
      'a probe that is not under another one',
      '"overengineered-alternatives", which is under "solution"',
    ],
    [
      'a probe two levels down',
      put('impact', 'questions', 1, 'own', 0, 'under'),
      'questions[1].own[0].under',
      'a probe that is not under another one',
      '"impact", which is under "outcome"',
    ],
    [
      'a question named twice',
      put('mistake', 'questions', 8, 'id'),
      'questions[8].id',
      'an id that no other question has',
      '"mistake"',
    ],
    [
      'a probe named twice',
      put('data', 'buckets', 0, 'probes', 0, 'id'),
      'buckets[0].probes[6].id',
      'an id that no other probe of this bucket has',
      '"data"',
    ],
    [
      'an own probe named like one of the bucket',
      put('lesson', 'questions', 0, 'own', 3, 'id'),
      'questions[0].own[3].id',
      'an id that is not taken elsewhere',
      '"lesson"',
    ],
    [
      'a probe with the name of the opening',
      put('opening', 'reactive', 3, 'id'),
      'reactive[3].id',
      'an id that is not taken elsewhere',
      '"opening"',
    ],
    [
      'a condition on a probe that there is not',
      put({ any: [{ covered: 'nowhere' }] }, 'reactive', 2, 'settledBy'),
      'reactive[2].settledBy.any[0].covered',
      'a probe that can be asked here',
      '"nowhere"',
    ],
    [
      'a condition of a question on a probe of another bucket',
      put({ answered: 'lesson' }, 'questions', 3, 'own', 0, 'when'),
      'questions[3].own[0].when.answered',
      'a probe that can be asked here',
      '"lesson"',
    ],
    [
      'too much nesting',
      put(tooDeep(40), 'reactive', 0, 'when'),
      'reactive[0].when.not',
      'at most 32 levels',
      '',
    ],
    [
      'too much data',
      put(Array(60_000).fill(0), 'questions'),
      'questions',
      'at most 50000 values',
      'a list of 60000',
    ],
    [
      'a long text',
      put('x'.repeat(700), 'title'),
      'title',
      'at most 600 characters',
      'a text of 700 characters',
    ],
  ])('with %s is told where and what', (_what, change, path, expected, found) => {
    const problems = problemsOf(changed(change))
    const problem = problems.find((p) => p.path.startsWith(path))
    expect(problem?.file).toBe('packs/mine.json')
    expect(problem?.expected).toContain(expected)
    expect(problem?.message).toContain(`packs/mine.json: ${path}`)
    expect(problem?.message).toContain(`expected ${problem?.expected}, found ${found}`)
  })

  test.each([[null], [undefined], [3], ['pack'], [true]])('that is %j is refused as a whole', (data) => {
    expect(problemsOf(data)).toMatchObject([{ path: '', file: 'packs/mine.json' }])
  })

  test('that is a list is told what it lacks', () => {
    expect(problemsOf([])[0]?.message).toBe('packs/mine.json: id: expected a value for "id", found nothing')
  })

  test('is not reported without end', () => {
    const questions = Array.from({ length: 5000 }, () => ({}))
    expect(problemsOf({ ...guidePack, questions })).toHaveLength(100)
  })

  test('that refers to itself is refused', () => {
    const circle: Record<string, unknown> = {}
    circle.buckets = [circle]
    expect(problemsOf(circle)[0]?.message).toContain('at most 32 levels of nesting')
  })

  test('that throws when it is read is refused', () => {
    const trap = new Proxy({}, { ownKeys: () => { throw new Error('no') } }) // prettier-ignore
    expect(problemsOf(trap)[0]?.message).toBe(
      'packs/mine.json: expected plain data, found something that cannot be read',
    )
  })
})

describe('any data', () => {
  /** Reads the data, and a pack that is let through once more. */
  const read = (data: unknown) => {
    const parsed = parsePack('any.json', data)
    if (!parsed.ok) {
      const placed = parsed.problems.filter((p) => p.message.startsWith('any.json: '))
      return placed.length > 0 && placed.length === parsed.problems.length
    }
    return parsePack('any.json', JSON.parse(JSON.stringify(parsed.pack))).ok
  }
  const counterexample = (data: fc.Arbitrary<unknown>) => fc.check(fc.property(data, read)).counterexample

  test('of JSON is read without throwing', () => {
    expect(counterexample(fc.jsonValue({ maxDepth: 6 }))).toBeNull()
  })

  test('of any other kind is read without throwing', () => {
    const anything = fc.anything({
      withBigInt: true,
      withNullPrototype: true,
      withSparseArray: true,
      withMap: true,
    })
    expect(counterexample(anything)).toBeNull()
  })

  test('put anywhere into a good pack is read without throwing', () => {
    const places: (string | number)[][] = []
    const walk = (value: unknown, path: (string | number)[]) => {
      if (path.length > 0) places.push(path)
      if (typeof value !== 'object' || value === null) return
      for (const [key, child] of Object.entries(value)) walk(child, [...path, key])
    }
    walk(guidePack, [])
    const edited = fc
      .tuple(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 3 }))
      .map(([place, value]) => changed(put(value, ...place)))
    expect(counterexample(edited)).toBeNull()
  })
})
