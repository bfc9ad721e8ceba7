import type { Verdict } from '../archive/kinds.ts'
import type { Imported, Planned } from '../archive/take.ts'

export const countOf = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${many}`

/** What will become of a thing, beside its name. */
export const verdictWords: Record<Verdict, string> = {
  new: 'new here',
  same: 'here already, skipped',
  extends: 'adds to what is here',
  older: 'more of it is here, skipped',
  copy: 'differs from what is here; comes in beside it',
}

/** Settings are one thing: what differs would replace what is here. */
export const wordsFor = ({ kind, verdict }: Planned): string =>
  kind === 'settings' && verdict !== 'same' ? 'replace the settings here' : verdictWords[verdict]

export const changes = ({ verdict }: Planned): boolean => verdict !== 'same' && verdict !== 'older'

export function resultWords({ done, failed, left }: Pick<Imported, 'done' | 'failed' | 'left'>): string {
  const sessions = done.filter(({ kind }) => kind === 'session')
  const added = sessions.filter(({ verdict }) => verdict === 'new' || verdict === 'copy').length
  const extended = sessions.filter(({ verdict }) => verdict === 'extends').length
  const parts = [
    `${countOf(added, 'session', 'sessions')} imported`,
    extended > 0 ? `${extended} added to` : '',
    done.some(({ kind, verdict }) => kind === 'settings' && verdict !== 'same') ? 'settings replaced' : '',
    failed.length > 0 ? `${failed.length} refused` : '',
    left > 0 ? `${left} not reached` : '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** Logs only grow: what was added to one that was here is not taken out of it again. */
export function takenBackWords({ done }: Pick<Imported, 'done'>): string {
  const extended = done.filter(({ kind, verdict }) => kind === 'session' && verdict === 'extends').length
  const words = 'Taken back: what was imported is gone again.'
  return extended === 0
    ? words
    : `${words} What was added to ${countOf(extended, 'session', 'sessions')} that ${extended === 1 ? 'was' : 'were'} here stays.`
}

/** `today` as 2026-11-22. */
export const archiveName = (today: string): string => `mockloop-${today}.zip`
