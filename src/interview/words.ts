import { cutInAfterS } from '../../machines/limits.ts'
import type { Phase } from '../../machines/run.ts'
import type { Header } from '../session/log.ts'
import type { StoreProblem } from '../session/store.ts'
import type { CaptureState } from '../speech/ports.ts'
import type { LoadProblem, StartProblem } from './desk.ts'

/** The state of the interview, as it always stands on the screen. */
export const phaseWords: Record<Phase, string> = {
  ready: 'Starting',
  asking: 'The interviewer is speaking',
  speaking: 'The interviewer is speaking',
  clarifying: 'The interviewer is speaking',
  thinking: 'Thinking',
  answering: 'You are on',
  assessing: 'Taking that in',
  paused: 'Paused',
  over: 'The interviewer is speaking',
  ended: 'The interview is over',
}

/** The same while the interviewer's lines are only to be read. */
export const silentPhaseWords: Partial<Record<Phase, string>> = {
  asking: 'The interviewer is asking',
  speaking: 'The interviewer is asking',
  clarifying: 'The interviewer is explaining',
  over: 'The interviewer is done',
}

/** What to make of a microphone that cannot be used, and what can be done. */
export const startProblems: Record<StartProblem['kind'], { title: string; words: string }> = {
  refused: {
    title: 'The browser may not use the microphone',
    words:
      'Allow it beside the address, at the icon of a microphone or a lock, and try again. Or answer by typing.',
  },
  missing: {
    title: 'No microphone was found',
    words: 'Plug one in or turn it on, and try again. Or answer by typing.',
  },
  busy: {
    title: 'The microphone could not be opened',
    words: 'Another program may be using it. Close that one and try again. Or answer by typing.',
  },
  unsupported: {
    title: 'This browser offers no microphone here',
    words:
      'Microphones are given to pages on https or on this machine only, and not by every browser. You can answer by typing.',
  },
  failed: {
    title: 'The microphone could not be opened',
    words: 'Trying again often helps, and so does plugging it in anew. Or answer by typing.',
  },
  full: {
    title: 'There is no room to record',
    words:
      'A recording needs 100 MB. Free some on the disk, or delete sessions that you no longer need, and try again. Or answer by typing.',
  },
  elsewhere: {
    title: 'An interview is open in another tab',
    words: 'Only one can be taken at a time. Go on there, or close it and try again; nothing of it is lost.',
  },
  assessment: {
    title: 'A part of the app could not be loaded',
    words:
      'The part that listens for what an answer shows is missing. The server may have stopped; try again.',
  },
}

export const loadProblems: Record<LoadProblem, { title: string; words: string }> = {
  missing: {
    title: 'There is no such interview here',
    words: 'It may have been deleted, or begun in another browser. Sessions stay where they were taken.',
  },
  newer: {
    title: 'This interview was begun in a newer version',
    words: 'It was left untouched. Load the newest version of the app, then open it again.',
  },
  corrupt: {
    title: 'This interview is damaged',
    words: 'A part of it cannot be read, so it cannot go on. It was left as it is.',
  },
  failed: {
    title: 'This interview could not be loaded',
    words: 'The browser did not give it out. Trying again often helps.',
  },
}

/** Why nothing can be saved now, and what to do. The interview goes on beneath it. */
export const savingProblems: Record<StoreProblem, string> = {
  full: 'Saving failed: the disk is full. Free some space; what is said meanwhile is kept in this tab and saved then.',
  blocked:
    'Saving failed: the browser holds the database back, perhaps for another tab of this app. It is tried again; keep this tab open.',
  updated:
    'Saving ended: another tab updated this app. What was said until then is saved. Reload this tab to go on; the question at hand is asked again.',
  deleted:
    'Saving ended: this session was deleted in another tab, or the data of this page was cleared. What you say now is in this tab only and goes with it.',
  slow: 'Saving takes long: the browser does not answer. It is tried again, and what is said meanwhile is kept in this tab. Keep it open, and close other tabs of this app.',
  corrupt: 'Saving failed: the database is damaged. The interview goes on; keep this tab open until its end.',
  failed: 'Saving failed. It is tried again every two seconds; the interview goes on. Keep this tab open.',
}

export const unrecognisedWords =
  'The words of the last answer could not be recognised. It is recorded and timed, and the interview goes on without them.'

/** What is to be known of the microphone while it is used; null while all is well. */
export function microphoneNotice({ device, sound, vad }: CaptureState): string | null {
  const name = device ? `“${device}”` : 'The microphone'
  if (sound === 'muted')
    return `${name} is muted, by the system or by a switch on it. What you say is not heard. The interview goes on.`
  if (sound === 'silent')
    return `Nothing comes from ${device ? name : 'the microphone'}. It may be muted or not connected. The interview goes on; the menu leads to another one.`
  if (vad === 'energy')
    return 'The part that knows a voice from other sounds did not load: here typing, music and breath may count as speech.'
  return null
}

/** What an interview is, in a few short facts. */
export function factsOf({ questions, level, limits, patience, clockFactor, input }: Header): string[] {
  const count = questions.length
  const minutes = limits.questionBudgetMs === null ? null : limits.questionBudgetMs / 60_000
  const after = cutInAfterS[patience]
  return [
    count === 1 ? 'One question' : `${count} questions`,
    `Level ${level}`,
    minutes === null ? 'As long as you need' : `${plain(minutes)} min${count === 1 ? '' : ' each'}`,
    after === null || clockFactor === null
      ? 'You are never interrupted'
      : `Interrupts after ${plain(after * clockFactor)} s${input === 'keyboard' ? ' of words' : ''}`,
    input === 'microphone' ? 'Spoken answers' : 'Typed answers',
  ]
}

const plain = (n: number) => String(Math.round(n * 10) / 10)
