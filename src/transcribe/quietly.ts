import type { SessionStore, SessionSummary } from '../session/store.ts'
import type { TranscriptionQueue } from './queue.ts'

/**
 * Has the queue begin by itself whenever there is more that waits, now and later, as long as `isOn` says so. Returns
 * what ends it. `pause` settles when the page has time for a look.
 */
export function transcribeQuietly(
  queue: Pick<TranscriptionQueue, 'startQuietly'>,
  store: Pick<SessionStore, 'list' | 'watch'>,
  isOn: () => boolean,
  pause: () => Promise<void> = () => Promise.resolve(),
): () => void {
  let before = ''
  const look = async () => {
    const now = waitingOf(await store.list())
    if (now !== before && now !== '' && isOn()) queue.startQuietly()
    before = now
  }
  let due = false
  // A list that cannot be read is told where it is shown.
  const lookQuietly = () => {
    if (due) return
    due = true
    void pause().then(() => {
      due = false
      look().catch(() => {})
    })
  }
  lookQuietly()
  return store.watch(lookQuietly)
}

/** Tells apart what waits at one moment and at another; "" where nothing does. */
const waitingOf = (sessions: readonly SessionSummary[]): string =>
  sessions.flatMap(({ id, waiting }) => (waiting > 0 ? [`${id} ${waiting}`] : [])).join()
