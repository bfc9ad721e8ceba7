import { useState, type FormEvent } from 'react'
import { signalIds, type SignalId } from '../../questions/ids.ts'
import { signals, type SignalKind } from '../../questions/signals.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Field, Select } from '../ui/Field.tsx'
import type { Opinion } from './correct.ts'
import styles from './Findings.module.css'

const groups: readonly [SignalKind, string][] = [
  ['good', 'Good'],
  ['neutral', 'What it was'],
  ['risk', 'Risks'],
  ['flag', 'Red flags'],
]

/** Lets the candidate note what the assessment did not hear. */
export function Missed(props: {
  name: string
  known: readonly SignalId[]
  onJudge: (opinion: Opinion) => Promise<void>
}) {
  const { name, known, onJudge } = props
  const [open, setOpen] = useState(false)
  const others = signalIds.filter((id) => !known.includes(id))
  const [signal, setSignal] = useState<SignalId | ''>('')
  const [quote, setQuote] = useState('')

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (signal === '') return
    try {
      await onJudge({ signal, verdict: 'missed', quote })
    } catch {
      // Told beside the findings; what was written stays.
      return
    }
    setOpen(false)
    setSignal('')
    setQuote('')
  }

  if (!open)
    return (
      <Button
        kind="quiet"
        size="small"
        className={classes(styles.flush, 'no-print')}
        aria-label={`Something was missed in ${name}`}
        onClick={() => {
          // Words that were marked are most likely the ones that are meant.
          setQuote(getSelection()?.toString().trim() ?? '')
          setOpen(true)
        }}
      >
        Something was missed
      </Button>
    )
  return (
    <form
      className={styles.missed}
      // The button that opened it is gone: the focus goes where the work goes on.
      ref={(form) => {
        if (form && !form.contains(document.activeElement)) form.querySelector('select')?.focus()
      }}
      onSubmit={(event) => void save(event)}
    >
      <Select
        label="What the answer shows"
        value={signal}
        onChange={({ target }) => setSignal(others.find((id) => id === target.value) ?? '')}
      >
        <option value="">Choose</option>
        {groups.map(([kind, title]) => (
          <optgroup key={kind} label={title}>
            {others
              .filter((id) => signals[id].kind === kind)
              .map((id) => (
                <option key={id} value={id}>
                  {signals[id].label}
                </option>
              ))}
          </optgroup>
        ))}
      </Select>
      <Field
        label="The words that show it"
        hint="As they stand in the answer. Leave it empty for what was not said."
        value={quote}
        onChange={({ target }) => setQuote(target.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" size="small" disabled={signal === ''}>
          Note it
        </Button>
        <Button kind="quiet" size="small" onClick={() => setOpen(false)}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
