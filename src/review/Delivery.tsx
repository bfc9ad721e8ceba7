import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { deliveryOf, type Delivery as Measures } from '../debrief/delivery.ts'
import { median } from '../debrief/median.ts'
import type { Answer } from '../session/answers.ts'
import styles from './Delivery.module.css'
import type { FindRecited, Recited } from './recited.ts'
import { isTimed } from './summary.ts'

/** How one answer was given, in figures: measured when somebody wants to see them. */
export function Delivery({ answer, findRecited }: { answer: Answer; findRecited: FindRecited }) {
  const [open, setOpen] = useState(false)
  return (
    <details className={styles.delivery} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>How it was said</summary>
      {open && <Measured answer={answer} findRecited={findRecited} />}
    </details>
  )
}

function Measured({ answer, findRecited }: { answer: Answer; findRecited: FindRecited }) {
  const measures = useMemo(() => deliveryOf(answer), [answer])
  const [recited, setRecited] = useState<Recited | null>(null)
  useEffect(() => {
    let left = false
    void findRecited(answer).then((found) => !left && setRecited(found))
    return () => {
      left = true
    }
  }, [answer, findRecited])
  return (
    <>
      <Figures figures={[...figuresOf(measures), ...(recited ? [recitedFigure(recited)] : [])]} />
      {notesOf(measures).map((note) => (
        <p key={note} className={styles.missing}>
          {note}
        </p>
      ))}
    </>
  )
}

/** Why a figure is missing, or only near the truth. */
function notesOf({
  thinkingMs,
  speakingMs,
  words,
  fillers,
  fillersAtLeast,
  timesUnknown,
  bottomLine,
}: Measures): string[] {
  const notes: string[] = []
  if (speakingMs !== null && words === null)
    notes.push(
      'It has no words yet, so words, pace, fillers, hedges and when the point was made are left out. They come with its words.',
    )
  if (speakingMs === null)
    notes.push(
      thinkingMs === null
        ? 'Typed along, not timed: no voice was heard, so thinking, speaking, pauses and pace are left out.'
        : 'Typed: there are no speaking, pauses and pace to measure.',
    )
  if (fillersAtLeast && fillers === 0) notes.push('Fillers are not counted: this recogniser leaves them out.')
  if (fillersAtLeast && fillers !== null && fillers > 0)
    notes.push('There may have been more fillers: this recogniser leaves most of them out.')
  if (timesUnknown !== null && bottomLine === null)
    notes.push('Word times are not known, so nothing is said of when things were said.')
  if (timesUnknown !== null && bottomLine?.about === true)
    notes.push(
      timesUnknown === 'unfit'
        ? 'Word times are not known, for the text is not what was recorded; when the point was made is an estimate.'
        : 'Word times are not known; when the point was made is an estimate.',
    )
  return notes
}

/** The middle of all answers, so that one long silence does not count for all. */
export function DeliverySummary(props: { answers: readonly Answer[] }) {
  // The answers are there to be read before they are all measured.
  const answers = useDeferredValue(props.answers, none)
  const figures = useMemo(() => {
    const all = answers.filter(isTimed).map(deliveryOf)
    if (all.length === 0) return []
    const middle = (of: (measures: Measures) => number | null) => median(all.map(of))
    const bottomLine = middle(({ bottomLine: line }) => line?.ms ?? null)
    return figuresOf({
      thinkingMs: middle((m) => m.thinkingMs),
      speakingMs: middle((m) => m.speakingMs),
      pausesMs: middle((m) => m.pausesMs),
      words: middle((m) => m.words),
      wordsPerMinute: middle((m) => m.wordsPerMinute),
      fillers: middle((m) => m.fillers),
      fillersAtLeast: all.some((m) => m.fillersAtLeast),
      hedges: middle((m) => m.hedges),
      timesUnknown: null,
      bottomLine:
        bottomLine === null ? null : { ms: bottomLine, about: all.some((m) => m.bottomLine?.about === true) },
      iShare: middle((m) => m.iShare),
    })
  }, [answers])
  if (figures.length === 0) return null
  return (
    <section aria-labelledby="delivery">
      <h2 id="delivery" className={styles.heading}>
        The middle of your answers
      </h2>
      <Figures figures={figures} />
    </section>
  )
}

const none: readonly Answer[] = []

interface Figure {
  name: string
  value: string
}

function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ name, value }) => (
        <div key={name} className={styles.figure}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const seconds = (ms: number) => `${(Math.round(ms / 100) / 10).toLocaleString('en-GB')} s`
const count = (n: number) => (Math.round(n * 10) / 10).toLocaleString('en-GB')
const percent = (share: number) => `${Math.round(share * 100)} %`

/** What is known, each with its unit; what is not known is left out. */
function figuresOf(measures: Measures): Figure[] {
  const { bottomLine, fillersAtLeast } = measures
  const line = (name: string, value: number | null, written: (n: number) => string) =>
    value === null ? [] : [{ name, value: written(value) }]
  return [
    ...line('thinking', measures.thinkingMs, seconds),
    ...line('speaking', measures.speakingMs, seconds),
    ...line('pauses', measures.pausesMs, seconds),
    ...line(
      'point made after',
      bottomLine?.ms ?? null,
      (ms) => `${bottomLine?.about ? 'about ' : ''}${seconds(ms)}`,
    ),
    ...line('words', measures.words, count),
    ...line('words a minute', measures.wordsPerMinute, (n) => count(Math.round(n))),
    // None at all says nothing of what was left out.
    ...line(
      'fillers',
      fillersAtLeast && measures.fillers === 0 ? null : measures.fillers,
      (n) => `${fillersAtLeast ? 'at least ' : ''}${count(n)}`,
    ),
    ...line('hedges', measures.hedges, count),
    ...line('done by you', measures.iShare, percent),
  ]
}

function recitedFigure({ share, when }: Recited): Figure {
  const day = new Date(when).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
  return { name: `word for word as on ${day}`, value: percent(share) }
}
