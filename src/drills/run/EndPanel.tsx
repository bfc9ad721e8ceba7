import { useCallback } from 'react'
import type { Plan } from '../../../machines/plan.ts'
import type { Header } from '../../session/log.ts'
import { Button } from '../../ui/Button.tsx'
import { kindWords } from '../words.ts'
import { useShortcuts } from '../../ui/shortcuts.ts'
import styles from './EndPanel.module.css'
import { Numbers } from './Numbers.tsx'
import type { Pace } from './pace.ts'
import type { TakenItem } from './taken.ts'
import { itemName } from './words.ts'

/** Where a drill ends: each item with its numbers, and what can be done next. */
export function EndPanel(props: {
  header: Header
  plans: readonly Plan[]
  items: readonly TakenItem[]
  /** What the last try of an item is held against. */
  paceOf: (item: TakenItem) => Pace | null
  /** Takes the last item again; null where none was taken. */
  onAgain: (() => void) | null
  onReview: () => void
  onAnother: () => void
  /** Another drill is being made. */
  busy: boolean
  /** Why it could not be made; null where nothing went wrong. */
  problem: string | null
}) {
  const { header, plans, items, paceOf, onAgain, onReview, onAnother, busy, problem } = props
  const heading = useCallback((element: HTMLElement | null) => element?.focus(), [])
  const kind = header.drill?.kind ?? 'today'
  const taken = items.filter(({ last }) => last !== null)
  useShortcuts([
    { key: 'Enter', label: 'go to the review', action: onReview },
    { key: 'r', label: 'take the last item again', action: () => onAgain?.(), when: onAgain !== null },
    { key: 'a', label: 'another drill of this kind', action: onAnother, when: !busy },
  ])
  return (
    <main id="main" tabIndex={-1} className={styles.panel}>
      <header className={styles.head}>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {kindWords[kind].name}: done
        </h2>
        <p className={styles.words}>{summary(items, header)}</p>
      </header>
      <div className={styles.actions}>
        <Button kind="primary" size="large" shortcut="Enter" onClick={onReview}>
          Review
        </Button>
        {onAgain && (
          <Button size="large" shortcut="r" onClick={onAgain}>
            Last item again
          </Button>
        )}
        <Button size="large" shortcut="a" disabled={busy} onClick={onAnother}>
          Another drill
        </Button>
      </div>
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          Another drill could not be begun: {problem}
        </p>
      )}
      <ol className={styles.items} aria-label="Items">
        {taken.map((item) => (
          <li key={item.place} className={styles.item}>
            <p className={styles.name}>
              {itemName(plans[item.place], header.drill?.items[item.place])}
              {item.tries > 1 && <span className={styles.tries}>try {item.tries}</span>}
            </p>
            {item.last && <Numbers taken={item.last} header={header} pace={paceOf(item)} />}
          </li>
        ))}
      </ol>
    </main>
  )
}

/** "5 items, 3 within the band, 2 not as asked for." */
function summary(items: readonly TakenItem[], { clockFactor }: Header): string {
  const rows = items.flatMap(({ last }) => (last ? [last.row] : []))
  const timed = rows.filter(({ band }) => band !== null)
  const asked = rows.filter(({ met }) => met !== null)
  const within = timed.filter(({ band }) => band === 'in').length
  const parts = [
    rows.length === 1 ? '1 item' : `${rows.length} items`,
    clockFactor !== null && timed.length > 0 && `${within} of ${timed.length} within the band`,
    asked.length > 0 && `${asked.filter(({ met }) => met).length} of ${asked.length} gave what was asked for`,
  ]
  return `${parts.filter(Boolean).join(', ')}.`
}
