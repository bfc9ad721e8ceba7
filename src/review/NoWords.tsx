import type { Answer } from '../session/answers.ts'
import { useTranscription } from '../ui/Transcription.tsx'
import styles from './AnswerRow.module.css'
import { noWords } from './words.ts'

/** Why a spoken answer has no words, and what can be done. */
export function NoWords({ session, answer }: { session: string; answer: Answer }) {
  const { current, failures } = useTranscription()
  const isCurrent = current?.session === session && current.answer === answer.index
  const words = noWords(answer, isCurrent, failures.get(session)?.get(answer.index) ?? null)
  return words === null ? null : <p className={styles.outcome}>{words}</p>
}
