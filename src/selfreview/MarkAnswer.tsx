import { useId, useState } from 'react'
import type { Answer } from '../session/answers.ts'
import type { Guideline } from '../session/band.ts'
import { grades, noMarks, verdicts, type Marks, type Verdict } from '../session/marked.ts'
import { Amends, useIsFixed } from '../ui/Amends.tsx'
import { Button } from '../ui/Button.tsx'
import { RadioGroup } from '../ui/RadioGroup.tsx'
import { compare } from './compare.ts'
import { useSelfReview } from './context.ts'
import styles from './SelfReview.module.css'
import { messageOf } from '../platform/messageOf.ts'

/**
 * What the candidate says of an answer: asked for before its findings are shown, beside them afterwards, and offered
 * where nothing was said.
 */
export function MarkAnswer(props: { answer: Answer; name: string; guideline: Guideline }) {
  const { answer, name, guideline } = props
  const { hidden, given, marks, mark } = useSelfReview()
  const [editing, setEditing] = useState(false)
  const isFixed = useIsFixed()
  const { index } = answer
  if (!given.has(index)) return null
  const said = marks.get(index) ?? null
  const isHidden = hidden.has(index)
  if (isFixed && (isHidden || editing)) return null
  if (isHidden || editing)
    return (
      <MarkForm
        name={name}
        guideline={guideline}
        before={said ?? noMarks}
        skip={isHidden ? 'Skip this one' : 'Cancel'}
        onSkip={isHidden ? () => mark(index, null) : () => Promise.resolve(setEditing(false))}
        onSave={(now) => mark(index, now).then(() => setEditing(false))}
      />
    )
  return (
    <div className={styles.marked}>
      {said && <Comparison answer={answer} marks={said} guideline={guideline} />}
      <Amends>
        <Button
          kind="quiet"
          size="small"
          className="no-print"
          aria-label={said ? `Change your marks of ${name}` : `Mark it yourself, ${name}`}
          onClick={() => setEditing(true)}
        >
          {said ? 'Change your marks' : 'Mark it yourself'}
        </Button>
      </Amends>
    </div>
  )
}

const verdictOptions = verdicts.map((value) => ({ value, label: value }))
const gradeLabels = { 1: '1, not at all', 2: '2', 3: '3', 4: '4, wholly' }
const gradeOptions = grades.map((grade) => ({ value: String(grade), label: gradeLabels[grade] }))

function MarkForm(props: {
  name: string
  guideline: Guideline
  before: Marks
  skip: string
  onSkip: () => Promise<void>
  onSave: (marks: Marks) => Promise<void>
}) {
  const { name, guideline, before, skip, onSkip, onSave } = props
  const [marks, setMarks] = useState(before)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const act = (action: () => Promise<void>) => {
    setBusy(true)
    setProblem(null)
    action()
      .catch((error: unknown) => setProblem(messageOf(error)))
      .finally(() => setBusy(false))
  }
  const questions: { mark: Exclude<keyof Marks, 'grade'>; legend: string }[] = [
    { mark: 'inBand', legend: `Within ${guideline.fromS}–${guideline.toS} s?` },
    { mark: 'bottomLineFirst', legend: 'Bottom line first?' },
    { mark: 'ownPart', legend: 'Your own part clear?' },
    { mark: 'result', legend: 'A result with a number?' },
  ]
  const isEmpty = Object.values(marks).every((mark) => mark === null)
  return (
    <section className={styles.form} aria-label={`Your marks of ${name}`}>
      <div className={styles.questions}>
        {questions.map(({ mark, legend }) => (
          <RadioGroup<Verdict | ''>
            key={mark}
            legend={legend}
            options={verdictOptions}
            value={marks[mark] ?? ''}
            onChange={(value) => setMarks({ ...marks, [mark]: value })}
          />
        ))}
        <RadioGroup
          legend="Would it convince?"
          options={gradeOptions}
          value={String(marks.grade ?? '')}
          onChange={(value) =>
            setMarks({ ...marks, grade: grades.find((grade) => String(grade) === value) ?? null })
          }
        />
      </div>
      <div className={styles.actions}>
        <Button size="small" disabled={busy || isEmpty} onClick={() => act(() => onSave(marks))}>
          Save your marks
        </Button>
        <Button kind="quiet" size="small" disabled={busy} onClick={() => act(onSkip)}>
          {skip}
        </Button>
      </div>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </section>
  )
}

function Comparison(props: { answer: Answer; marks: Marks; guideline: Guideline }) {
  const { answer, marks, guideline } = props
  const id = useId()
  const compared = compare(answer, marks, guideline)
  const differences = compared.flatMap(({ difference }) => difference ?? [])
  return (
    <>
      <table className={styles.compared} aria-describedby={differences.length > 0 ? id : undefined}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">What</span>
            </th>
            <th scope="col">You said</th>
            <th scope="col">Noted</th>
          </tr>
        </thead>
        <tbody>
          {compared.map(({ aspect, said, noted, difference }) => (
            <tr key={aspect} className={difference === null ? undefined : styles.differs}>
              <th scope="row">{aspect}</th>
              <td>{said}</td>
              <td>{noted}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {differences.length > 0 && (
        <ul id={id} className={styles.differences}>
          {differences.map((difference) => (
            <li key={difference}>{difference}</li>
          ))}
        </ul>
      )}
    </>
  )
}
