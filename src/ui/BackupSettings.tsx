import { useRef } from 'react'
import type { Backups, BackupState } from '../archive/backups.ts'
import { isCancel } from '../archive/errors.ts'
import { canPickFolder } from '../archive/folder.ts'
import type { Reminder } from '../archive/schedule.ts'
import { useBackups, writeBackup } from './backups.ts'
import styles from './Backups.module.css'
import { Button } from './Button.tsx'
import { RadioGroup } from './RadioGroup.tsx'
import { useSettings } from './settings.ts'
import { When } from './Time.tsx'
import { showToast } from './toasts.ts'
import { messageOf } from '../platform/messageOf.ts'

const options: { value: Reminder; label: string }[] = [
  { value: 'off', label: 'Off' },
  { value: 'weekly', label: 'Weekly' },
  { value: 'monthly', label: 'Monthly' },
]

/** How often to be reminded of a backup, and the folder that is kept up to date. */
export function BackupSettings() {
  const { backups: reminder, change } = useSettings()
  const found = useBackups()
  return (
    <div className={styles.settings}>
      <RadioGroup
        legend="Reminder"
        options={options}
        value={reminder}
        onChange={(value) => change({ backups: value })}
        note="At home and among the sessions, when something is new since the last backup."
      />
      <p className={styles.quiet}>
        {found === null || found.state.saved.at === null ? (
          'No backup of everything was made here yet.'
        ) : (
          <>
            Everything was backed up last on <When iso={new Date(found.state.saved.at).toISOString()} />.
          </>
        )}
      </p>
      {found && <FolderPart {...found} />}
    </div>
  )
}

function FolderPart({ backups, state }: { backups: Backups; state: BackupState }) {
  const { folder, writing } = state
  const cancel = useRef<AbortController>(null)
  if (!canPickFolder() && folder === null)
    return (
      <p className={styles.quiet}>
        This browser lets no page write into a folder, so a backup is a file that you save. Chrome and Edge on
        a computer can keep a folder up to date.
      </p>
    )
  const choose = () =>
    backups.chooseFolder().catch((error: unknown) => {
      if (!isCancel(error)) showToast({ message: `The folder could not be used: ${messageOf(error)}` })
    })
  const write = () => {
    cancel.current = new AbortController()
    void writeBackup(backups, cancel.current.signal)
  }
  return (
    <fieldset className={styles.folder}>
      <legend>Folder</legend>
      {folder === null ? (
        <p className={styles.quiet}>
          A folder of yours can be kept up to date: one archive for each session, of which only what changed
          is written again. Nothing in it is removed when a session is deleted here.
        </p>
      ) : (
        <p className={styles.name}>
          “{folder}”
          <span className={styles.quiet}>
            One archive for each session. The browser may ask you again whether this page may write there.
          </span>
        </p>
      )}
      {writing && (
        <progress
          aria-label="Backup"
          max={writing.of || undefined}
          value={writing.of ? writing.done : undefined}
        />
      )}
      <div className={styles.buttons}>
        {writing ? (
          <Button size="small" onClick={() => cancel.current?.abort()}>
            Cancel
          </Button>
        ) : (
          <>
            {folder !== null && (
              <Button size="small" onClick={write}>
                Back up now
              </Button>
            )}
            <Button size="small" onClick={() => void choose()}>
              {folder === null ? 'Choose a folder…' : 'Another folder…'}
            </Button>
            {folder !== null && (
              <Button kind="quiet" size="small" onClick={() => void backups.leaveFolder()}>
                Stop using it
              </Button>
            )}
          </>
        )}
      </div>
    </fieldset>
  )
}
