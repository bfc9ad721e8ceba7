import { useEffect, useState } from 'react'
import type { Backups } from '../archive/backups.ts'
import { isDue, unsaved } from '../archive/schedule.ts'
import type { SessionSummary } from '../session/store.ts'
import { useBackups, writeBackup } from './backups.ts'
import styles from './Backups.module.css'
import { Button, ButtonLink } from './Button.tsx'
import { useSettings } from './settings.ts'
import { When } from './Time.tsx'

/**
 * Says quietly that a backup is due, where something is new since the last one. A folder that may be written into
 * without asking is written into without asking.
 */
export function BackupReminder({ sessions }: { sessions: readonly SessionSummary[] }) {
  const reminder = useSettings((settings) => settings.backups)
  const [now] = useState(() => Date.now())
  const found = useBackups(reminder !== 'off' && sessions.length > 0)
  const due = found !== null && isDue(reminder, sessions, found.state.saved, now)
  const asks = useWritesUnasked(due ? found.backups : null)
  if (!due || !asks) return null
  const { backups, state } = found
  const { saved, folder, writing } = state
  const count = unsaved(sessions, saved.marks).length
  return (
    <section aria-label="Backup" className={styles.reminder}>
      <p>
        {count === 1 ? '1 session is' : `${count} sessions are`} in no backup yet.{' '}
        {saved.at !== null && (
          <>
            The last one is of <When iso={new Date(saved.at).toISOString()} />.
          </>
        )}
      </p>
      <div className={styles.buttons}>
        {folder === null ? (
          <ButtonLink href="/backup" size="small">
            Back up
          </ButtonLink>
        ) : (
          <Button size="small" disabled={writing !== null} onClick={() => void writeBackup(backups)}>
            {writing ? 'Backing up…' : `Back up into “${folder}”`}
          </Button>
        )}
        <Button kind="quiet" size="small" onClick={() => void backups.putOff()}>
          Not now
        </Button>
      </div>
    </section>
  )
}

/** Writes where that needs no leave of the person; true once they are to be asked. Leaving the screen ends it. */
function useWritesUnasked(backups: Backups | null): boolean {
  const [asks, setAsks] = useState(false)
  useEffect(() => {
    if (!backups) return
    const leaving = new AbortController()
    const write = async () => {
      const may = await backups.mayWrite().catch(() => false)
      if (leaving.signal.aborted) return
      if (may) await writeBackup(backups, leaving.signal)
      setAsks(!leaving.signal.aborted)
    }
    void write()
    return () => leaving.abort()
  }, [backups])
  return asks
}
