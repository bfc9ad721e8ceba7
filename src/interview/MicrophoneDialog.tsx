import { useState } from 'react'
import { useStore } from 'zustand'
import { MicrophoneError } from '../speech/index.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Meter } from '../ui/Meter.tsx'
import { MicrophoneSelect, useMicrophones } from '../ui/MicrophoneSelect.tsx'
import { useSettings } from '../ui/settings.ts'
import type { Desk } from './desk.ts'
import styles from './MicrophoneDialog.module.css'
import { useReading } from './useReading.ts'
import { microphoneNotice, startProblems } from './words.ts'

/** Another microphone in the middle of the interview; an answer goes on with it. */
export function MicrophoneDialog({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  return (
    <Dialog open title="Microphone" onClose={onClose}>
      <MicrophoneChoice desk={desk} />
      <p className={styles.words}>The answer goes on with the one that you choose.</p>
    </Dialog>
  )
}

/** Which microphone is heard, and how loud. */
export function MicrophoneChoice({ desk, className }: { desk: Desk; className?: string }) {
  const { devices } = useMicrophones()
  const { microphone } = useStore(desk.aside)
  const { device } = useSettings((settings) => settings.choices)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<keyof typeof startProblems | null>(null)
  const move = async (to: string | null) => {
    setBusy(true)
    setProblem(null)
    try {
      await desk.moveTo(to)
    } catch (error) {
      setProblem(error instanceof MicrophoneError ? error.problem : 'failed')
    } finally {
      setBusy(false)
    }
  }
  if (!microphone) return null
  const words = microphoneNotice(microphone) ?? microphone.device
  return (
    <div className={className}>
      <MicrophoneSelect devices={devices} device={device} disabled={busy} onDevice={(to) => void move(to)} />
      <Level desk={desk} device={microphone.device} words={words} />
      <output className={styles.words}>{words}</output>
      {problem && (
        <p role="alert" className={styles.problem}>
          <strong>{startProblems[problem].title}.</strong> The one before is still used.
        </p>
      )}
    </div>
  )
}

function Level({ desk, device, words }: { desk: Desk; device: string; words: string }) {
  // In steps that can be seen, so that not every frame renders.
  const level = useReading(() => Math.round(desk.level() * 50) / 50)
  return <Meter value={level} label={`Level of ${device || 'the microphone'}`} words={words} />
}
