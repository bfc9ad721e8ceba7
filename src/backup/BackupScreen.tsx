import { Page } from '../ui/Page.tsx'
import { BackupSettings } from '../ui/BackupSettings.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorState, LoadingState } from '../ui/States.tsx'
import { useSessions } from '../ui/useSessions.ts'
import styles from './BackupScreen.module.css'
import { ExportPart } from './ExportPart.tsx'
import { ImportPart } from './ImportPart.tsx'

/** Everything that is stored, out into a file and in from one. */
export default function BackupScreen() {
  const { list, reload } = useSessions()
  return (
    <Page
      title="Export and import"
      lead="Everything is kept by this browser alone. An archive is your copy of it."
    >
      <div className={styles.parts}>
        <section aria-labelledby="export" className={styles.part}>
          <h2 id="export">Export</h2>
          <div className={styles.content}>
            {list.state === 'loading' && <LoadingState>Reading your sessions…</LoadingState>}
            {list.state === 'error' && (
              <ErrorState
                title="Your sessions could not be read"
                detail={list.message}
                actions={<Button onClick={reload}>Try again</Button>}
              />
            )}
            {list.state === 'ready' && <ExportPart sessions={list.sessions} />}
          </div>
        </section>
        <section aria-labelledby="import" className={styles.part}>
          <h2 id="import">Import</h2>
          <div className={styles.content}>
            <ImportPart />
          </div>
        </section>
        <section aria-labelledby="regular" className={styles.part}>
          <h2 id="regular">Regularly</h2>
          <div className={styles.content}>
            <BackupSettings />
          </div>
        </section>
      </div>
    </Page>
  )
}
