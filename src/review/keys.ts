import type { KeyboardEvent } from 'react'
import type { Shortcut } from '../ui/shortcuts.ts'
import { speeds, type Player } from './player.ts'

const stepMs = 5_000
const longStepMs = 10_000
const leapMs = 30_000
const finestMs = 100

/** The keys of the player, as video players have them. */
export function playerKeys(
  player: Player,
  duration: number,
  to: { onAnswer: (step: 1 | -1) => void; onFinding: (step: 1 | -1) => void; onSkip: () => void },
): Shortcut[] {
  const by = (ms: number) => () => player.seek(player.state().at + ms)
  return [
    { key: ' ', label: 'play or pause', action: player.toggle },
    { key: 'k', label: 'play or pause, too', action: player.toggle },
    { key: 'ArrowLeft', label: '5 s back', action: by(-stepMs) },
    { key: 'ArrowRight', label: '5 s on', action: by(stepMs) },
    { key: 'j', label: '10 s back', action: by(-longStepMs) },
    { key: 'l', label: '10 s on', action: by(longStepMs) },
    { key: ',', label: 'a tenth of a second back', action: by(-finestMs) },
    { key: '.', label: 'a tenth of a second on', action: by(finestMs) },
    { key: '<', label: 'slower', action: () => player.setSpeed(nextSpeed(player.state().speed, -1)) },
    { key: '>', label: 'faster', action: () => player.setSpeed(nextSpeed(player.state().speed, 1)) },
    { key: '[', label: 'previous answer', action: () => to.onAnswer(-1) },
    { key: ']', label: 'next answer', action: () => to.onAnswer(1) },
    { key: 'd', label: 'previous finding', action: () => to.onFinding(-1) },
    { key: 'f', label: 'next finding', action: () => to.onFinding(1) },
    { key: 's', label: 'skip silences, or not', action: to.onSkip },
    { key: 'Home', label: 'to the beginning', action: () => player.seek(0) },
    { key: 'End', label: 'to the end', action: () => player.seek(duration) },
  ]
}

/** The speed that is one step faster (1) or slower (-1); the same at the ends. */
export function nextSpeed(speed: number, step: 1 | -1): number {
  const beside = step === 1 ? speeds.find((s) => s > speed) : speeds.findLast((s) => s < speed)
  return beside ?? speed
}

const leaps: Record<string, number> = {
  PageUp: leapMs,
  PageDown: -leapMs,
  ArrowUp: stepMs,
  ArrowDown: -stepMs,
}

/** On the slider the same keys do the same; the browser's own steps would be too small. */
export function sliderKeys(event: KeyboardEvent, player: Player, keys: readonly Shortcut[]): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const leap = leaps[event.key]
  const shortcut = keys.find(({ key }) => key === event.key)
  if (leap === undefined && !shortcut) return
  event.preventDefault()
  if (leap !== undefined) player.seek(player.state().at + leap)
  else shortcut?.action()
}
