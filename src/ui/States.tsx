import { useEffect, useState, type ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './States.module.css'

interface StateProps {
  title: string
  children?: ReactNode
  /** What can be done from here. */
  actions?: ReactNode
}

/** There is nothing yet: says what will be here and how it gets here. */
export function EmptyState({ title, children, actions }: StateProps) {
  return (
    <div className={styles.state}>
      <h2>{title}</h2>
      {children && <div className={styles.words}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}

/** Something failed: what, why as far as is known, and what can be done. `detail` is the error's own message. */
export function ErrorState({ title, children, actions, detail }: StateProps & { detail?: string }) {
  return (
    <div className={classes(styles.state, styles.error)} role="alert">
      <h2>{title}</h2>
      {children && <div className={styles.words}>{children}</div>}
      {detail && (
        <details className={styles.detail}>
          <summary>What was reported</summary>
          <code>{detail}</code>
        </details>
      )}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}

/** Waiting. Says so only when it takes longer than a moment, so that quick loads do not flicker. */
export function LoadingState({ children = 'Loading…' }: { children?: ReactNode }) {
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return <output className={styles.loading}>{long && children}</output>
}
