import type { StoreError, StoreProblem } from '../session/store.ts'
import { ButtonLink } from '../ui/Button.tsx'
import styles from '../ui/StorageNotice.module.css'
import { useAskBeforeLeaving } from '../ui/useAskBeforeLeaving.ts'
import { useSessions } from '../ui/useSessions.ts'

const gone = 'gone when this tab is closed or loaded anew.'

const words: Partial<Record<StoreProblem, string>> = {
  full: `The disk is full, so nothing can be kept. Sessions taken now are ${gone}`,
  failed: `This browser keeps nothing in private windows or where site data is turned off. Sessions taken now are ${gone}`,
  corrupt: `The stored sessions could not be opened. They were left untouched; sessions taken now are ${gone}`,
}

/**
 * Says at the top of every screen that nothing is kept, and why. Once there is a session, asks before the page is left
 * with it, and, where `exports`, leads to where it can be saved.
 */
export function StoreNotice({ problem, exports }: { problem: StoreError | null; exports: boolean }) {
  const { list } = useSessions()
  const holds = list.state === 'ready' && list.sessions.length > 0
  useAskBeforeLeaving(holds)
  const text =
    problem?.problem === 'blocked'
      ? `${problem.message} Sessions taken now are ${gone}`
      : (words[problem?.problem ?? 'failed'] ?? words.failed)
  return (
    <aside className={styles.notice} aria-label="Storage">
      {text}{' '}
      {holds && exports && (
        <ButtonLink href="/backup" size="small">
          Export, import
        </ButtonLink>
      )}
    </aside>
  )
}
