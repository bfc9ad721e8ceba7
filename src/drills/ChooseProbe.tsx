import { useState } from 'react'
import { OPENING } from '../../machines/plan.ts'
import { guidePack } from '../../questions/index.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Field.tsx'
import { whyNot } from '../ui/taking.tsx'
import styles from './DrillsScreen.module.css'
import { promptsOf } from './header.ts'
import { promptName } from './names.ts'
import type { Starting } from './useStarting.ts'
import { sentence } from './words.ts'

/** One follow-up of one question, chosen. */
export function ChooseProbe({ starting: { begin, busy, elsewhere } }: { starting: Starting }) {
  const { questions } = guidePack
  const [id, setId] = useState(questions[0]?.id ?? '')
  const [chosen, setChosen] = useState('')
  const question = questions.find((each) => each.id === id)
  const probes = question
    ? promptsOf(question, guidePack).filter((key) => key !== OPENING && !key.startsWith('reactive/'))
    : []
  const prompt = probes.includes(chosen) ? chosen : (probes[0] ?? '')
  return (
    <details className={styles.choose}>
      <summary>Choose the follow-up</summary>
      <div className={styles.fields}>
        <Select label="Question" value={id} onChange={({ target }) => setId(target.value)}>
          {questions.map((each) => (
            <option key={each.id} value={each.id}>
              {each.title}
            </option>
          ))}
        </Select>
        <Select label="Follow-up" value={prompt} onChange={({ target }) => setChosen(target.value)}>
          {probes.map((key) => (
            <option key={key} value={key}>
              {sentence(promptName(key, guidePack))}
            </option>
          ))}
        </Select>
        <Button
          disabled={busy}
          {...whyNot(elsewhere)}
          onClick={() => begin('probe', [{ question: id, prompt }])}
        >
          Start this one
        </Button>
      </div>
    </details>
  )
}
