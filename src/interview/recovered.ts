import { durationMs, openListening } from '../session/entries.ts'
import type { Log } from '../session/log.ts'
import type { SessionStore } from '../session/store.ts'

/**
 * Session time, in ms, at which an interrupted session goes on. Nothing is logged while somebody speaks, so where an
 * answer was cut off its recording tells how long it had gone on.
 */
export async function whereItGoesOn(log: Log, store: Pick<SessionStore, 'loadTake'>): Promise<number> {
  const logged = durationMs(log)
  const open = openListening(log)
  if (!open || open.take === null) return logged
  // A recording that cannot be read tells nothing; the session goes on all the same.
  const audio = await store.loadTake(open.take).catch(() => null)
  return audio ? Math.max(logged, open.at + (audio.samples.length / audio.sampleRate) * 1000) : logged
}
