import { useState } from 'react'
import type { Finding } from '../../questions/finding.ts'
import { signals, type SignalKind } from '../../questions/signals.ts'
import type { Answer } from '../session/answers.ts'
import { Amends } from '../ui/Amends.tsx'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import type { Opinion } from './correct.ts'
import styles from './Findings.module.css'
import { Missed } from './Missed.tsx'
import { messageOf } from '../platform/messageOf.ts'

export const kindWords: Record<SignalKind, string> = {
  flag: 'red flag',
  risk: 'risk',
  good: 'good',
  neutral: 'note',
}

interface FindingsProps {
  findings: readonly Finding[]
  corrections: Answer['corrections']
  /** Its place among the session's answers: where openFinding looks. */
  answer: number
  /** Of the answer: "answer 3". */
  name: string
  onJudge: (opinion: Opinion) => Promise<void>
}

/**
 * What an answer showed, each with its rule, and what the candidate says of it. Numbers are those beside the marked
 * words.
 */
export function Findings({ findings, corrections, answer, name, onJudge }: FindingsProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const judge = async (opinion: Opinion) => {
    setProblem(null)
    try {
      await onJudge(opinion)
    } catch (error) {
      setProblem(messageOf(error))
      throw error
    }
  }
  const wrong = [...corrections.values()].filter(({ verdict }) => verdict === 'wrong')
  return (
    <div className={styles.all}>
      {findings.length > 0 && (
        <ul className={styles.findings} aria-label="Findings">
          {findings.map((finding, i) => (
            <li key={`${finding.signal} ${finding.start}`}>
              <OneFinding
                id={`${answer} ${i}`}
                finding={finding}
                number={finding.start === null ? null : i + 1}
                added={corrections.get(finding.signal)?.verdict === 'missed'}
                name={name}
                onJudge={judge}
              />
            </li>
          ))}
        </ul>
      )}
      {wrong.map(({ signal }) => (
        <p key={signal} className={styles.disputed}>
          <s>{signals[signal].label}</s> you called this wrong
          <Amends>
            <Button
              kind="quiet"
              size="small"
              className="no-print"
              aria-label={`Bring back “${signals[signal].label}” in ${name}`}
              onClick={() => void judge({ signal, verdict: 'withdrawn', quote: '' }).catch(() => {})}
            >
              Undo
            </Button>
          </Amends>
        </p>
      ))}
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <Amends>
        <Missed name={name} known={findings.map((f) => f.signal)} onJudge={judge} />
      </Amends>
    </div>
  )
}

function OneFinding(props: {
  /** The answer and its place there. */
  id: string
  finding: Finding
  number: number | null
  /** The candidate's own. */
  added: boolean
  name: string
  onJudge: (opinion: Opinion) => Promise<void>
}) {
  const { id, finding, number, added, name, onJudge } = props
  const { label, kind, rule, advice } = signals[finding.signal]
  const say = (verdict: Opinion['verdict']) =>
    void onJudge({ signal: finding.signal, verdict, quote: '' }).catch(() => {})
  return (
    <details className={styles.finding} data-finding={id} tabIndex={-1}>
      <summary className={styles.summary}>
        <span className={classes(styles.shape, styles[kind])}>
          <KindShape kind={kind} />
        </span>
        <span className={styles.label}>{label}</span>
        {number !== null && <sup className={styles.number}>{number}</sup>}
        <span className={styles.kind}>{added ? 'noted by you' : kindWords[kind]}</span>
      </summary>
      <div className={styles.rule}>
        {finding.quote !== '' && <p>“{finding.quote}”</p>}
        <p>{rule}</p>
        <p>{advice}</p>
        <Amends>
          <div className="no-print">
            <Button
              kind="quiet"
              size="small"
              className={styles.flush}
              aria-label={added ? `Take back “${label}” in ${name}` : `“${label}” is wrong in ${name}`}
              onClick={() => say(added ? 'withdrawn' : 'wrong')}
            >
              {added ? 'Take back' : 'This is wrong'}
            </Button>
          </div>
        </Amends>
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
