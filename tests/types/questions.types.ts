/** Proved by the type check alone: a line marked with an expected error fails it when there is none. */
import { defineBucket, defineQuestion, defineReactive } from '../../questions/define.ts'
import type { SignalId, SignalInfo } from '../../questions/index.ts'

const spoken = { label: 'a', phrasings: ['A?', 'B?'], clarification: 'C.' }
const asked = {
  id: 'disagreement' as const,
  bucket: 'conflict' as const,
  principles: ['backbone' as const],
  phrasings: ['A?', 'B?'],
  clarification: 'C.',
}

export const fine = defineQuestion({
  ...asked,
  own: {
    afterwards: {
      ...spoken,
      under: 'outcome',
      when: { all: [{ asked: 'lesson' }, { covered: 'elsewhere' }] },
    },
    elsewhere: { ...spoken, when: { any: [{ answered: 'opening' }, { not: { asked: 'your-part' } }] } },
  },
  priorities: ['other-side', 'afterwards'],
})

// @ts-expect-error no such question
export const unknownQuestion = defineQuestion({ ...asked, id: 'disagreements', own: {}, priorities: [] })

// @ts-expect-error no such bucket
export const unknownBucket = defineQuestion({ ...asked, bucket: 'conflicts', own: {}, priorities: [] })

// @ts-expect-error no such principle
export const unknownPrinciple = defineQuestion({ ...asked, principles: ['luck'], own: {}, priorities: [] })

// @ts-expect-error a probe of another bucket
export const foreignPriority = defineQuestion({ ...asked, own: {}, priorities: ['stakes'] })

export const wrongTargets = defineQuestion({
  ...asked,
  own: {
    // @ts-expect-error under a probe of another bucket
    a: { ...spoken, under: 'stakes' },
    // @ts-expect-error after a probe that there is not
    b: { ...spoken, when: { asked: 'nowhere' } },
    // @ts-expect-error the same, deeper
    c: { ...spoken, when: { all: [{ not: { covered: 'nowhere' } }] } },
    // @ts-expect-error no such signal
    d: { ...spoken, when: { signal: 'rambling' } },
    // @ts-expect-error no such level
    e: { ...spoken, when: { atLeast: 'L8' } },
  },
  priorities: [],
})

export const wrongReactive = defineReactive([
  // @ts-expect-error no such reactive probe
  { ...spoken, id: 'why', because: 'of it', when: { signal: 'no-impact' } },
  {
    ...spoken,
    id: 'scope',
    because: 'of it',
    when: { signal: 'no-impact' },
    // @ts-expect-error settled by a probe that there is not
    settledBy: { covered: 'nowhere' },
  },
])

// @ts-expect-error a bucket needs all of its probes
export const incomplete = defineBucket({ id: 'conflict', title: 'Conflict', probes: { conflict: spoken } })

export const wrongUnder = defineBucket({
  id: 'conflict',
  title: 'Conflict',
  // The bucket is whole but for the one wrong target.
  probes: {
    conflict: spoken,
    'other-side': spoken,
    mitigation: spoken,
    evidence: spoken,
    resolution: spoken,
    convinced: spoken,
    escalation: spoken,
    diligence: { ...spoken, under: 'escalation' },
    outcome: spoken,
    // @ts-expect-error under a probe of another bucket
    'outcome-communicated': { ...spoken, under: 'stakes' },
    lesson: spoken,
  },
})

// @ts-expect-error the catalogue of signals is closed
export const openCatalogue: Partial<Record<SignalId, SignalInfo>> = { rambling: undefined }
