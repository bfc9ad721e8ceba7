import { Button } from '../ui/Button.tsx'
import { whyNot } from '../ui/taking.tsx'
import styles from './DrillsScreen.module.css'
import type { Spot } from './spots.ts'
import type { Starting } from './useStarting.ts'
import { kindWords, sentence } from './words.ts'

/** What goes wrong most, each with the drill for it. */
export function WeakSpots({ spots, starting }: { spots: readonly Spot[]; starting: Starting }) {
  const { begin, busy, elsewhere } = starting
  return (
    <section aria-labelledby="weak">
      <h2 id="weak">Weak spots</h2>
      <ul className={styles.rows}>
        {spots.map(({ name, restsOn, kind, chosen }) => (
          <li key={name} className={styles.row}>
            <div className={styles.what}>
              <strong>{sentence(name)}</strong>
              <span className={styles.quiet}>
                {restsOn}; practised by {chosen ? 'asking it again' : `“${kindWords[kind].name}”`}
              </span>
            </div>
            <Button size="small" disabled={busy} {...whyNot(elsewhere)} onClick={() => begin(kind, chosen)}>
              Practise<span className="visually-hidden"> {name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
