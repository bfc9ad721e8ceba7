import type { Length, Patience } from '../../machines/limits.ts'
import type { Level } from '../../questions/index.ts'
import type { Hearing, MicrophoneProblem } from '../speech/index.ts'
import type { Option } from '../ui/RadioGroup.tsx'

/** What is expected at a level, in a line. */
export const levelWords: Record<Level, string> = {
  L4: 'Gets things done well with guidance. A story from your own task is enough.',
  L5: 'Gets things done mostly without help, from the problem to what came of it.',
  L6: 'Turns a business problem into a technical one, leads three or four engineers, and aligns with the teams around.',
  L7: 'Works across the organisation in unclear ground: says no, wins over executives, solves the manager’s problems.',
}

export const levelOptions: Option<Level>[] = [
  { value: 'L4', label: 'L4' },
  { value: 'L5', label: 'L5' },
  { value: 'L6', label: 'L6' },
  { value: 'L7', label: 'L7' },
]

export const lengthWords: Record<Length, { label: string; note: string }> = {
  full: { label: 'Full', note: 'As long as an interviewer has for one area, with up to 20 follow-ups each.' },
  half: { label: 'Half', note: 'Up to 9 follow-ups for each question.' },
  short: { label: 'Short', note: 'Up to 4 follow-ups for each question.' },
  single: { label: 'Single', note: 'The first answer and one follow-up.' },
}

export const patienceWords: Record<Patience, { label: string; note: string }> = {
  tough: { label: 'Tough', note: 'Cuts in after 40 s and asks for the bottom line.' },
  realistic: { label: 'Realistic', note: 'Cuts in after 60 s and asks for the bottom line.' },
  gentle: { label: 'Gentle', note: 'Cuts in after 90 s and asks for the bottom line.' },
  off: { label: 'Off', note: 'Lets every answer run; it is timed all the same.' },
}

/** What is wrong with the microphone, and what can be done about it. */
export function problemWords(problem: MicrophoneProblem, secure: boolean): { title: string; help: string } {
  switch (problem) {
    case 'refused':
      return {
        title: 'The microphone is not allowed here',
        help: 'Allow it at the icon beside the address, or in the system’s privacy settings, then try again.',
      }
    case 'missing':
      return {
        title: 'No microphone was found',
        help: 'Plug one in or turn it on, choose another one, then try again.',
      }
    case 'busy':
      return {
        title: 'The microphone is in use',
        help: 'Another program holds it. Close calls and recorders, then try again.',
      }
    case 'unsupported':
      return secure
        ? {
            title: 'This browser cannot record here',
            help: 'A current Chrome, Edge, Firefox or Safari can.',
          }
        : {
            title: 'The microphone needs a secure address',
            help: 'Browsers give it only over https, or on this machine under http://localhost. Open the app there.',
          }
    case 'failed':
      return {
        title: 'The microphone could not be opened',
        help: 'Unplug it and plug it in again, or choose another one, then try again.',
      }
  }
}

/** What the check says. `heard`: a voice came through well at some moment of it. */
export function hearingWords(hearing: Hearing | null, heard: boolean): string {
  if (hearing === null) return 'Say a few words.'
  if (hearing === 'muted') return 'It is muted: by the system, or by a switch on the device.'
  if (hearing === 'dead') return 'Nothing at all comes in. It may be muted, or not connected.'
  if (hearing === 'clipping') return 'Too loud, words get distorted. Move back, or lower the input level.'
  if (hearing === 'good') return 'It hears you.'
  if (heard) return 'It heard you.'
  if (hearing === 'loading') return 'Sound comes in. What tells a voice from other sounds is still loading.'
  if (hearing === 'noise')
    return 'There is sound, but no voice in it. Say a few words; if you just did, this is not the right microphone.'
  return hearing === 'quiet'
    ? 'Quiet. Say a few words, closer to it.'
    : 'Hardly anything comes in. It may be muted, or the wrong one.'
}

/** Where speech is found by loudness alone. */
export const loudnessWords =
  'The part that knows a voice from other sounds did not load: typing, music and breath may count as speech here.'
