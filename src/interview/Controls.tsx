import type { RefObject } from 'react'
import type { Phase } from '../../machines/run.ts'
import { Button } from '../ui/Button.tsx'
import styles from './Controls.module.css'
import { hasFloor, type Moves } from './moves.ts'

/** What can be done now: one big button in thumb's reach, the rest in a row below. Each stays at its place. */
export function Controls(props: {
  phase: Phase
  can: Moves
  typed: boolean
  notes: boolean
  button: RefObject<HTMLButtonElement | null>
  onMain: () => void
  onClarify: () => void
  /** Null where nobody is asked for an example. */
  onDecline: (() => void) | null
  onSkip: () => void
  onNotes: () => void
}) {
  const { phase, can, typed, notes, button, onMain, onClarify, onDecline, onSkip, onNotes } = props
  const active = can.ready || can.finish
  const byCtrl = (typed || notes) && hasFloor(phase)
  return (
    <div className={styles.controls}>
      <Button
        ref={button}
        kind="primary"
        size="large"
        className={styles.main}
        shortcut={byCtrl ? undefined : ' '}
        aria-disabled={!active || undefined}
        onClick={active ? onMain : undefined}
      >
        {mainWords(phase)}
        {byCtrl && (
          <kbd className={styles.key} aria-hidden="true">
            Ctrl Enter
          </kbd>
        )}
      </Button>
      <div className={styles.row}>
        <Button kind="quiet" shortcut="c" disabled={!can.clarify} onClick={onClarify}>
          Clarify
        </Button>
        {onDecline && (
          <Button kind="quiet" shortcut="n" disabled={!can.pass} onClick={onDecline}>
            No example
          </Button>
        )}
        <Button kind="quiet" shortcut="s" disabled={!can.pass} onClick={onSkip}>
          Skip
        </Button>
        {!typed && (
          <Button kind="quiet" shortcut="w" aria-expanded={notes} onClick={onNotes}>
            Type along
          </Button>
        )}
      </div>
    </div>
  )
}

function mainWords(phase: Phase): string {
  if (phase === 'over') return 'Go to the review'
  if (hasFloor(phase)) return 'Finish answer'
  return phase === 'assessing' ? 'Taking that in' : 'I’m ready'
}
