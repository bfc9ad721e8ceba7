import { useMemo, type ReactNode } from 'react'
import { OPENING } from '../../machines/plan.ts'
import { guidePack } from '../../questions/index.ts'
import type { Measured } from '../debrief/measured.ts'
import { directions, drillKinds, type DrillKind } from '../session/drill.ts'
import { Button } from '../ui/Button.tsx'
import { BandShape } from '../ui/BandMark.tsx'
import { useSettings } from '../ui/settings.ts'
import { useShortcuts } from '../ui/shortcuts.ts'
import { whyNot } from '../ui/taking.tsx'
import { ChooseAnswer } from './ChooseAnswer.tsx'
import { ChooseProbe } from './ChooseProbe.tsx'
import styles from './DrillsScreen.module.css'
import { tellable } from './earlier.ts'
import { bandsOf } from './header.ts'
import { practised, type Practised } from './practised.ts'
import { countOf } from './start.ts'
import type { Starting } from './useStarting.ts'
import { agoWords, bandRange, directionWords, itemsWords, kindWords, resultWords } from './words.ts'

/** In the order of their keys, 1 to 9; what is due today has a place of its own. */
const listed = drillKinds.filter((kind) => kind !== 'today')

const bands = bandsOf(guidePack)
const conflicts = guidePack.questions.filter(({ bucket }) => bucket === 'conflict').map(({ id }) => id)

/** The kinds of drill, each with its band, what was practised of it, and a key to start it. */
export function Kinds(props: { rows: readonly Measured[]; now: number; starting: Starting }) {
  const { rows, now, starting } = props
  const { begin, busy, elsewhere } = starting
  const items = useSettings((settings) => settings.drillItems)
  const known = useMemo(() => practised(rows), [rows])
  const told = useMemo(() => tellable(rows, guidePack), [rows])
  const start = (kind: DrillKind) => {
    if (kind === 'other-words') starting.tellAnew(told.slice(0, countOf(kind, items)))
    else begin(kind)
  }
  const can = (kind: DrillKind) => kind !== 'other-words' || told.length > 0
  useShortcuts(
    listed.map((kind, i) => ({
      key: String(i + 1),
      label: `drill: ${kindWords[kind].name}`,
      action: () => start(kind),
      when: can(kind) && elsewhere === null,
    })),
  )
  const more: Partial<Record<DrillKind, ReactNode>> = {
    probe: <ChooseProbe starting={starting} />,
    'other-words': told.length > 0 && <ChooseAnswer answers={told} now={now} starting={starting} />,
    conflict: <Directions starting={starting} />,
  }
  return (
    <ol className={styles.rows}>
      {listed.map((kind, i) => (
        <li key={kind} className={styles.kind}>
          <div className={styles.row}>
            <div className={styles.what}>
              <h3 className={styles.name}>{kindWords[kind].name}</h3>
              <p>{kindWords[kind].what}</p>
              <Facts kind={kind} practised={known.get(kind)} now={now} />
            </div>
            <Button
              shortcut={String(i + 1)}
              disabled={busy || !can(kind)}
              {...whyNot(elsewhere)}
              onClick={() => start(kind)}
            >
              Start<span className="visually-hidden"> {kindWords[kind].name}</span>
            </Button>
          </div>
          {!can(kind) && <p className={styles.quiet}>It needs an answer that you gave before.</p>}
          {more[kind]}
        </li>
      ))}
    </ol>
  )
}

function Facts(props: { kind: DrillKind; practised: Practised | undefined; now: number }) {
  const { kind, practised: known, now } = props
  const clockFactor = useSettings((settings) => settings.clockFactor)
  return (
    <ul className={styles.facts}>
      <li>{bandRange(bands[kind], clockFactor)}</li>
      {known ? (
        <>
          <li>{itemsWords(known.items)} practised</li>
          <li>
            {known.last.band && known.last.clockFactor !== null && <BandShape band={known.last.band} />}
            last: {resultWords(known.last)}, {agoWords(known.last.at, now)}
          </li>
        </>
      ) : (
        <li>not practised yet</li>
      )}
    </ul>
  )
}

/** A conflict with somebody in one direction. */
function Directions({ starting: { begin, busy, elsewhere } }: { starting: Starting }) {
  return (
    <fieldset className={styles.choices} aria-label="Conflict with somebody">
      {directions.map((direction) => (
        <Button
          key={direction}
          size="small"
          disabled={busy}
          {...whyNot(elsewhere)}
          onClick={() =>
            begin(
              'conflict',
              conflicts.map((question) => ({ question, prompt: OPENING, direction })),
            )
          }
        >
          {directionWords[direction]}
        </Button>
      ))}
    </fieldset>
  )
}
