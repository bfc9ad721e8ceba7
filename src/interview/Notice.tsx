import type { StoreProblem } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'
import styles from './Notice.module.css'
import { savingProblems, unrecognisedWords } from './words.ts'

/** Says that something could not be saved, or not be recognised. The interview goes on beneath it. */
export function Notice(props: {
  /** Of the events, and of the recording. */
  problem: StoreProblem | null
  audioProblem: StoreProblem | null
  unrecognised: boolean
}) {
  const problem = props.problem ?? props.audioProblem
  const words = problem ? savingProblems[problem] : props.unrecognised ? unrecognisedWords : null
  return (
    <output className={styles.place}>
      {words && (
        <span className={styles.notice}>
          {words}
          {problem === 'updated' && (
            <Button size="small" onClick={() => location.reload()}>
              Reload
            </Button>
          )}
        </span>
      )}
    </output>
  )
}
