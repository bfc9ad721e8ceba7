import type { Header } from '../../session/log.ts'
import { Button } from '../../ui/Button.tsx'
import { kindWords } from '../words.ts'
import styles from './LastItem.module.css'
import { Numbers } from './Numbers.tsx'
import type { Taken } from './taken.ts'

/**
 * What the last item of a drill took, beside the next one that is asked already; before the first, what the drill asks
 * for. Its place is kept.
 */
export function LastItem(props: {
  header: Header
  last: Taken | null
  /** What the last item was. */
  name: string
  /** Takes the last item again; null while that is not possible. */
  onAgain: (() => void) | null
}) {
  const { header, last, name, onAgain } = props
  const kind = header.drill?.kind ?? 'today'
  if (!last)
    return (
      <section className={styles.strip} aria-label="What this drill asks for">
        <p className={styles.aim}>{kindWords[kind].what}</p>
      </section>
    )
  return (
    <section className={styles.strip} aria-label="The last item">
      <p className={styles.name}>
        <span className={styles.label}>Last</span>
        {name}
      </p>
      <Numbers taken={last} header={header} />
      <Button
        kind="quiet"
        size="small"
        shortcut="r"
        className={styles.again}
        disabled={!onAgain}
        onClick={onAgain ?? undefined}
      >
        Take it again
      </Button>
    </section>
  )
}
