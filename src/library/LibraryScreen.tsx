import { useMemo } from 'react'
import type { SessionSummary } from '../session/store.ts'
import { BackupReminder } from '../ui/BackupReminder.tsx'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/States.tsx'
import { sizeWords } from '../ui/bytes.ts'
import { SpaceNotice } from '../ui/SpaceNotice.tsx'
import { useServices } from '../ui/services.ts'
import { TakenElsewhere } from '../ui/taking.tsx'
import { StandstillNote } from '../ui/Transcription.tsx'
import { UnseenState } from '../ui/UnseenState.tsx'
import { bytesBySession, useSizes } from '../ui/useRoom.ts'
import { useSessions } from '../ui/useSessions.ts'
import { Damaged } from './Damaged.tsx'
import { Library } from './Library.tsx'
import styles from './LibraryScreen.module.css'
import { useDamaged } from './useDamaged.ts'

const none: readonly SessionSummary[] = []

function Empty() {
  const { store } = useServices()
  const actions = <ButtonLink href="/">Answer one question</ButtonLink>
  if (!store.durable) return <UnseenState actions={actions} />
  return (
    <EmptyState title="No sessions yet" actions={actions}>
      <p>Each interview that you take is kept here, with its recording, its times and its follow-ups.</p>
    </EmptyState>
  )
}

function sizeOfAll(bytes: ReadonlyMap<string, number> | null): string {
  const total = [...(bytes ?? new Map<string, number>()).values()].reduce((sum, each) => sum + each, 0)
  return total === 0 ? '' : `; their recordings take ${sizeWords(total)}`
}

/** All sessions: find, open, rename, tag, export, delete. */
export default function LibraryScreen() {
  const { list, reload } = useSessions()
  const damaged = useDamaged(list.state === 'ready' ? list.sessions : none)
  const sizes = useSizes()
  const bytes = useMemo(() => sizes && bytesBySession(sizes), [sizes])
  const count = list.state === 'ready' ? list.sessions.length : 0
  return (
    <Page
      title="Sessions"
      lead={
        count > 0
          ? `${count === 1 ? '1 session' : `${count} sessions`}, on this machine${sizeOfAll(bytes)}`
          : undefined
      }
      action={
        <>
          <ButtonLink href="/setup" kind="primary">
            Set up an interview
          </ButtonLink>
          <ButtonLink href="/backup">Export, import</ButtonLink>
        </>
      }
    >
      <SpaceNotice className={styles.space} />
      {list.state === 'loading' && <LoadingState>Reading your sessions…</LoadingState>}
      {list.state === 'error' && (
        <ErrorState
          title="Your sessions could not be read"
          detail={list.message}
          actions={<Button onClick={reload}>Try again</Button>}
        >
          <p>The cause: {list.words}</p>
        </ErrorState>
      )}
      {list.state === 'ready' && count === 0 && <Empty />}
      {list.state === 'ready' && count > 0 && (
        <>
          <div className={styles.notes}>
            {list.sessions.map((session) => {
              const why = damaged.get(session.id)
              return why === undefined ? null : <Damaged key={session.id} session={session} why={why} />
            })}
            <TakenElsewhere sessions={list.sessions} />
            <BackupReminder sessions={list.sessions} />
          </div>
          {list.sessions.some(({ waiting }) => waiting > 0) && (
            <StandstillNote className={styles.standstill} />
          )}
          <Library sessions={list.sessions} bytes={bytes} />
        </>
      )}
    </Page>
  )
}
