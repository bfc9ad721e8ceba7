import { useMemo } from 'react'
import { guidePack } from '../../questions/index.ts'
import { useMeasured } from '../measured/useMeasured.ts'
import { Button } from '../ui/Button.tsx'
import { useShortcuts } from '../ui/shortcuts.ts'
import { whyNot } from '../ui/taking.tsx'
import styles from './DueLine.module.css'
import { todayOf } from './today.ts'
import { useNow } from './useNow.ts'
import { useStarting } from './useStarting.ts'
import { useWholeRows } from './useWholeRows.ts'
import { endOfDay, itemsWords, minutesWords } from './words.ts'

/** What is due today, in one line, with the key that starts it; nothing where nothing is. */
export default function DueLine() {
  const rows = useWholeRows(useMeasured())
  const now = useNow()
  const { due, minutes } = useMemo(() => todayOf(rows ?? [], endOfDay(now), guidePack), [rows, now])
  const { begin, busy, elsewhere, problem } = useStarting()
  const start = () =>
    begin(
      'today',
      due.map(({ choice }) => choice),
    )
  useShortcuts([
    {
      key: 'q',
      label: 'practise what is due today',
      action: start,
      when: due.length > 0 && elsewhere === null,
    },
  ])
  if (due.length === 0) return null
  return (
    <div className={styles.line}>
      <p>
        Today: {itemsWords(due.length)}, {minutesWords(minutes)}
      </p>
      <Button shortcut="q" disabled={busy} {...whyNot(elsewhere)} onClick={start}>
        Practise what is due
      </Button>
      {problem && (
        <p role="alert" className={styles.problem}>
          The drill could not be started. {problem.words}
        </p>
      )}
    </div>
  )
}
