import type { Question } from '../../questions/index.ts'
import { Checkbox, Select } from '../ui/Field.tsx'
import { RadioGroup } from '../ui/RadioGroup.tsx'
import type { Choices } from '../ui/settings.ts'
import styles from './SetupScreen.module.css'

/** Which questions: some at random, or these. Only titles show; what a question is after stays hidden. */
export function Questions(props: {
  questions: readonly Pick<Question, 'id' | 'title'>[]
  choices: Choices
  choose: (change: Partial<Choices>) => void
}) {
  const { questions, choices, choose } = props
  const { pick, count, questions: chosen } = choices
  const toggle = (id: string) =>
    choose({ questions: chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id] })
  return (
    <>
      <RadioGroup
        legend="Which questions"
        legendHidden
        options={[
          { value: 'random', label: 'At random' },
          { value: 'chosen', label: 'I choose' },
        ]}
        value={pick}
        onChange={(value) => choose({ pick: value })}
      />
      {pick === 'random' ? (
        <Select
          label="How many"
          className={styles.narrow}
          value={Math.min(count, questions.length)}
          onChange={(event) => choose({ count: Number(event.target.value) })}
        >
          {questions.map(({ id }, i) => (
            <option key={id} value={i + 1}>
              {i === 0 ? '1 question' : `${i + 1} questions`}
            </option>
          ))}
        </Select>
      ) : (
        <fieldset className={styles.questions}>
          <legend className="visually-hidden">Questions</legend>
          {questions.map(({ id, title }) => (
            <Checkbox key={id} label={title} checked={chosen.includes(id)} onChange={() => toggle(id)} />
          ))}
        </fieldset>
      )}
    </>
  )
}
