import { useState } from 'react'
import { guidePack } from '../../questions/index.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Field.tsx'
import { whyNot } from '../ui/taking.tsx'
import styles from './DrillsScreen.module.css'
import type { Attempt } from './items.ts'
import { nameOf } from './names.ts'
import type { Starting } from './useStarting.ts'
import { agoWords, resultWords } from './words.ts'

/** The earlier answer that is to be told in other words, chosen. */
export function ChooseAnswer(props: { answers: readonly Attempt[]; now: number; starting: Starting }) {
  const { answers, now, starting } = props
  const { tellAnew, busy, elsewhere } = starting
  const [chosen, setChosen] = useState('')
  const answer = answers.find(({ item }) => item === chosen) ?? answers[0]
  return (
    <details className={styles.choose}>
      <summary>Choose the answer</summary>
      <div className={styles.fields}>
        <Select label="Answer" value={answer?.item ?? ''} onChange={({ target }) => setChosen(target.value)}>
          {answers.map((each) => (
            <option key={each.item} value={each.item}>
              {answerName(each, now)}
            </option>
          ))}
        </Select>
        <Button
          disabled={busy || !answer}
          {...whyNot(elsewhere)}
          onClick={() => answer && tellAnew([answer])}
        >
          Start with this one
        </Button>
      </div>
    </details>
  )
}

/** "A disagreement, first answer: 23 s, in the band, 3 days ago". */
function answerName(answer: Attempt, now: number): string {
  const name = nameOf(answer.item, guidePack)
  const what = name ? `${name.of}, ${name.what}` : answer.question
  return `${what}: ${resultWords(answer)}, ${agoWords(answer.at, now)}`
}
