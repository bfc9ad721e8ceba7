import { describe, expect, test } from 'vitest'
import {
  bucketProbes,
  guidePack,
  interviewerLines,
  parsePack,
  principleIds,
  principles,
  questionIds,
  reactiveProbeIds,
  signalIds,
  signals,
} from '../../questions/index.ts'

const prompts = [
  ...guidePack.buckets.flatMap((bucket) => bucket.probes.map((p) => ({ ...p, at: `${bucket.id}/${p.id}` }))),
  ...guidePack.reactive.map((p) => ({ ...p, at: `reactive/${p.id}` })),
  ...guidePack.questions.map((q) => ({ ...q, at: q.id })),
  ...guidePack.questions.flatMap((q) => q.own.map((p) => ({ ...p, at: `${q.id}/${p.id}` }))),
]
const words = (text: string) => text.split(/\s+/).length

describe("the guide's pack", () => {
  test('is accepted as it is by the parser for packs from elsewhere', () => {
    const plain: unknown = JSON.parse(JSON.stringify(guidePack))
    expect(parsePack('guide.json', plain)).toEqual({ ok: true, pack: guidePack })
  })

  test('has every question, probe and reactive probe once, in the order of the ids', () => {
    expect(guidePack.questions.map((q) => q.id)).toEqual(questionIds)
    expect(guidePack.reactive.map((p) => p.id)).toEqual(reactiveProbeIds)
    const probes = guidePack.buckets.map((bucket) => [bucket.id, bucket.probes.map((p) => p.id)])
    expect(probes).toEqual(Object.entries(bucketProbes))
  })

  test('names each signal and principle once', () => {
    expect(Object.keys(signals)).toEqual(signalIds)
    expect(Object.keys(principles)).toEqual(principleIds)
    expect(new Set(Object.values(signals).map((s) => s.label)).size).toBe(signalIds.length)
    expect(new Set(Object.values(principles).map((p) => p.name)).size).toBe(principleIds.length)
  })

  test('keeps the bottom line, and nothing else, for the very end', () => {
    expect(guidePack.reactive.filter((p) => p.last).map((p) => p.id)).toEqual(['bottom-line'])
    expect(guidePack.reactive.at(-1)?.id).toBe('bottom-line')
  })

  test('says why a probe of a question is asked wherever that depends on a condition', () => {
    const silent = guidePack.questions.flatMap((q) => q.own.filter((p) => p.when && !p.because))
    expect(silent.map((p) => p.id)).toEqual([])
  })

  test('interrupts the bucket with a probe of a question only for something heard in an answer', () => {
    const interrupting = guidePack.questions.flatMap((q) => q.own.filter((p) => p.when && !p.under))
    const unheard = interrupting.filter((p) => !JSON.stringify(p.when).includes('"signal"'))
    expect(unheard.map((p) => p.id)).toEqual([])
  })

  test('gives each question several principles', () => {
    for (const question of guidePack.questions) {
      expect(new Set(question.principles).size).toBe(question.principles.length)
      expect(question.principles.length).toBeGreaterThan(1)
    }
  })
})

describe('what is said aloud', () => {
  test.each(prompts)('at $at is short, whole sentences', (prompt) => {
    expect(prompt.phrasings.length).toBeGreaterThanOrEqual(3)
    for (const phrasing of prompt.phrasings) {
      expect(phrasing).toMatch(/^[A-Z].*[.?]$/)
      expect(words(phrasing)).toBeLessThanOrEqual(30)
      expect(phrasing.match(/\?/g)?.length ?? 0).toBeLessThanOrEqual(1)
    }
    expect(prompt.clarification).toMatch(/^[A-Z].*[.?]$/)
    expect(words(prompt.clarification)).toBeLessThanOrEqual(30)
    expect(prompt.clarification.match(/[.?](\s|$)/g)?.length ?? 0).toBeLessThanOrEqual(2)
  })

  test('is never worded the same for two prompts', () => {
    const said = prompts.flatMap((prompt) => [...prompt.phrasings, prompt.clarification])
    const twice = said.filter((text, at) => said.indexOf(text) !== at)
    expect(twice).toEqual([])
  })

  test('names no frame and no principle', () => {
    const names = ['\\bSTAR\\b', 'principle', ...Object.values(principles).map((p) => p.name)]
    const revealing = new RegExp(names.join('|'))
    const said = prompts.flatMap((prompt) => [...prompt.phrasings, prompt.clarification])
    expect(said.filter((text) => revealing.test(text))).toEqual([])
  })

  test.each(Object.entries(interviewerLines) as [string, readonly string[]][])(
    'by the interviewer as %s has two wordings or more and ends as sentences do',
    (_occasion, lines) => {
      const spoken = new Set(lines.filter((line) => line !== ''))
      expect(spoken.size).toBeGreaterThanOrEqual(2)
      expect([...spoken].filter((line) => !/^[A-Z].*[.?]$/.test(line))).toEqual([])
    },
  )

  test('is something on every occasion but after a plain answer', () => {
    const silent = Object.entries(interviewerLines).filter(([, lines]: [string, string[]]) =>
      lines.includes(''),
    )
    expect(silent.map(([occasion]) => occasion)).toEqual(['leadIn'])
  })

  test('after a plain answer is, half the time at least, nothing', () => {
    const silent = interviewerLines.leadIn.filter((line) => line === '').length
    expect(silent * 2).toBeGreaterThanOrEqual(interviewerLines.leadIn.length)
  })
})
