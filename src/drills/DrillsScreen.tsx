import { useEffect, useMemo, useRef } from 'react'
import { Link } from 'wouter'
import { guidePack } from '../../questions/index.ts'
import type { MeasuredState } from '../debrief/keeper.ts'
import type { Measured } from '../debrief/measured.ts'
import { useMeasured } from '../measured/useMeasured.ts'
import { Button } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { useShortcuts } from '../ui/shortcuts.ts'
import { SpaceNotice } from '../ui/SpaceNotice.tsx'
import { ErrorState } from '../ui/States.tsx'
import { TakenElsewhere, whyNot } from '../ui/taking.tsx'
import styles from './DrillsScreen.module.css'
import { HowSettings } from './HowSettings.tsx'
import { Kinds } from './Kinds.tsx'
import { Queue } from './Queue.tsx'
import { spotsOf } from './spots.ts'
import { todayOf } from './today.ts'
import { useNow } from './useNow.ts'
import { useReadyAhead } from './useReadyAhead.ts'
import { useStarting } from './useStarting.ts'
import { WeakSpots } from './WeakSpots.tsx'
import { useWholeRows } from './useWholeRows.ts'
import { endOfDay } from './words.ts'

const none: readonly Measured[] = []

/** Choosing what to practise: what is due, each kind of drill, and what goes wrong most. */
export default function DrillsScreen() {
  const measured = useMeasured()
  const whole = useWholeRows(measured)
  const rows = whole ?? none
  const now = useNow()
  const today = useMemo(() => todayOf(rows, endOfDay(now), guidePack), [rows, now])
  const spots = useMemo(() => spotsOf(rows, guidePack), [rows])
  const starting = useStarting()
  useReadyAhead()
  const { elsewhere, busy, begin, problem } = starting
  const isDue = today.due.length > 0
  const first = useOnceKnown(whole !== null || isLong(measured), () =>
    isDue
      ? begin(
          'today',
          today.due.map(({ choice }) => choice),
        )
      : begin('first-answer'),
  )
  useShortcuts([
    {
      key: 'Enter',
      label: isDue ? 'practise what is due today' : 'start with first answers',
      action: first,
      when: elsewhere === null,
    },
  ])
  return (
    <Page
      title="Drills"
      lead={
        <>
          One thing at a time, timed: it is asked, you answer, and the next one comes by itself. How it goes
          over time is in your <Link href="/progress">progress</Link>.
        </>
      }
      action={
        <Button
          kind="primary"
          size="large"
          shortcut="Enter"
          disabled={busy}
          {...whyNot(elsewhere)}
          onClick={first}
        >
          {isDue ? 'Practise what is due' : 'Start with first answers'}
        </Button>
      }
    >
      <div className={styles.sections}>
        <SpaceNotice />
        <TakenElsewhere />
        {problem && (
          <ErrorState title="The drill could not be started" detail={problem.detail}>
            <p>{problem.words}</p>
          </ErrorState>
        )}
        <Queue today={whole && today} measured={measured} now={now} />
        <section aria-labelledby="kinds">
          <h2 id="kinds">Drills</h2>
          <HowSettings />
          <Kinds rows={rows} now={now} starting={starting} />
        </section>
        {spots.length > 0 && <WeakSpots spots={spots} starting={starting} />}
      </div>
    </Page>
  )
}

/** Sessions that are made up for while one waits; more take longer than anybody would. */
const few = 3

/** Whether nothing, or not soon, will be known of what is due. */
const isLong = ({ ready, read, of, problem }: MeasuredState): boolean =>
  problem !== null || (ready && of - read > few)

/** What does `action` as soon as `known`: who knows the key presses it before it is known what it leads to. */
function useOnceKnown(known: boolean, action: () => void): () => void {
  const wanted = useRef(false)
  useEffect(() => {
    if (!wanted.current || !known) return
    wanted.current = false
    action()
  })
  return () => {
    if (known) action()
    else wanted.current = true
  }
}
