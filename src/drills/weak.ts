import type { PromptKey } from '../../machines/plan.ts'
import { signals as catalogue, type SignalId } from '../../questions/index.ts'
import type { DrillKind } from '../session/drill.ts'
import type { Attempt, ItemKey } from './items.ts'

/** Something that goes wrong again and again, with the drill for it. */
export type WeakSpot = {
  /** How often it went wrong, of how many times it could have. */
  times: number
  of: number
  kind: DrillKind
  /** What to ask: where it went wrong, the most often first; empty where the kind's own draw is right. */
  items: ItemKey[]
} & ({ probe: PromptKey } | { signal: SignalId })

/** Only the last so many chances count: what was mended long ago is no weak spot. */
const lastChances = 20
/** Twice can be bad luck. */
const leastTimes = 3

/** The probes missed most and the signals shown most, the worst first. */
export function weakSpots(attempts: readonly Attempt[]): WeakSpot[] {
  const judged = attempts.filter(({ judged: heard }) => heard).toSorted((a, b) => b.at - a.at)
  return [...missedProbes(judged), ...shownSignals(judged)].toSorted(
    (a, b) => b.times - a.times || b.times / b.of - a.times / a.of || (nameOf(a) < nameOf(b) ? -1 : 1),
  )
}

const nameOf = (spot: WeakSpot) => ('probe' in spot ? spot.probe : spot.signal)

function missedProbes(latest: readonly Attempt[]): WeakSpot[] {
  const probes = new Map<PromptKey, Attempt[]>()
  for (const attempt of latest) {
    if (attempt.met === null || !attempt.prompt.startsWith(`${attempt.bucket}/`)) continue
    const chances = probes.get(attempt.prompt) ?? []
    if (chances.length < lastChances) probes.set(attempt.prompt, [...chances, attempt])
  }
  return [...probes].flatMap(([probe, chances]) => {
    const missed = chances.filter(({ met }) => met === false)
    if (missed.length < leastTimes) return []
    return [{ probe, times: missed.length, of: chances.length, kind: 'probe', items: mostOften(missed) }]
  })
}

function shownSignals(latest: readonly Attempt[]): WeakSpot[] {
  const chances = latest.slice(0, lastChances)
  return held.flatMap((signal) => {
    const shown = chances.filter(({ signals }) => signals.includes(signal))
    if (shown.length < leastTimes) return []
    const kind = against[signal] ?? 'today'
    const items = kind === 'today' ? mostOften(shown) : []
    return [{ signal, times: shown.length, of: chances.length, kind, items }]
  })
}

const held = (Object.keys(catalogue) as SignalId[]).filter((signal) =>
  ['flag', 'risk'].includes(catalogue[signal].kind),
)

/** The drill that is about a signal; the others are practised on the items in which they were shown. */
const against: Partial<Record<SignalId, DrillKind>> = {
  'off-question': 'clarify',
  'no-impact': 'impact',
  'no-example': 'no-example',
  'buried-lede': 'bottom-line',
  'proving-right': 'conflict',
  'low-stakes': 'conflict',
}

/** Items by how often they are there, then by how lately. */
function mostOften(attempts: readonly Attempt[]): ItemKey[] {
  const counts = new Map<ItemKey, number>()
  for (const { item } of attempts) counts.set(item, (counts.get(item) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([item]) => item)
}
