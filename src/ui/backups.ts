import { useEffect, useState, useSyncExternalStore } from 'react'
import { isCancel } from '../archive/errors.ts'
import type { Backups, BackupState } from '../archive/backups.ts'
import { useServices } from './services.ts'
import { showToast } from './toasts.ts'
import { messageOf } from '../platform/messageOf.ts'

const never = () => () => {}

/** The regular backups and how they stand; null until they are read, and where nothing is kept. */
export function useBackups(wanted = true): { backups: Backups; state: BackupState } | null {
  const { backups: open } = useServices()
  const [backups, setBackups] = useState<Backups | null>(null)
  useEffect(() => {
    if (!wanted) return
    let left = false
    open().then(
      (opened) => {
        if (!left) setBackups(opened)
      },
      // Where nothing is kept there is nothing to back up; the app says so at the top.
      () => {},
    )
    return () => {
      left = true
    }
  }, [open, wanted])
  const state = useSyncExternalStore(backups?.subscribe ?? never, () => backups?.state() ?? null)
  return backups && state && { backups, state }
}

/** Writes into the folder and says how it went. `signal`: of who does not care to hear that it was cancelled. */
export async function writeBackup(backups: Backups, signal?: AbortSignal): Promise<void> {
  try {
    const { written, leftOut } = await backups.write(signal)
    const into = `“${backups.state().folder ?? ''}”`
    const count = written.length === 1 ? '1 session' : `${written.length} sessions`
    const done = written.length === 0 ? `${into} is up to date.` : `Backed up into ${into}: ${count}.`
    showToast({ message: leftOut.length === 0 ? done : `${done} ${leftOut.length} could not be read.` })
  } catch (error) {
    if (!signal?.aborted && !isCancel(error)) showToast({ message: messageOf(error) })
  }
}
