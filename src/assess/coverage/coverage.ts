import { bucketProbes } from '../../../questions/ids.ts'
import type { BucketId, SignalId } from '../../../questions/ids.ts'
import { actingClauses } from '../facts/clauses.ts'
import { factsOf } from '../facts/facts.ts'
import type { Facts } from '../facts/facts.ts'
import { findAll, find, phrases } from '../facts/phrases.ts'
import { findingsOf } from '../signals/index.ts'
import type { AnswerContext, Turn } from '../types.ts'
import { cues } from './cues.ts'

const DECLINES = phrases(
  "(?:i'd|i would) (?:rather|prefer) not",
  "(?:i|we) (?:don't|didn't|do not|can't|haven't) (?:really |actually |honestly )?(?:know|remember|recall|have (?:one|any|that|an?)|think (?:i have|of|we)|track|measure)",
  '(?:nothing|no example|none) (?:really )?(?:comes to mind|to share)',
)
const SUBSTANCE = 8

/** Bare ids of the bucket's probes that the turns, oldest first, have answered with substance. */
export function coveredBy(turns: readonly Turn[], context: AnswerContext): string[] {
  const probes: readonly string[] = bucketProbes[context.bucket as BucketId] ?? []
  const covered = new Set<string>()
  turns.forEach((turn, at) => {
    const turnContext: AnswerContext = { ...context, probe: turn.probe, turns: turns.slice(0, at) }
    const facts = factsOf(turn.text, context)
    const shown = new Set(findingsOf(facts, turnContext).map(({ signal }) => signal))
    if (shown.has('off-question') || facts.words < SUBSTANCE) return
    if (shown.has('no-example') && (facts.words < 60 || turn.probe !== null)) return
    if (shown.has('asks-to-clarify') && facts.words < 30) return
    const shows = (...ids: SignalId[]): boolean => ids.some((id) => shown.has(id))
    for (const probe of probes) if (coveredIn(facts, turnContext, probe, shows)) covered.add(probe)
  })
  return probes.filter((probe) => covered.has(probe))
}

type Shows = (...ids: SignalId[]) => boolean

/** Probes for which one cue is too little: their words are everywhere. */
const BROAD = new Set([
  'productivity/action',
  'productivity/solution',
  'productivity/outcome',
  'failure/response',
  'conflict/outcome',
  'conflict/resolution',
  'productivity/stakes',
  'productivity/impact',
  'conflict/other-side',
  'productivity/tech-problem',
])

function coveredIn(facts: Facts, context: AnswerContext, probe: string, shows: Shows): boolean {
  const key = `${context.bucket}/${probe}`
  const cue = cues[key]
  const cueCount = cue ? findAll(cue, facts.plain).length : 0
  const declined = facts.words < 40 && find(DECLINES, facts.plain) !== null
  if (context.probe === probe && !declined) return true
  if (key === 'conflict/conflict' || key === 'failure/mistake')
    return context.probe === null ? facts.words >= 10 : cueCount > 0 && context.probe === 'smaller-example'
  if (key === 'conflict/convinced' && shows('i-convinced', 'they-convinced')) return true
  if (/outcome$/.test(key) && shows('impact-money', 'impact-metric', 'impact-anecdote', 'resilience'))
    return shows('impact-money', 'impact-metric', 'impact-anecdote')
  if (key === 'productivity/impact')
    return shows('impact-money') || (shows('impact-metric', 'impact-anecdote') && cueCount > 0)
  if (key === 'failure/prevention' && shows('mechanism')) return cueCount > 0
  if (key === 'failure/recency') return cueCount > 0
  if (key === 'productivity/action')
    return actingClauses(facts.clauses).filter(({ subject }) => subject === 'i').length >= 2
  return cueCount >= (BROAD.has(key) ? 2 : 1)
}
