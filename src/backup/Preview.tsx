import { useEffect, useRef, useState } from 'react'
import type { ImportPlan, Planned } from '../archive/take.ts'
import { Button } from '../ui/Button.tsx'
import { sizeWords } from '../ui/bytes.ts'
import { Checkbox } from '../ui/Field.tsx'
import styles from './BackupScreen.module.css'
import { RefusedList } from './ImportPart.tsx'
import { changes, countOf, wordsFor } from './words.ts'

/** How many things are shown; the rest is told as a number. */
const shownMost = 200

/** What an archive holds and what will become of it. */
export function Preview(props: {
  name: string
  plan: ImportPlan
  bringIn: (planned: readonly Planned[]) => void
  leave: () => void
}) {
  const { name, plan, bringIn, leave } = props
  const differ = plan.planned.find(({ kind }) => kind === 'settings')
  const [settings, setSettings] = useState(differ?.verdict === 'new')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const wanted = plan.planned.filter(
    (each) => changes(each) && (each.kind !== 'settings' || (settings && each === differ)),
  )
  const sessions = plan.planned.filter(({ kind }) => kind !== 'settings')
  const bytes = wanted.reduce((sum, each) => sum + each.bytes, 0)
  return (
    <div className={styles.preview}>
      <h3 ref={heading} tabIndex={-1}>
        What “{name}” holds
      </h3>
      {sessions.length === 0 && <p className={styles.quiet}>No session that could be imported.</p>}
      {sessions.length > 0 && (
        <ul className={styles.things}>
          {sessions.slice(0, shownMost).map((each) => (
            <li key={`${each.kind} ${each.item.id}`}>
              <span className={styles.name}>{each.title}</span>
              <span className={styles.quiet}>
                {each.createdAt?.slice(0, 10)}, {countOf(each.answers ?? 0, 'answer', 'answers')},{' '}
                {wordsFor(each)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {sessions.length > shownMost && <p className={styles.quiet}>and {sessions.length - shownMost} more</p>}
      {differ && changes(differ) && (
        <Checkbox
          label="Settings"
          hint="They replace the settings here."
          checked={settings}
          onChange={({ target }) => setSettings(target.checked)}
        />
      )}
      {plan.refused.length > 0 && <RefusedList refused={plan.refused} />}
      <div className={styles.buttons}>
        <Button kind="primary" disabled={wanted.length === 0} onClick={() => bringIn(wanted)}>
          {wanted.length === 0
            ? 'Nothing to import'
            : `Import ${wanted.length}, ${sizeWords(bytes)} of recordings`}
        </Button>
        <Button kind="quiet" onClick={leave}>
          Leave it
        </Button>
      </div>
    </div>
  )
}
