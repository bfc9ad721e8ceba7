import { useCallback, useState } from 'react'
import { MicrophoneError } from '../speech/index.ts'
import { Button } from '../ui/Button.tsx'
import { MicrophoneSelect, useMicrophones } from '../ui/MicrophoneSelect.tsx'
import { useShortcuts } from '../ui/shortcuts.ts'
import type { Desk } from './desk.ts'
import { MicrophoneChoice } from './MicrophoneDialog.tsx'
import styles from './PausedPanel.module.css'
import { startProblems } from './words.ts'

interface PausedProps {
  desk: Desk
  /** Why the microphone is gone; null while it is there, or none is in use. */
  lost: string | null
  /** For how many ms the computer slept, where that is why. */
  slept: number | null
  what: 'interview' | 'drill'
  onResume: () => void
  onEnd: () => void
}

/** In place of the room while the interview is paused. */
export function PausedPanel(props: PausedProps) {
  return (
    <main id="main" tabIndex={-1} className={styles.panel}>
      {props.lost === null ? <Paused {...props} /> : <MicrophoneLost {...props} lost={props.lost} />}
    </main>
  )
}

function Paused({ desk, slept, what, onResume, onEnd }: PausedProps) {
  const main = useFocused()
  useShortcuts([
    { key: 'p', label: 'resume', action: onResume },
    { key: ' ', label: 'resume', action: onResume },
  ])
  return (
    <>
      <h2 className={styles.title}>{slept === null ? 'Paused' : 'Paused: the computer slept'}</h2>
      {slept !== null && (
        <p className={styles.words} role="alert">
          For {asLong(slept)}. That time is left out of your answer, and what you said until then is kept.
        </p>
      )}
      <p className={styles.words}>The clocks stand still and nothing is recorded.</p>
      <MicrophoneChoice desk={desk} className={styles.devices} />
      <div className={styles.actions}>
        <Button ref={main} kind="primary" size="large" shortcut="p" onClick={onResume}>
          Resume
        </Button>
        <Button kind="quiet" size="large" shortcut="e" onClick={onEnd}>
          End the {what}
        </Button>
      </div>
    </>
  )
}

function MicrophoneLost({ desk, lost, onEnd }: PausedProps & { lost: string }) {
  const main = useFocused()
  const { devices } = useMicrophones()
  const [chosen, setChosen] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<keyof typeof startProblems | null>(null)
  const goOn = async () => {
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      await desk.speak(chosen)
    } catch (error) {
      setProblem(error instanceof MicrophoneError ? error.problem : 'failed')
    } finally {
      setBusy(false)
    }
  }
  useShortcuts([
    { key: 'p', label: 'go on', action: () => void goOn(), when: !busy },
    { key: ' ', label: 'go on', action: () => void goOn(), when: !busy },
  ])
  return (
    <>
      <h2 className={styles.title}>Paused: the microphone is gone</h2>
      <p className={styles.words}>
        {sentence(lost)} What you said until then is kept; the question is asked again.
      </p>
      {devices.length > 0 && (
        <MicrophoneSelect devices={devices} device={chosen} onDevice={setChosen} className={styles.devices} />
      )}
      {problem && (
        <p role="alert" className={styles.problem}>
          <strong>{startProblems[problem].title}.</strong> {startProblems[problem].words}
        </p>
      )}
      <div className={styles.actions}>
        <Button
          ref={main}
          kind="primary"
          size="large"
          shortcut="p"
          aria-disabled={busy || undefined}
          onClick={() => void goOn()}
        >
          {busy ? 'Opening…' : 'Go on'}
        </Button>
        <Button size="large" onClick={() => desk.type('microphone lost')}>
          Type instead
        </Button>
        <Button kind="quiet" size="large" shortcut="e" onClick={onEnd}>
          End
        </Button>
      </div>
    </>
  )
}

const asLong = (ms: number) => (ms < 60_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`)

const sentence = (words: string) => `${words.replace(/[.\s]+$/, '')}.`

/** A button that has the focus from the start. */
function useFocused() {
  return useCallback((button: HTMLButtonElement | null) => button?.focus(), [])
}
