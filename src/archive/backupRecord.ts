import { attempt } from '../storage/errors.ts'
import { nothingSaved, type Marks, type Saved } from './schedule.ts'

/** What is remembered of backups; kept apart from the sessions, which do not depend on it. */
export interface BackupRecord {
  saved: Saved
  /** The folder that backups are written into, and what it holds; null where none was chosen. */
  folder: { handle: FileSystemDirectoryHandle; chosenAt: number; marks: Marks } | null
}

const table = 'record'
const key = 'backup'
const empty: BackupRecord = { saved: nothingSaved, folder: null }

/** Reads what is remembered. Rejects with a StoreError where the browser keeps nothing. */
export const readRecord = (name?: string): Promise<BackupRecord> => changeRecord((record) => record, name)

/** Changes it in one transaction, so that no tab undoes what another one remembers. */
export const changeRecord = (
  change: (record: BackupRecord) => BackupRecord,
  name = 'mockloop.backup',
): Promise<BackupRecord> =>
  attempt('remembering the backups', async () => {
    const database = await opened(name)
    try {
      return await new Promise<BackupRecord>((resolve, reject) => {
        const transaction = database.transaction(table, 'readwrite')
        const records = transaction.objectStore(table)
        const request = records.get(key) as IDBRequest<BackupRecord | undefined>
        let after = empty
        request.addEventListener('success', () => {
          const before = request.result ?? empty
          after = change(before)
          if (after !== before) records.put(after, key)
        })
        transaction.addEventListener('complete', () => resolve(after))
        transaction.addEventListener('abort', () =>
          reject(transaction.error ?? new Error('the browser gave it up')),
        )
      })
    } finally {
      database.close()
    }
  })

const opened = (name: string) =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(table))
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('it could not be opened')))
  })
