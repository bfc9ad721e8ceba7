import { useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { clockTime } from '../../ui/Time.tsx'
import styles from './Notes.module.css'

/** One note being written. Enter saves it, Escape leaves it. */
export function NoteForm(props: {
  at: number
  text: string
  onSave: (text: string) => Promise<void>
  onCancel: () => void
}) {
  const { at, onSave, onCancel } = props
  const [text, setText] = useState(props.text)
  const [saving, setSaving] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (saving) return
        setSaving(true)
        void onSave(text.trim()).finally(() => setSaving(false))
      }}
    >
      <label className={styles.label}>
        Note at {clockTime(at)}
        <input
          ref={field}
          value={text}
          maxLength={2_000}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.preventDefault()
            onCancel()
          }}
        />
      </label>
      <Button type="submit" size="small" disabled={saving}>
        Save
      </Button>
      <Button size="small" kind="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  )
}
