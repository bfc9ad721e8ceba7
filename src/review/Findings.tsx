import type { Finding } from '../../questions/finding.ts'
import { signals, type SignalKind } from '../../questions/signals.ts'
import { classes } from '../ui/classes.ts'
import styles from './Findings.module.css'

const kindWords: Record<SignalKind, string> = {
  flag: 'red flag',
  risk: 'risk',
  good: 'good',
  neutral: 'note',
}

/** What an answer showed, each with its rule. Numbers are those beside the marked words. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null
  return (
    <ul className={styles.findings} aria-label="Findings">
      {findings.map((finding, i) => (
        <li key={`${finding.signal} ${finding.start}`}>
          <OneFinding finding={finding} number={finding.start === null ? null : i + 1} />
        </li>
      ))}
    </ul>
  )
}

function OneFinding({ finding, number }: { finding: Finding; number: number | null }) {
  const { label, kind, rule, advice } = signals[finding.signal]
  return (
    <details className={styles.finding}>
      <summary className={styles.summary}>
        <span className={classes(styles.shape, styles[kind])}>
          <KindShape kind={kind} />
        </span>
        <span className={styles.label}>{label}</span>
        {number !== null && <sup className={styles.number}>{number}</sup>}
        <span className={styles.kind}>{kindWords[kind]}</span>
      </summary>
      <div className={styles.rule}>
        {finding.quote !== '' && <p>“{finding.quote}”</p>}
        <p>{rule}</p>
        <p>{advice}</p>
      </div>
    </details>
  )
}

/** A filled diamond flags, a hollow one is a risk, a disc is good, a dash a note. */
function KindShape({ kind }: { kind: SignalKind }) {
  return (
    <svg viewBox="0 0 12 12" width="0.75em" height="0.75em" aria-hidden="true">
      {kind === 'flag' && <path d="M6 0 12 6 6 12 0 6Z" fill="currentColor" />}
      {kind === 'risk' && (
        <path d="M6 1.5 10.5 6 6 10.5 1.5 6Z" fill="none" stroke="currentColor" strokeWidth="2" />
      )}
      {kind === 'good' && <circle cx="6" cy="6" r="5" fill="currentColor" />}
      {kind === 'neutral' && <path d="M1 6H11" stroke="currentColor" strokeWidth="2" />}
    </svg>
  )
}
