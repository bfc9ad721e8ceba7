/** The ids that other parts and files of labelled answers refer to. Renaming one breaks stored sessions. */

export const levels = ['L4', 'L5', 'L6', 'L7'] as const
export type Level = (typeof levels)[number]

export const questionIds = [
  'disagreement',
  'technical-problem',
  'data-decision',
  'quick-call',
  'critical-feedback',
  'simple-solution',
  'customer-pain',
  'mistake',
  'short-term-sacrifice',
  'challenging-project',
] as const
export type QuestionId = (typeof questionIds)[number]

/** The probes of each bucket, in the order of the guide. A probe's key is `bucket/probe`: ids repeat across buckets. */
export const bucketProbes = {
  productivity: [
    'tech-problem',
    'problem-type',
    'customer-problem',
    'stakes',
    'complexity',
    'action',
    'data',
    'challenge',
    'why-hard',
    'limited-resources',
    'conflicting-information',
    'solution',
    'overengineered-alternatives',
    'outcome',
    'impact',
  ],
  failure: [
    'mistake',
    'upfront',
    'consequences',
    'reputation',
    'customer-loss',
    'repercussions',
    'recency',
    'first-reaction',
    'response',
    'accountability',
    'communication',
    'leadership-aware',
    'differently',
    'prevention',
  ],
  conflict: [
    'conflict',
    'other-side',
    'mitigation',
    'evidence',
    'resolution',
    'convinced',
    'escalation',
    'diligence',
    'outcome',
    'outcome-communicated',
    'lesson',
  ],
} as const
export type BucketId = keyof typeof bucketProbes
export type BucketProbeId<B extends BucketId = BucketId> = (typeof bucketProbes)[B][number]

/** Probes that an answer in any bucket can beg. */
export const reactiveProbeIds = [
  'restate-question',
  'smaller-example',
  'your-part',
  'why-not-automate',
  'why-rebuild',
  'more-recent',
  'scope',
  'trade-off',
  'measure-impact',
  'bottom-line',
] as const
export type ReactiveProbeId = (typeof reactiveProbeIds)[number]

export const principleIds = [
  'customer-obsession',
  'ownership',
  'invent-and-simplify',
  'are-right-a-lot',
  'learn-and-be-curious',
  'hire-and-develop',
  'highest-standards',
  'think-big',
  'bias-for-action',
  'frugality',
  'earn-trust',
  'dive-deep',
  'backbone',
  'deliver-results',
  'best-employer',
  'broad-responsibility',
] as const
export type PrincipleId = (typeof principleIds)[number]

/** What an answer can show; the catalogue is closed (see signals.ts for what each means). */
export const signalIds = [
  'off-question',
  'team-not-self',
  'no-impact',
  'no-example',
  'proving-right',
  'buried-lede',
  'low-stakes',
  'blames-others',
  'star-recital',
  'names-principle',
  'under-one-million',
  'manual-process',
  'single-sprint',
  'stale-story',
  'fast-and-flawless',
  're-architecture',
  'headline-first',
  'echoes-question',
  'asks-to-clarify',
  'checks-in',
  'impact-money',
  'impact-metric',
  'impact-anecdote',
  'resilience',
  'mechanism',
  'reuse',
  'beyond-role',
  'conflict-up',
  'conflict-across',
  'conflict-down',
  'i-convinced',
  'they-convinced',
] as const
export type SignalId = (typeof signalIds)[number]
