import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { useLocation } from 'wouter'
import type { RoundView } from '../../machines/run.ts'
import type { Session } from '../session/door.ts'
import { useServices } from '../ui/services.ts'
import { clockTime } from '../ui/Time.tsx'
import { standing } from './clockFace.ts'
import { hasFloor } from './moves.ts'
import type { Interviewer } from './room.ts'
import { budgetLeftMs } from './budget.ts'

/** Goes to the review once the interview has ended; the way back leads past the interview. */
export function useEnd(ended: boolean, id: string): void {
  const [, navigate] = useLocation()
  const leave = useEffectEvent(() => navigate(`/review/${id}`, { replace: true }))
  useEffect(() => {
    if (ended) leave()
  }, [ended])
}

export function useTabTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Mockloop`
  }, [title])
}

/** Ms since the turn changed; after one, what was meant for the turn before still arrives. */
export function useTurnAge(turn: string | null): () => number {
  const { clock } = useServices()
  const since = useRef({ turn, at: clock.now() })
  useLayoutEffect(() => {
    since.current = { turn, at: clock.now() }
  }, [clock, turn])
  return () => clock.now() - since.current.at
}

/**
 * While answers are typed, a key that makes a character goes into the text, wherever the focus is, unless that is on
 * the main button: there Escape leads, and there single keys are commands.
 */
export function useTypingAnywhere(place: {
  box: RefObject<HTMLElement | null>
  button: RefObject<HTMLElement | null>
  on: boolean
}): void {
  const { box, button, on } = place
  useEffect(() => {
    if (!on) return
    const press = (event: KeyboardEvent) => {
      const { key, target } = event
      if (key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return
      if (!(target instanceof Element) || target === button.current) return
      if (target.closest('textarea, input, select, dialog, [popover]')) return
      if (key === ' ' && target.closest('button, a')) return
      // What the key types goes to where the focus is once this is over.
      event.stopPropagation()
      box.current?.focus({ preventScroll: true })
    }
    addEventListener('keydown', press, { capture: true })
    return () => removeEventListener('keydown', press, { capture: true })
  }, [box, button, on])
}

/** Puts the focus, at each turn, where the work goes on: into the text where answers are typed, else on the main button. */
export function useFocus(place: {
  box: RefObject<HTMLElement | null>
  button: RefObject<HTMLElement | null>
  toBox: boolean
  turn: string | null
  /** What is on the screen; the other parts see to their focus themselves. */
  scene: 'room' | 'words' | 'paused' | 'done'
}): void {
  const { box, button, toBox, turn, scene } = place
  // Before it is painted: a key pressed at what is seen must find the focus there.
  useLayoutEffect(() => {
    if (scene !== 'room' || turn === null) return
    const busy = document.activeElement?.closest('[popover], dialog, [data-notes]')
    if (busy) return
    const target = toBox ? box.current : button.current
    if (!target || target === document.activeElement) return
    // Who pressed Escape wants single keys; a turn that comes changes nothing in that. Pressing the button leads back.
    if (toBox && document.activeElement === button.current) return
    target.focus({ preventScroll: true })
    // Text that was put back is gone on with at its end.
    if (target instanceof HTMLTextAreaElement)
      target.setSelectionRange(target.value.length, target.value.length)
  }, [box, button, toBox, turn, scene])
}

/** A pause that was asked for while an answer was being taken in, as soon as one is possible. */
export function usePauseSoon(can: boolean, pause: () => void): () => void {
  const wanted = useRef(false)
  const act = useEffectEvent(pause)
  useEffect(() => {
    if (!can || !wanted.current) return
    wanted.current = false
    act()
  }, [can])
  return () => {
    wanted.current = true
  }
}

/** Tells, once the page is seen again, for how long an answer went on that was not seen. */
export function useBackground(parts: {
  /** The candidate has the floor. */
  inFloor: boolean
  tell: (words: string) => void
}): void {
  const { inFloor, tell } = parts
  const { clock } = useServices()
  const told = useEffectEvent(tell)
  useEffect(() => {
    if (!inFloor) return
    let since: number | null = document.hidden ? clock.now() : null
    const look = () => {
      if (document.hidden) since ??= clock.now()
      else if (since !== null) {
        told(`In the background for ${clockTime(clock.now() - since)}. The time of your answer went on.`)
        since = null
      }
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [clock, inFloor])
}

/** Ms for which the time stays on the screen when it was asked for. */
const toldForMs = 6_000

/** The time in words, when it is asked for. */
export function useTelling(parts: { session: Session; interviewer: Interviewer; view: RoundView }): {
  told: string
  tellTime: () => void
  tell: (words: string) => void
} {
  const { session, interviewer, view } = parts
  const { header } = session
  const { clock } = useServices()
  const [told, setTold] = useState('')
  useEffect(() => {
    if (told) return clock.after(toldForMs, () => setTold(''))
  }, [clock, told])

  const tellTime = () => {
    const left = budgetLeftMs(header, view, session.now())
    if (header.clockFactor === null) return setTold('The clock is turned off for this interview')
    const answer = interviewer.answerMs()
    setTold(
      [
        hasFloor(view.phase) && answer !== null
          ? `${clockTime(answer)}, ${standing(answer, header.guideline).words}`
          : view.phase === 'thinking' && `Thinking for ${clockTime(interviewer.thinkingMs())}`,
        left !== null && `${clockTime(left)} left for this question`,
      ]
        .filter(Boolean)
        .join('. ') || 'No time runs',
    )
  }
  return { told, tellTime, tell: setTold }
}
