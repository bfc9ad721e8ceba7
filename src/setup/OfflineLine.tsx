import { useEffect } from 'react'
import type { OfflineState } from '../platform/offline/offline.ts'
import { useOffline } from '../ui/offline.ts'
import styles from './SetupScreen.module.css'

/** Fetches what an interview needs without a network, and tells how far it has come. */
export function OfflineLine() {
  const { offline, state } = useOffline()
  useEffect(() => void offline?.prepare(), [offline])
  const words = offlineWords(state)
  return words && <p className={styles.quiet}>{words}</p>
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)

/** Null while there is nothing to say. */
export function offlineWords({ screens, parts }: OfflineState): string | null {
  const { keptBytes, totalBytes, problem } = parts
  if (!screens) return null
  if (problem !== null)
    return `Without a network, speech would be told by loudness and answers by single words: not all could be kept here (${problem}).`
  if (totalBytes === 0) return null
  if (keptBytes < totalBytes)
    return `Keeping here what interviews without a network need: ${megabytes(keptBytes)} of ${megabytes(totalBytes)} MB.`
  return 'Interviews work here without a network, too.'
}
