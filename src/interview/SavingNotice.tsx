import type { StoreProblem } from '../session/store.ts'
import styles from './SavingNotice.module.css'
import { audioUnsavedWords, savingProblems } from './words.ts'

/** Says that something could not be saved. The interview goes on beneath it. */
export function SavingNotice({
  problem,
  audioUnsaved,
}: {
  problem: StoreProblem | null
  audioUnsaved: boolean
}) {
  const words = problem ? savingProblems[problem] : audioUnsaved ? audioUnsavedWords : null
  return <output className={styles.place}>{words && <span className={styles.notice}>{words}</span>}</output>
}
