import { ChevronDown } from 'lucide-react'
import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes } from 'react'
import { classes } from './classes.ts'
import styles from './Field.module.css'

interface Labelled {
  label: string
  /** A line below the label. */
  hint?: ReactNode
  /** What is wrong, and what is expected. */
  error?: string
  labelHidden?: boolean
  className?: string
}

function useNotes({ hint, error }: Labelled) {
  const id = useId()
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return { id, describedBy: ids || undefined }
}

function Around(props: Labelled & { id: string; children: ReactNode }) {
  const { id, label, labelHidden, hint, error, className, children } = props
  return (
    <div className={classes(styles.field, className)}>
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      {children}
      {hint && (
        <div id={`${id}-hint`} className={styles.hint}>
          {hint}
        </div>
      )}
      {error && (
        <div id={`${id}-error`} className={styles.error}>
          {error}
        </div>
      )}
    </div>
  )
}

/** One line of text or a number, with its label. */
export function Field(
  props: Labelled & InputHTMLAttributes<HTMLInputElement> & { ref?: React.Ref<HTMLInputElement> },
) {
  const { label, labelHidden, hint, error, className, ...rest } = props
  const { id, describedBy } = useNotes(props)
  return (
    <Around {...{ id, label, labelHidden, hint, error, className }}>
      <input
        {...rest}
        id={id}
        className={styles.control}
        aria-describedby={describedBy}
        aria-invalid={error ? true : undefined}
      />
    </Around>
  )
}

/** The browser's own list of options, with its label. */
export function Select(props: Labelled & SelectHTMLAttributes<HTMLSelectElement>) {
  const { label, labelHidden, hint, error, className, children, ...rest } = props
  const { id, describedBy } = useNotes(props)
  return (
    <Around {...{ id, label, labelHidden, hint, error, className }}>
      <div className={styles.select}>
        <select {...rest} id={id} className={styles.control} aria-describedby={describedBy}>
          {children}
        </select>
        <ChevronDown size={16} aria-hidden="true" />
      </div>
    </Around>
  )
}

/** A number between two ends, with its label; `words` says what it stands at. */
export function Slider(
  props: Labelled & { words: string } & Omit<InputHTMLAttributes<HTMLInputElement>, 'type'>,
) {
  const { label, labelHidden, hint, error, className, words, ...rest } = props
  const { id, describedBy } = useNotes(props)
  return (
    <Around {...{ id, label, labelHidden, hint, error, className }}>
      <div className={styles.slider}>
        <input {...rest} id={id} type="range" aria-valuetext={words} aria-describedby={describedBy} />
        <span aria-hidden="true">{words}</span>
      </div>
    </Around>
  )
}

/** On or off, with the words beside it. */
export function Checkbox(
  props: { label: string; hint?: ReactNode } & Omit<InputHTMLAttributes<HTMLInputElement>, 'type'>,
) {
  const { label, hint, className, ...rest } = props
  const id = useId()
  return (
    <label className={classes(styles.check, className)}>
      <input
        {...rest}
        type="checkbox"
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <span>
        <span id={`${id}-label`}>{label}</span>
        {hint && (
          <span id={`${id}-hint`} className={styles.hint}>
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}
