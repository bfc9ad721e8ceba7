import type { Device, Obstacle } from '../speech/engines/choose.ts'
import { hostNameOf, type SpeechModel } from '../speech/models/catalogue.ts'
import type { ModelState } from '../speech/speechModels.ts'

/** What a model is, in a line. */
export const modelWords: Record<SpeechModel['size'], string> = {
  'tiny-streaming': 'Words show while you speak, and each has its time.',
  'small-streaming': 'Errs about half as often, and needs a faster machine. Words show while you speak.',
  'base.en': 'Words come after each answer, each with its time. Runs where Moonshine cannot.',
}

export const obstacleWords: Record<Obstacle, string> = {
  isolation:
    'Cannot run here: this app’s server does not isolate the page from other origins. Its README says which headers that takes.',
  simd: 'Cannot run here: this browser’s WebAssembly has no vector instructions. A current browser has.',
  memory: 'Cannot run here: this machine has too little memory for it.',
}

export const browserWords: Record<Device['browser'], string> = {
  ready:
    'Ready. Words show while you speak, but without times, so nothing is said of the pauses between them.',
  installable: 'This browser can recognise speech on the machine, but its English is not installed.',
  none: 'This browser has none that stays on the machine. One that sends your voice away is never used.',
}

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const countWords = (count: number): string => small[count] ?? String(count)

/** What went wrong with a model's files, and what can be done. */
export function problemWords(
  { kind, message }: NonNullable<ModelState['problem']>,
  model: SpeechModel,
): { title: string; help: string } {
  switch (kind) {
    case 'unreachable':
      return {
        title: 'The connection broke off',
        help: 'What came so far is kept. Go on when the network is back.',
      }
    case 'refused':
      return {
        title: 'The server does not give the file',
        help: `It may have moved. Try again later, or pick the files that you have from elsewhere. Expected at ${hostNameOf(model)}.`,
      }
    case 'damaged':
      return {
        title: 'A file is not what it should be',
        help: 'It was not kept. Get it again, or pick another copy; the other files stay.',
      }
    case 'full':
      return {
        title: 'There is not enough room',
        help: 'Free some on the disk, or delete old sessions, then go on. What came so far is kept.',
      }
    case 'unkept':
      return {
        title: 'This window keeps no files',
        help: 'Private windows and blocked site data are the usual reasons. Open the app in a normal window.',
      }
    case 'incomplete':
      return { title: 'Files are missing', help: `Pick these as well: ${message}. What is whole is kept.` }
    case 'strange':
      return {
        title: 'That is another file',
        help: `${message}: none of the ${model.files.length === 1 ? '' : `${countWords(model.files.length)} `}files of ${model.label}. “Its files” below names them.`,
      }
    case 'elsewhere':
      return {
        title: 'Another tab is getting it',
        help: 'Let it finish there, or close that tab, then try again.',
      }
    case 'failed':
      return { title: 'It could not be got', help: 'Try again. If it fails again, reload the page first.' }
  }
}
