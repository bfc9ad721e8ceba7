import { deliveryOf } from '../debrief/delivery.ts'
import { median } from '../debrief/median.ts'
import { isGiven, type ComparedPrompt } from '../debrief/takes.ts'
import { signals, type SignalKind } from '../../questions/signals.ts'
import { shown, type Answer } from '../session/answers.ts'
import { bandOf, type Guideline } from '../session/band.ts'
import styles from './CompareScreen.module.css'
import { percentWords, secondsWords, sentence } from './words.ts'

/** The answers of both takes together: those that both gave anew. */
export function InAll(props: {
  prompts: readonly ComparedPrompt[]
  names: readonly [string, string]
  guideline: Guideline
}) {
  const { prompts, names, guideline } = props
  const sides = [0, 1].map((i) => prompts.flatMap(({ answers }) => answers[i] ?? []).filter(isGiven))
  const recited = median(prompts.map((prompt) => prompt.recited))
  const rows: [string, (answers: readonly Answer[]) => string][] = [
    ['answers', (answers) => String(answers.length)],
    ['in the band', (answers) => String(answers.filter((answer) => isIn(answer, guideline)).length)],
    ['middle length', (answers) => middle(answers.map(({ seconds }) => seconds && seconds * 1000))],
    [
      'point made after',
      (answers) => middle(answers.map((answer) => deliveryOf(answer).bottomLine?.ms ?? null)),
    ],
    ['good signals', (answers) => countOf(answers, ['good'])],
    ['risks and red flags', (answers) => countOf(answers, ['risk', 'flag'])],
  ]
  return (
    <section aria-labelledby="in-all">
      <h2 id="in-all" className={styles.heading}>
        In all
      </h2>
      <table className={styles.figures}>
        <Heads names={names} />
        <tbody>
          {rows.map(([name, of]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {sides.map((answers, i) => (
                <td key={i}>{of(answers)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {recited !== null && (
        <p className={styles.quiet}>
          In the middle of the answers, {percentWords(recited)} of {names[1]} is word for word as in{' '}
          {names[0]}.
        </p>
      )}
    </section>
  )
}

export const Heads = ({ names }: { names: readonly [string, string] }) => (
  <thead>
    <tr>
      <th scope="col">
        <span className="visually-hidden">Measure</span>
      </th>
      {names.map((name) => (
        <th key={name} scope="col">
          {sentence(name)}
        </th>
      ))}
    </tr>
  </thead>
)

const isIn = ({ seconds }: Answer, guideline: Guideline) =>
  seconds !== null && bandOf(Math.round(seconds), guideline) === 'in'

const middle = (values: readonly (number | null)[]) => {
  const ms = median(values)
  return ms === null ? '–' : secondsWords(ms)
}

const countOf = (answers: readonly Answer[], kinds: readonly SignalKind[]) =>
  String(
    answers
      .flatMap((answer) => shown(answer).assessment?.findings ?? [])
      .filter(({ signal }) => kinds.includes(signals[signal].kind)).length,
  )
