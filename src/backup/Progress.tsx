import { useId } from 'react'
import { Button } from '../ui/Button.tsx'
import styles from './BackupScreen.module.css'

/** Long work: how far it is, in words and as a bar, and how to end it. `of` 0: not known yet. */
export function Progress(props: {
  label: string
  done: number
  of: number
  detail?: string
  cancel: () => void
}) {
  const { label, done, of, detail, cancel } = props
  const id = useId()
  return (
    <div className={styles.progress}>
      <label htmlFor={id}>{label}</label>
      <progress id={id} max={of || undefined} value={of ? done : undefined} />
      {detail && <span className={styles.quiet}>{detail}</span>}
      <Button size="small" onClick={cancel}>
        Cancel
      </Button>
    </div>
  )
}
