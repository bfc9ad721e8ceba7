import type { Phase } from '../../machines/run.ts'
import { useShortcuts, type Shortcut } from '../ui/shortcuts.ts'
import type { Moves } from './moves.ts'

interface Keys {
  phase: Phase
  can: Moves
  typed: boolean
  /** A drill, in which R and N mean the item before and the next one. */
  drill: boolean
  takingIn: boolean
  /** Silence may end the answer. */
  silenceEnds: boolean
  /** The room is on the screen, and nothing in its place. */
  inRoom: boolean
  /** Holds an action back while keys that were meant for the turn before may still come. */
  settled: (action: () => void) => () => void
  finish: () => void
  keepFloor: () => void
  repeat: () => void
  again: () => void
  clarify: () => void
  decline: () => void
  skip: () => void
  pause: () => void
  showQuestion: () => void
  tellTime: () => void
  showNotes: () => void
  askToEnd: () => void
}

/** The keys of the room. */
export function useStageKeys(keys: Keys): void {
  const { phase, can, typed, drill, takingIn, settled } = keys
  const asked = can.pass || takingIn
  const ofInterview: Shortcut[] = [
    {
      key: 'r',
      label: 'repeat the question',
      action: settled(keys.repeat),
      when: can.repeat || takingIn,
    },
    { key: 'n', label: 'have no example', action: settled(keys.decline), when: asked },
  ]
  const ofDrill: Shortcut[] = [
    // It means the same item shortly before the turn changes and after: nothing has to be held back.
    {
      key: 'r',
      label: 'take the last item again, or begin again in mid-answer',
      action: keys.again,
      when: asked || can.repeat,
    },
    { key: 'n', label: 'begin the next item at once', action: keys.finish, when: can.ready },
  ]
  useShortcuts([
    {
      key: ' ',
      label: can.ready ? 'begin to answer' : 'finish the answer',
      action: keys.finish,
      when: can.ready || can.finish || takingIn,
    },
    {
      key: 'k',
      label: 'keep the floor when silence is about to end the answer',
      action: keys.keepFloor,
      when: phase === 'answering' && keys.silenceEnds,
    },
    ...(drill ? ofDrill : ofInterview),
    {
      key: 'c',
      label: 'ask what is meant',
      action: settled(keys.clarify),
      when: can.clarify || takingIn,
    },
    { key: 's', label: 'skip', action: settled(keys.skip), when: asked },
    { key: 'p', label: 'pause', action: settled(keys.pause), when: can.pause || takingIn },
    { key: 'h', label: 'show or hide the question', action: settled(keys.showQuestion) },
    { key: 't', label: 'tell the time', action: settled(keys.tellTime) },
    {
      key: 'w',
      label: 'type along: open or close the box',
      action: settled(keys.showNotes),
      when: !typed && keys.inRoom,
    },
    {
      key: 'e',
      label: drill ? 'end the drill' : 'end the interview',
      action: settled(keys.askToEnd),
      when: phase !== 'over',
    },
  ])
}
