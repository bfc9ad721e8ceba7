import { Pencil } from 'lucide-react'
import { useId, useState, type FormEvent } from 'react'
import { Button } from '../ui/Button.tsx'
import styles from './Correction.module.css'
import { messageOf } from '../platform/messageOf.ts'

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
  /** It stands open until there are words; they may come from elsewhere while nothing was written yet. */
  const standing = unheard && asks
  const [opened, setOpened] = useState(false)
  const [written, setWritten] = useState<string | null>(null)
  const [done, setDone] = useState('')
  const close = () => {
    setOpened(false)
    setWritten(null)
  }
  const offer = unheard ? 'Write what was said' : `Correct what was ${typed ? 'typed' : 'heard'}`
  if (standing || opened || written !== null)
    return (
      <Writing
        label={unheard ? 'What did you say?' : typed ? 'What you meant to write' : 'What you really said'}
        before={text ?? ''}
        text={written ?? text ?? ''}
        focused={!standing}
        onWrite={setWritten}
        onCancel={standing ? null : close}
        onSave={async (correction) => {
          await onSave(correction)
          close()
          setDone('Saved and assessed again.')
        }}
      />
    )
  return (
    <>
      <Button kind="quiet" size="small" aria-label={`${offer} in ${name}`} onClick={() => setOpened(true)}>
        <Pencil size={14} aria-hidden="true" /> {offer}
      </Button>
      <output className={styles.done}>{done}</output>
    </>
  )
}

function Writing(props: {
  label: string
  before: string
  text: string
  focused: boolean
  onWrite: (text: string) => void
  onCancel: (() => void) | null
  onSave: (text: string) => Promise<void>
}) {
  const { label, before, text, focused, onWrite, onCancel, onSave } = props
  const id = useId()
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
      setProblem(messageOf(error))
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
        onChange={({ target }) => onWrite(target.value)}
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
