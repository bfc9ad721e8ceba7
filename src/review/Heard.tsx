import type { Finding } from '../../questions/finding.ts'
import { signals } from '../../questions/signals.ts'
import { classes } from '../ui/classes.ts'
import styles from './Heard.module.css'
import { piecesOf } from './marks.ts'

/** What was heard, with the words that findings stand on marked and numbered as in the list of findings. */
export function Heard(props: {
  /** Its place among the session's answers: where useSpokenWord finds it. */
  answer: number
  text: string
  findings: readonly Finding[]
  /** Whether a press on a word plays it. */
  audible: boolean
}) {
  const { answer, text, findings, audible } = props
  const pieces = piecesOf(text, findings)
  return (
    <p className={classes(styles.heard, audible && styles.audible)} data-answer={answer}>
      {pieces.map((piece, i) => {
        const [first] = piece.findings
        const finding = first === undefined ? undefined : findings[first]
        if (!finding) return <span key={i}>{piece.text}</span>
        // A number stands where its quote ends, once, however many pieces the quote was cut into.
        const ending = piece.findings.filter((f) => !pieces[i + 1]?.findings.includes(f))
        const { kind } = signals[finding.signal]
        const label = piece.findings
          .map((f) => signals[findings[f]?.signal ?? finding.signal].label)
          .join(', ')
        return (
          <mark key={i} className={classes(styles.mark, styles[kind])} title={label}>
            {piece.text}
            {ending.map((f) => (
              <sup key={f} className={styles.number}>
                {f + 1}
              </sup>
            ))}
          </mark>
        )
      })}
    </p>
  )
}
