import { captionAt, lastLines } from './caption.ts'
import styles from './Caption.module.css'

/** What the interviewer says, two quiet lines that follow the voice. Its place is kept when it is empty. */
export function Caption(props: { text: string; at: number; mode: 'follow' | 'whole' | 'none' }) {
  const { text, at, mode } = props
  if (mode === 'none') return <div className={styles.caption} />
  if (mode === 'whole') return <p className={styles.caption}>{text}</p>
  const { said, toCome } = captionAt(text, at)
  return (
    <p className={styles.caption} aria-label="Caption">
      <span className={styles.said}>{said}</span>
      {toCome}
    </p>
  )
}

/** What a recogniser has understood of the answer so far: its last two lines. Silent for the ear: the microphone is open. */
export function Heard({ text }: { text: string }) {
  return (
    <p className={styles.caption} aria-label="What was heard">
      {lastLines(text).map(({ line, number }) => (
        <span key={number} className={styles.line}>
          {`${line} `}
        </span>
      ))}
    </p>
  )
}
