import type { CaptureState } from '../speech/ports.ts'
import styles from './Notice.module.css'
import { microphoneNotice } from './words.ts'

/** Says that the microphone gives nothing, or that speech is found less well. The interview goes on beneath it. */
export function MicrophoneNotice({ microphone }: { microphone: CaptureState | null }) {
  const words = microphone && microphoneNotice(microphone)
  return (
    <output className={styles.place} aria-label="Microphone">
      {words && <span className={styles.notice}>{words}</span>}
    </output>
  )
}
