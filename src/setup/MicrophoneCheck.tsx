import { CircleCheck, Mic, TriangleAlert } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Meter } from '../ui/Meter.tsx'
import { MicrophoneSelect, useMicrophones } from '../ui/MicrophoneSelect.tsx'
import { ErrorState } from '../ui/States.tsx'
import styles from './MicrophoneCheck.module.css'
import { useMicrophoneCheck, type Check } from './useMicrophoneCheck.ts'
import { hearingWords, loudnessWords, problemWords } from './words.ts'

/** Which microphone, and whether it hears the person. Whatever is wrong with it, typing is one button away. */
export function MicrophoneCheck(props: {
  device: string | null
  onDevice: (id: string | null) => void
  onType: () => void
}) {
  const { device, onDevice, onType } = props
  const { devices, read } = useMicrophones()
  const { check, begin, stop } = useMicrophoneCheck(read)
  return (
    <div className={styles.check}>
      {devices.length > 1 && (
        <MicrophoneSelect
          devices={devices}
          device={device}
          onDevice={(chosen) => {
            onDevice(chosen)
            if (check.state === 'on' || check.state === 'failed') begin(chosen)
          }}
        />
      )}
      {check.state === 'failed' ? (
        <Failed check={check} again={() => begin(device)} type={onType} />
      ) : (
        <div className={styles.row}>
          {check.state === 'on' ? (
            <Button onClick={stop}>Stop the check</Button>
          ) : (
            <Button onClick={() => begin(device)} disabled={check.state === 'opening'}>
              <Mic size={18} aria-hidden="true" />
              Check the microphone
            </Button>
          )}
          <div className={styles.shown}>
            {check.state === 'on' && <Hears check={check} />}
            {check.state === 'opening' && (
              <p className={styles.quiet}>Waiting for the browser to allow it…</p>
            )}
            {check.state === 'off' && (
              <p className={styles.quiet}>Shows that it hears you. Nothing is recorded by the check.</p>
            )}
          </div>
        </div>
      )}
    </div>
  )
}

function Hears({ check }: { check: Extract<Check, { state: 'on' }> }) {
  const { level, hearing, heard, device, vad } = check
  const words = hearingWords(hearing, heard)
  const waits = !heard && hearing === 'loading'
  const good = heard && hearing !== 'clipping' && hearing !== 'muted' && hearing !== 'dead'
  const Icon = good ? CircleCheck : TriangleAlert
  return (
    <>
      <Meter
        value={level}
        label={`Level of ${device || 'the microphone'}`}
        words={words}
        tone={hearing === 'clipping' ? 'over' : 'on'}
      />
      <output className={classes(styles.words, good && styles.good)}>
        {hearing !== null && !waits && <Icon size={16} aria-hidden="true" />}
        {words}
      </output>
      {vad === 'energy' && <p className={styles.quiet}>{loudnessWords}</p>}
    </>
  )
}

function Failed(props: { check: Extract<Check, { state: 'failed' }>; again: () => void; type: () => void }) {
  const { check, again, type } = props
  const { title, help } = problemWords(check.problem, globalThis.isSecureContext)
  return (
    <ErrorState
      title={title}
      detail={check.detail}
      actions={
        <>
          <Button onClick={again}>Try again</Button>
          <Button kind="quiet" onClick={type}>
            Type instead
          </Button>
        </>
      }
    >
      <p>{help}</p>
    </ErrorState>
  )
}
