import type { Log } from '../session/log.ts'
import type { SessionData } from './session.ts'

/** How an archived thing stands to the one here: `extends`, it has more; `older`, it has less. */
export type Compared = 'same' | 'extends' | 'older' | 'differs'

/** Logs only grow, so that one is the beginning of the other unless both went on after they were parted. */
export function compare(here: Log, archived: Log): Compared {
  if (!same(here.header, archived.header)) return 'differs'
  const common = Math.min(here.entries.length, archived.entries.length)
  for (let i = 0; i < common; i++) if (!same(here.entries[i], archived.entries[i])) return 'differs'
  if (here.entries.length === archived.entries.length) return 'same'
  return here.entries.length < archived.entries.length ? 'extends' : 'older'
}

/** Both come from the same schemas, so that their keys are in the same order. */
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

export const isStart = (start: Uint8Array, whole: Uint8Array): boolean =>
  start.length <= whole.length && start.every((byte, i) => byte === whole[i])

/** The session under another id, and its recordings under names of their own. */
export function asCopy(data: SessionData, id: string): SessionData {
  const names = new Map(data.takes.map(({ take }, i) => [take, `${id}.${i}`]))
  const { header, entries } = data.log
  return {
    title: data.title,
    tags: data.tags,
    takes: data.takes.map((take) => ({ ...take, take: names.get(take.take) ?? take.take })),
    log: {
      header: { ...header, id },
      entries: entries.map((entry) =>
        entry.type === 'listening.started' && entry.take !== null
          ? { ...entry, take: names.get(entry.take) ?? null }
          : entry,
      ),
    },
  }
}
