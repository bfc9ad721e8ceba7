import { useId, type ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './RadioGroup.module.css'

export interface Option<V extends string> {
  value: V
  label: string
  /** A few words beside the label: "18 min a question". */
  hint?: ReactNode
}

/** One of a few. Native radios: arrows move, the chosen one is in the order of Tab. */
export function RadioGroup<V extends string>(props: {
  legend: string
  legendHidden?: boolean
  options: readonly Option<V>[]
  value: V
  onChange: (value: V) => void
  /** A line below that goes with the choice. */
  note?: ReactNode
}) {
  const { legend, legendHidden, options, value, onChange, note } = props
  const name = useId()
  return (
    <fieldset className={styles.group} aria-describedby={note ? `${name}-note` : undefined}>
      <legend className={legendHidden ? 'visually-hidden' : styles.legend}>{legend}</legend>
      <div className={styles.options}>
        {options.map((option) => (
          <label
            key={option.value}
            className={classes(styles.option, option.value === value && styles.chosen)}
          >
            <input
              type="radio"
              name={name}
              className={styles.input}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span className={styles.label}>{option.label}</span>
            {option.hint && <span className={styles.hint}>{option.hint}</span>}
          </label>
        ))}
      </div>
      {note && (
        <p id={`${name}-note`} className={styles.note} aria-live="polite">
          {note}
        </p>
      )}
    </fieldset>
  )
}
