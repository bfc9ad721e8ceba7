import { useSyncExternalStore } from 'react'
import type { QueueState, Standstill, TranscriptionQueue } from '../transcribe/queue.ts'
import { Button, ButtonLink } from './Button.tsx'
import { classes } from './classes.ts'
import { useServices } from './services.ts'
import { showToast } from './toasts.ts'
import styles from './Transcription.module.css'

export function useTranscription(): QueueState {
  const { transcription } = useServices()
  return useSyncExternalStore(transcription.subscribe, transcription.state)
}

/** "3 answers". */
const answers = (count: number) => (count === 1 ? '1 answer' : `${count} answers`)

/** "3 answers wait for their words". */
export const waitingWords = (count: number): string =>
  count === 1 ? '1 answer waits for its words' : `${answers(count)} wait for their words`

/** Has the answers of a session transcribed; stops what is under way. */
export function TranscribeButton(props: {
  count: number
  session: string
  /** Of the session, where it is one of many. */
  name?: string
}) {
  const { count, session, name } = props
  const { transcription } = useServices()
  const { at, standstill } = useTranscription()
  if (at !== 'idle' && at !== 'looking')
    return (
      <Button size="small" onClick={transcription.cancel}>
        Stop
      </Button>
    )
  return (
    <Button
      size="small"
      disabled={at === 'looking'}
      aria-label={name === undefined ? undefined : `Transcribe ${answers(count)} of ${name}`}
      onClick={() => {
        transcription.start(session)
        tellStandstill(transcription)
      }}
    >
      {name !== undefined && 'Transcribe'}
      {name === undefined && (standstill ? 'Try again' : `Transcribe ${answers(count)}`)}
    </Button>
  )
}

/** What the queue is doing, in a clause; null while it does nothing. */
export function activityWords({ at, done, left }: QueueState): string | null {
  switch (at) {
    case 'idle':
    case 'looking':
      return null
    case 'loading':
      return 'The recogniser is being loaded'
    case 'interview':
      return 'An interview is under way and goes first'
    case 'working':
      return `Transcribing: ${done} done, ${left} to go`
  }
}

const standstillWords: Readonly<Record<Standstill, string>> = {
  typing:
    'Nothing here turns speech into words yet. Choose what does in the settings, or write under each answer what you said.',
  unloaded: 'The recogniser could not be loaded. The settings say what it lacks.',
  unsupported:
    'The recogniser that was chosen cannot run in this browser. Choose another one in the settings.',
  failed: 'The recogniser stopped working. Trying again often helps.',
  elsewhere: 'Another tab is transcribing. Its words will show here as they come.',
  interview: 'An interview is under way in another tab and goes first.',
}

/** What no setting changes. */
const settlesItself: readonly Standstill[] = ['elsewhere', 'interview', 'failed']

/** Says why it came to nothing, where it does: it was asked for, and the note may stand out of sight. */
function tellStandstill({ state, subscribe }: TranscriptionQueue): void {
  const stop = subscribe(() => {
    const { at, standstill } = state()
    if (at !== 'idle' && at !== 'working') return
    stop()
    if (standstill) showToast({ message: standstillWords[standstill.why] })
  })
}

/** Why nothing is transcribed although answers wait, and what can be done; nothing where all is well. */
export function StandstillNote({ className }: { className?: string }) {
  const { standstill } = useTranscription()
  if (!standstill) return null
  const { why, detail } = standstill
  return (
    <div className={classes(styles.note, className)}>
      <output>{standstillWords[why]}</output>
      {detail !== '' && why !== 'typing' && (
        <details>
          <summary>What was reported</summary>
          <code>{detail}</code>
        </details>
      )}
      {!settlesItself.includes(why) && (
        <ButtonLink href="/settings" size="small">
          Settings
        </ButtonLink>
      )}
    </div>
  )
}
