import { useEffect, useState } from 'react'
import type { Listening } from '../assess/types.ts'
import { useServices } from '../ui/services.ts'
import styles from './SetupScreen.module.css'

/**
 * What listens for what an answer shows: fetched here, from the app's own origin, so that it is there when the
 * interview begins, and kept on this machine.
 */
export function ListeningLine() {
  const { createAssessor } = useServices()
  const [listening, setListening] = useState<Listening | null>(null)
  useEffect(() => {
    let gone = false
    let stop: (() => void) | null = null
    void createAssessor().then(
      (assessor) => {
        if (gone) return assessor.close()
        const show = () => setListening(assessor.listening?.state() ?? null)
        const unsubscribe = assessor.listening?.subscribe(show)
        stop = () => {
          unsubscribe?.()
          assessor.close()
        }
        show()
      },
      // The interview tells when it cannot be had; here it is only fetched ahead.
      () => {},
    )
    return () => {
      gone = true
      stop?.()
    }
  }, [createAssessor])
  if (!listening) return null
  return <p className={styles.quiet}>{listeningWords(listening)}</p>
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)

export function listeningWords({ form, loadedBytes, totalBytes, problem }: Listening): string {
  if (form === 'full') return 'The interviewer listens for what you mean. All of it is on this machine.'
  const until = 'Until then the interviewer goes by single words.'
  if (problem !== null)
    return `The interviewer goes by single words: the full listening could not be loaded (${problem}).`
  if (loadedBytes === 0) return `Loading what listens to your answers. ${until}`
  if (loadedBytes >= totalBytes) return `What listens to your answers is here, and is starting. ${until}`
  return `Loading what listens to your answers: ${megabytes(loadedBytes)} of ${megabytes(totalBytes)} MB. ${until}`
}
