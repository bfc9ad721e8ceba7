import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import styles from './AnswerRow.module.css'
import { messageOf } from '../platform/messageOf.ts'

/** Says that an answer was judged by less than the full listening, and has it judged by that. */
export function JudgeAgain({
  words,
  name,
  onJudge,
}: {
  words: string
  /** Of the answer: "answer 3". */
  name: string
  /** Rejects with what to tell the person. */
  onJudge: () => Promise<void>
}) {
  const [state, setState] = useState<'idle' | 'busy' | { problem: string }>('idle')
  const judge = () => {
    setState('busy')
    onJudge().then(
      () => setState('idle'),
      (error: unknown) => setState({ problem: messageOf(error) }),
    )
  }
  return (
    <div>
      <p className={styles.outcome}>{words}</p>
      <Button
        size="small"
        aria-label={`Judge ${name} again`}
        aria-disabled={state === 'busy' || undefined}
        onClick={state === 'busy' ? undefined : judge}
      >
        {state === 'busy' ? 'Judging…' : 'Judge again'}
      </Button>
      {typeof state === 'object' && <p role="alert">{state.problem}</p>}
    </div>
  )
}
