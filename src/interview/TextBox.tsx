import { useId, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import { classes } from '../ui/classes.ts'
import styles from './TextBox.module.css'

/** Where words are typed. Ctrl or Cmd with Enter is done with it; Escape leaves it, so that single keys work again. */
export function TextBox(props: {
  label: ReactNode
  value: string
  onType: (text: string) => void
  onDone: () => void
  onLeave: () => void
  readOnly?: boolean
  rows: number
  /** A line below. */
  note?: ReactNode
  className?: string
  ref?: Ref<HTMLTextAreaElement>
}) {
  const { label, value, onType, onDone, onLeave, readOnly, rows, note, className, ref } = props
  const id = useId()
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) onLeave()
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    onDone()
  }
  return (
    <div className={classes(styles.field, className)}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <textarea
        ref={ref}
        id={id}
        rows={rows}
        className={styles.box}
        value={value}
        readOnly={readOnly}
        aria-describedby={note ? `${id}-note` : undefined}
        onKeyDown={press}
        onChange={({ target }) => {
          onType(target.value)
        }}
      />
      {note && (
        <div id={`${id}-note`} className={styles.note}>
          {note}
        </div>
      )}
    </div>
  )
}
