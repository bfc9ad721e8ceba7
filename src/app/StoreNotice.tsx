import type { StoreError, StoreProblem } from '../session/store.ts'
import styles from '../ui/StorageNotice.module.css'

const words: Partial<Record<StoreProblem, string>> = {
  full: 'The disk is full, so nothing can be kept. Sessions taken now are gone when this tab is closed.',
  failed:
    'This browser keeps nothing in private windows or where site data is turned off. Sessions taken now are gone when this tab is closed.',
  corrupt:
    'The stored sessions could not be opened. They were left untouched; sessions taken now are gone when this tab is closed.',
}

/** Says at the top of every screen that nothing is kept, and why. */
export function StoreNotice({ problem }: { problem: StoreError | null }) {
  const text =
    problem?.problem === 'blocked'
      ? `${problem.message} Until then, sessions are gone when this tab is closed.`
      : (words[problem?.problem ?? 'failed'] ?? words.failed)
  return (
    <aside className={styles.notice} aria-label="Storage">
      {text}
    </aside>
  )
}
