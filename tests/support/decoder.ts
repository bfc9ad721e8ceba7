import { fileURLToPath } from 'node:url'
import { openDecoder, type Decoder } from '../../src/speech/align/decoder.ts'

const file = (name: string) =>
  fileURLToPath(new URL(`../../node_modules/soundswallower/model/en-us/${name}`, import.meta.url))

/** The real decoder with its model, read from the disk. */
export const openNodeDecoder = (): Promise<Decoder> =>
  openDecoder({
    featparams: file('feat_params.json'),
    mdef: file('mdef'),
    mean: file('means'),
    var: file('variances'),
    tmat: file('transition_matrices'),
    sendump: file('sendump'),
    dict: file('dict.txt'),
    fdict: file('noisedict.txt'),
  })
