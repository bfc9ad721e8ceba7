import { Pencil } from 'lucide-react'
import { useId, useState, type FormEvent } from 'react'
import { Button } from '../ui/Button.tsx'
import styles from './Correction.module.css'

/** Lets the candidate write down what was really said. */
export function Correction(props: {
  /** Of the answer: "answer 3". */
  name: string
  /** Null where nothing was heard. */
  text: string | null
  typed: boolean
  /** Whether the box stands open from the start where nothing was heard. */
  asks: boolean
  onSave: (text: string) => Promise<void>
}) {
  const { name, text, typed, asks, onSave } = props
  const unheard = text === null
  const [open, setOpen] = useState(unheard && asks)
  const [done, setDone] = useState('')
  const offer = unheard ? 'Write what was said' : `Correct what was ${typed ? 'typed' : 'heard'}`
  if (open)
    return (
      <Writing
        label={unheard ? 'What did you say?' : typed ? 'What you meant to write' : 'What you really said'}
        before={text ?? ''}
        focused={!(unheard && asks)}
        onCancel={unheard && asks ? null : () => setOpen(false)}
        onSave={async (written) => {
          await onSave(written)
          setOpen(false)
          setDone('Saved and assessed again.')
        }}
      />
    )
  return (
    <>
      <Button kind="quiet" size="small" aria-label={`${offer} in ${name}`} onClick={() => setOpen(true)}>
        <Pencil size={14} aria-hidden="true" /> {offer}
      </Button>
      <output className={styles.done}>{done}</output>
    </>
  )
}

function Writing(props: {
  label: string
  before: string
  focused: boolean
  onCancel: (() => void) | null
  onSave: (text: string) => Promise<void>
}) {
  const { label, before, focused, onCancel, onSave } = props
  const id = useId()
  const [text, setText] = useState(before)
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (saving || text.trim() === '' || text === before) return
    setSaving(true)
    setProblem(null)
    try {
      await onSave(text)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
      setSaving(false)
    }
  }
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <textarea
        id={id}
        className={styles.text}
        rows={focused ? 5 : 2}
        value={text}
        disabled={saving}
        ref={(box) => {
          if (focused && box && document.activeElement !== box && box.value === before) box.focus()
        }}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel?.()
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save(event)
        }}
      />
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" size="small" disabled={saving || text.trim() === '' || text === before}>
          {saving ? 'Assessing…' : 'Save and assess'}
        </Button>
        {onCancel && (
          <Button kind="quiet" size="small" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  )
}
