import { waits } from '../session/answers.ts'
import {
  activityWords,
  StandstillNote,
  TranscribeButton,
  useTranscription,
  waitingWords,
} from '../ui/Transcription.tsx'
import type { Review } from './load.ts'
import styles from './Waiting.module.css'

/** The answers of the session that have no words yet, and what is being done about it. */
export function Waiting({ review: { log, answers } }: { review: Review }) {
  const { id } = log.header
  const count = answers.filter(waits).length
  const queue = useTranscription()
  const failed = queue.failures.get(id)?.size ?? 0
  if (count === 0) return null
  const activity = activityWords(queue)
  return (
    <section className={styles.waiting} aria-label="Words">
      <div className={styles.line}>
        <p>
          {waitingWords(count)}. {failed > 0 && activity === null && <>{failedWords(failed)} </>}
          <output>{activity !== null && `${activity}.`}</output>
        </p>
        <TranscribeButton count={count} session={id} />
      </div>
      {activity === null && <StandstillNote />}
    </section>
  )
}

const failedWords = (count: number) =>
  count === 1 ? 'One could not be transcribed.' : `${count} could not be transcribed.`
