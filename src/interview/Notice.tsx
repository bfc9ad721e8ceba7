import type { StoreProblem } from '../session/store.ts'
import styles from './Notice.module.css'
import { audioUnsavedWords, savingProblems, unrecognisedWords } from './words.ts'

/** Says that something could not be saved, or not be recognised. The interview goes on beneath it. */
export function Notice(props: {
  problem: StoreProblem | null
  audioUnsaved: boolean
  unrecognised: boolean
}) {
  const { problem, audioUnsaved, unrecognised } = props
  const words = problem
    ? savingProblems[problem]
    : audioUnsaved
      ? audioUnsavedWords
      : unrecognised
        ? unrecognisedWords
        : null
  return <output className={styles.place}>{words && <span className={styles.notice}>{words}</span>}</output>
}
