import { useRef, useState } from 'react'
import { isCancel } from '../archive/errors.ts'
import { workClaim } from '../platform/claim.ts'
import type { SessionSummary } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'
import { placesOf } from '../ui/places.ts'
import { useServices, type Services } from '../ui/services.ts'
import { showToast } from '../ui/toasts.ts'
import styles from './Selection.module.css'
import { messageOf } from '../platform/messageOf.ts'

/** What can be done with several sessions at once. */
export function Selection(props: {
  /** Those that are selected. */
  sessions: readonly SessionSummary[]
  /** How many are shown. */
  shown: number
  onAll: () => void
  onNone: () => void
  onTags: () => void
  onDelete: () => void
  onDone: () => void
}) {
  const { sessions, shown, onAll, onNone, onTags, onDelete, onDone } = props
  const services = useServices()
  const [writing, setWriting] = useState<{ done: number; of: number } | null>(null)
  const cancel = useRef<AbortController>(null)
  const none = sessions.length === 0 || writing !== null

  const write = async () => {
    cancel.current = new AbortController()
    try {
      await exportSessions(services, sessions, cancel.current.signal, (done, of) => setWriting({ done, of }))
    } finally {
      setWriting(null)
    }
  }
  return (
    <section className={styles.selection} aria-label="Selected sessions" data-at-foot>
      <output className={styles.count}>
        {writing ? `Writing ${writing.done} of ${writing.of}` : `${sessions.length} selected`}
      </output>
      <div className={styles.actions}>
        {writing ? (
          <Button size="small" onClick={() => cancel.current?.abort()}>
            Cancel
          </Button>
        ) : (
          <>
            {sessions.length < shown ? (
              <Button size="small" kind="quiet" onClick={onAll}>
                Select all {shown}
              </Button>
            ) : (
              <Button size="small" kind="quiet" onClick={onNone}>
                Select none
              </Button>
            )}
            <Button size="small" disabled={none} onClick={onTags}>
              Tags
            </Button>
            <Button size="small" disabled={none} onClick={() => void write()}>
              Export
            </Button>
            <Button size="small" kind="danger" disabled={none} onClick={onDelete}>
              Delete
            </Button>
          </>
        )}
        <Button size="small" kind="quiet" disabled={writing !== null} onClick={onDone}>
          Done
        </Button>
      </div>
    </section>
  )
}

/** Writes the sessions into one archive and says how it went. */
async function exportSessions(
  services: Services,
  sessions: readonly SessionSummary[],
  signal: AbortSignal,
  onProgress: (done: number, of: number) => void,
): Promise<void> {
  const [{ openFile }, { writeArchive }] = await Promise.all([
    import('../archive/saving.ts'),
    import('../archive/write.ts'),
  ])
  let file: Awaited<ReturnType<typeof openFile>> | null = null
  let release: (() => void) | null = null
  try {
    file = await openFile(`mockloop-${new Date().toISOString().slice(0, 10)}.zip`)
    release = await services.claim(workClaim('export'))
    if (!release) throw new Error('another tab is exporting; wait until it is done')
    const choices = sessions.map(({ id }) => ({ kind: 'session', id }))
    const { items, leftOut } = await writeArchive(placesOf(services), choices, file, { signal, onProgress })
    await file.close()
    const count = items === 1 ? '1 session' : `${items} sessions`
    const [first] = leftOut
    showToast({
      message: first
        ? `Exported ${count}; ${leftOut.length} left out, the first because ${first.why}`
        : `Exported ${count}.`,
    })
    await services
      .backups()
      .then((backups) => backups.note(sessions))
      .catch(() => {})
  } catch (error) {
    await file?.abort().catch(() => {})
    showToast({
      message: isCancel(error)
        ? 'Cancelled; nothing was written.'
        : `The file could not be written: ${messageOf(error)}. Nothing here was changed.`,
    })
  } finally {
    release?.()
  }
}
