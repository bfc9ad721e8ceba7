import { Button } from './Button.tsx'
import { storeWords, useStorage } from './storage.ts'
import styles from './StorageNotice.module.css'
import { useAskBeforeLeaving } from './useAskBeforeLeaving.ts'

/** Says that the browser lets something stored be waited for, while it does, or gives nothing out any more. */
export function StorageNotice() {
  const late = useStorage((storage) => storage.late > 0)
  const updated = useStorage((storage) => storage.updated)
  return (
    <output className={styles.place}>
      {updated ? (
        <span className={styles.notice}>
          Another tab updated this app, so this one can neither read nor save any more.{' '}
          <Button size="small" onClick={() => location.reload()}>
            Reload
          </Button>
        </span>
      ) : (
        late && (
          <span className={styles.notice}>
            The browser has not answered for some seconds while something is read or written here. Wait a
            moment, and close other tabs of this app. If it stays so, load this page again; nothing that was
            saved is lost.
          </span>
        )
      )}
    </output>
  )
}

/** Says that an interview that was left is not all on disk, and asks before the page is left with it. */
export function UnsavedNotice() {
  const problem = useStorage((storage) => storage.unsaved)
  const waits = problem !== null
  useAskBeforeLeaving(waits)
  return (
    <output className={styles.place}>
      {waits && (
        <span className={styles.notice}>
          The end of your last interview could not be saved: {storeWords[problem]} It is tried again every two
          seconds. Keep this tab open until this notice is gone.
        </span>
      )}
    </output>
  )
}
