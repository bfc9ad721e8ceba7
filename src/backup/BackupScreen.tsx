import { Page } from '../ui/Page.tsx'
import { BackupSettings } from '../ui/BackupSettings.tsx'
import { Button } from '../ui/Button.tsx'
import { Part, Parts } from '../ui/Parts.tsx'
import { ErrorState, LoadingState } from '../ui/States.tsx'
import { useSessions } from '../ui/useSessions.ts'
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
      <Parts>
        <Part title="Export">
          {list.state === 'loading' && <LoadingState>Reading your sessions…</LoadingState>}
          {list.state === 'error' && (
            <ErrorState
              title="Your sessions could not be read"
              detail={list.message}
              actions={<Button onClick={reload}>Try again</Button>}
            />
          )}
          {list.state === 'ready' && <ExportPart sessions={list.sessions} />}
        </Part>
        <Part title="Import">
          <ImportPart />
        </Part>
        <Part title="Regularly">
          <BackupSettings />
        </Part>
      </Parts>
    </Page>
  )
}
