import { guidePack } from '../../questions/index.ts'
import { engines, freshSession } from '../platform/fresh.ts'
import type { DrillKind } from '../session/drill.ts'
import type { SessionStore } from '../session/store.ts'
import { useSettings } from '../ui/settings.ts'
import { drillHeader, type Choice } from './header.ts'
import { drillTitle } from './words.ts'

export interface DrillToStart {
  kind: DrillKind
  /** What is asked, in order; null draws it. */
  chosen: readonly Choice[] | null
  /** How many items are drawn where none are chosen. */
  count: number
}

/** How many items a drill of a kind draws, where `usual` is what the person wants of the others. */
export const countOf = (kind: DrillKind, usual: number): number => (kind === 'rapid-fire' ? 2 * usual : usual)

/**
 * Creates the session of a drill, with the level, the input and the clock of the settings, and returns its id: it is
 * taken at /interview/ID. Rejects with a StoreError where it cannot be kept.
 */
export async function startDrill(
  { store }: { store: Pick<SessionStore, 'create'> },
  { kind, chosen, count }: DrillToStart,
): Promise<string> {
  const { choices, clockFactor } = useSettings.getState()
  const header = drillHeader({
    ...freshSession(),
    kind,
    count,
    chosen,
    level: choices.level,
    input: choices.input,
    clockFactor,
    pack: guidePack,
    engines,
  })
  await store.create(header, drillTitle(kind))
  return header.id
}
