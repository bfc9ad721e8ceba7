import dict from '../../../node_modules/soundswallower/model/en-us/dict.txt?url'
import featparams from '../../../node_modules/soundswallower/model/en-us/feat_params.json?url'
import mdef from '../../../node_modules/soundswallower/model/en-us/mdef?url'
import mean from '../../../node_modules/soundswallower/model/en-us/means?url'
import fdict from '../../../node_modules/soundswallower/model/en-us/noisedict.txt?url'
import sendump from '../../../node_modules/soundswallower/model/en-us/sendump?url'
import tmat from '../../../node_modules/soundswallower/model/en-us/transition_matrices?url'
import variance from '../../../node_modules/soundswallower/model/en-us/variances?url'
import wasm from '../../../node_modules/soundswallower/soundswallower.web.wasm?url'
import { openDecoder, type Decoder } from './decoder.ts'

/** Loads the decoder with its parts from the app's own origin: 10 MB. */
export const openModel = (): Promise<Decoder> =>
  openDecoder({ wasm, featparams, mdef, mean, var: variance, tmat, sendump, dict, fdict })
