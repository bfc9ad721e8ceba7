import { useId, type ReactNode } from 'react'
import type { Plan } from '../../machines/plan.ts'
import { signals } from '../../questions/signals.ts'
import type { Span } from '../assess/facts/phrases.ts'
import { deliveryOf } from '../debrief/delivery.ts'
import { isGiven, type ComparedPrompt, type FactsTold, type Split } from '../debrief/takes.ts'
import { shown, type Answer } from '../session/answers.ts'
import type { Guideline } from '../session/band.ts'
import { BandMark } from '../ui/BandMark.tsx'
import styles from './CompareScreen.module.css'
import { Heads } from './InAll.tsx'
import { TakeAudio } from './TakeAudio.tsx'
import { percentWords, probeLabel, promptLabel, secondsWords, sentence } from './words.ts'

/** How two takes answered one prompt: figures, what each showed, its words and its recording. */
export function ComparedAnswers(props: {
  compared: ComparedPrompt
  names: readonly [string, string]
  plan: Plan | undefined
  guideline: Guideline
}) {
  const { compared, names, plan, guideline } = props
  const { answers, covered, signals: showed, recited, repeated, facts, prompt } = compared
  const id = useId()
  const label = sentence(promptLabel(plan, prompt))
  return (
    <article className={styles.prompt} aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {label}
      </h2>
      <p className={styles.asked}>{answers[1].asked}</p>
      <table className={styles.figures}>
        <Heads names={names} />
        <tbody>
          <Row name="length">
            {answers.map((answer) => (
              <Length key={answer.endedAt} answer={answer} guideline={guideline} />
            ))}
          </Row>
          <Row name="point made after">{answers.map(pointMade)}</Row>
          <Row name="words a minute">{answers.map(paceOf)}</Row>
          <tr>
            <th scope="row">covered</th>
            <Cells split={covered} names={names} words={(probe) => probeLabel(plan, probe)} />
          </tr>
          <tr>
            <th scope="row">showed</th>
            <Cells split={showed} names={names} words={(signal) => signals[signal].label} />
          </tr>
        </tbody>
      </table>
      {recited !== null && (
        <p>
          <strong>{percentWords(recited)}</strong> of {names[1]} is word for word as in {names[0]}
          {repeated.length > 0 && '; those words are marked'}.
        </p>
      )}
      {facts && <Facts facts={facts} names={names} />}
      <div className={styles.texts}>
        {answers.map((answer, i) => (
          <div key={names[i]} className={styles.text}>
            <h3>{sentence(names[i] ?? '')}</h3>
            <Words answer={answer} marked={i === 1 ? repeated : []} />
            {answer.take !== null && <TakeAudio take={answer.take} name={`“${label}” in ${names[i]}`} />}
          </div>
        ))}
      </div>
    </article>
  )
}

/** A measure of both; a child for each take. */
function Row({ name, children }: { name: string; children: readonly ReactNode[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {children.map((child, i) => (
        <td key={i}>{child}</td>
      ))}
    </tr>
  )
}

function Length({ answer, guideline }: { answer: Answer; guideline: Guideline }) {
  if (answer.seconds === null || !isGiven(answer)) return 'not answered'
  return (
    <>
      {Math.round(answer.seconds)} s, <BandMark seconds={answer.seconds} guideline={guideline} bare />
    </>
  )
}

function pointMade(answer: Answer): string {
  const line = deliveryOf(answer).bottomLine
  if (line) return secondsWords(line.ms, line.about)
  return shown(answer).text?.trim() ? 'not made' : '–'
}

function paceOf(answer: Answer): string {
  const pace = deliveryOf(answer).wordsPerMinute
  return pace === null ? '–' : String(Math.round(pace))
}

/** What both have is told plainly, what one has alone by a plus. */
function Cells<T extends string>(props: {
  split: Split<T>
  names: readonly [string, string]
  words: (each: T) => string
}) {
  const { split, names, words } = props
  return names.map((name, i) => {
    const own = split.only[i] ?? []
    if (own.length + split.both.length === 0) return <td key={name}>–</td>
    return (
      <td key={name}>
        <ul className={styles.things}>
          {own.map((each) => (
            <li key={each} className={styles.own}>
              {words(each)}
              <span className="visually-hidden">, in {name} only</span>
            </li>
          ))}
          {split.both.map((each) => (
            <li key={each}>{words(each)}</li>
          ))}
        </ul>
      </td>
    )
  })
}

function Facts({ facts, names }: { facts: FactsTold; names: readonly [string, string] }) {
  const lines = [
    ['told again in other words', facts.anew],
    ['told again to the letter', facts.recited],
    [`told in ${names[1]} only`, facts.added],
    [`told in ${names[0]} only`, facts.left],
  ] as const
  if (lines.every(([, told]) => told.length === 0))
    return <p className={styles.quiet}>Neither take names a figure or a time.</p>
  return (
    <dl className={styles.facts} aria-label="Figures and times">
      {lines.map(
        ([name, told]) =>
          told.length > 0 && (
            <div key={name}>
              <dt>{sentence(name)}</dt>
              <dd>{told.map(({ words }) => `“${words}”`).join(', ')}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

function Words({ answer, marked }: { answer: Answer; marked: readonly Span[] }) {
  const { text } = shown(answer)
  if (!text?.trim()) return <p className={styles.quiet}>There are no words of this answer.</p>
  let from = 0
  const pieces: ReactNode[] = []
  for (const { start, end } of marked) {
    pieces.push(text.slice(from, start), <mark key={start}>{text.slice(start, end)}</mark>)
    from = end
  }
  return (
    <p className={styles.words}>
      {pieces}
      {text.slice(from)}
    </p>
  )
}
