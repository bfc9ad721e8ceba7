import createModule, { type Decoder as SoundSwallower } from 'soundswallower'
import type { Heard, Network } from './network.ts'

/** The parts of the decoder: where each lies. */
export interface DecoderFiles {
  /** The WebAssembly; where it is not given, the package finds its own. */
  wasm?: string
  featparams: string
  mdef: string
  mean: string
  var: string
  tmat: string
  sendump: string
  dict: string
  fdict: string
}

/** Hears which path through a network of words a recording takes. */
export interface Decoder {
  /** The phones of a word, between spaces; null for one that the dictionary does not have. */
  phonesOf(word: string): string | null
  /** Adds a word that the dictionary does not have. */
  add(word: string, phones: string): void
  /**
   * The pieces that were heard, in order, from 0 to the end; null where no path fits. All words have to be in the
   * dictionary. Takes longer with each state of the network, for each second.
   */
  hear(network: Network, samples: Int16Array): Heard[] | null
}

/**
 * Wide enough that a text with some words in it that were not said is still followed to its end. The narrower usual
 * ones (1e-48, 7e-29) lose one clean recording in ten.
 */
const beams = { beam: 1e-100, pbeam: 1e-100, wbeam: 1e-80 }

/** The C functions of soundswallower that its own classes do not pass on; numbers are addresses. */
interface Raw {
  _decoder_init_feat_s3file(decoder: number, lda: number): number
  _decoder_logmath(decoder: number): number
  _decoder_set_fsg(decoder: number, fsg: number): number
  _fsg_model_init(name: number, logmath: number, lw: number, states: number): number
  _fsg_model_word_add(fsg: number, word: number): number
  _fsg_model_trans_add(fsg: number, from: number, to: number, logOdds: number, word: number): void
  _fsg_model_null_trans_add(fsg: number, from: number, to: number, logOdds: number): number
  _fsg_set_states(fsg: number, first: number, last: number): void
  _logmath_log(logmath: number, odds: number): number
  _malloc(bytes: number): number
  _free(address: number): void
}

/** Loads soundswallower with its English model. Rejects where a part cannot be had. */
export async function openDecoder({ wasm, ...files }: DecoderFiles): Promise<Decoder> {
  const module = await createModule({
    ...(wasm === undefined ? {} : { locateFile: () => wasm }),
    // Its own log names words of what people said.
    print() {},
    printErr() {},
    // Else each file is looked for in a folder.
    defaultModel: null,
  } as Parameters<typeof createModule>[0])
  const {
    _decoder_init_feat_s3file: initFeatures,
    _decoder_logmath: logmathOf,
    _decoder_set_fsg: setNetwork,
    _fsg_model_init: newNetwork,
    _fsg_model_word_add: addWord,
    _fsg_model_trans_add: addArc,
    _fsg_model_null_trans_add: addStep,
    _fsg_set_states: setEnds,
    _logmath_log: logOf,
    _malloc: malloc,
    _free: free,
  } = module as unknown as Raw
  const decoder = new module.Decoder({ samprate: 16_000, loglevel: 'ERROR', ...beams, ...files })
  const { cdecoder } = decoder as unknown as { cdecoder: number }
  // It would ask the server for a file "null", for there is no such part of this model.
  Object.assign(decoder, {
    init_feat() {
      if (initFeatures(cdecoder, 0) === 0) throw new Error('The features could not be set up')
      return Promise.resolve()
    },
  })
  await decoder.initialize()
  const weight = Number(decoder.get_config('lw'))

  /** Lends a text to C. */
  function lend<T>(text: string, take: (address: number) => T): T {
    const bytes = new TextEncoder().encode(`${text}\0`)
    const address = malloc(bytes.length)
    module.HEAPU8.set(bytes, address)
    try {
      return take(address)
    } finally {
      free(address)
    }
  }

  function follow({ states, arcs }: Network): void {
    const logmath = logmathOf(cdecoder)
    const log = (odds: number) => Math.round(logOf(logmath, odds) * weight)
    const fsg = lend('text', (name) => newNetwork(name, logmath, weight, states))
    for (const { from, to, word, odds } of arcs) {
      if (word === null) addStep(fsg, from, to, log(odds))
      else {
        const id = lend(word, (text) => addWord(fsg, text))
        addArc(fsg, from, to, log(odds), id)
      }
    }
    setEnds(fsg, 0, states - 1)
    // From here on, the decoder owns it.
    if (setNetwork(cdecoder, fsg) < 0) throw new Error('The decoder did not take the text')
  }

  return {
    phonesOf: (word) => decoder.lookup_word(word),
    add: (word, phones) => decoder.add_words([word, phones]),
    hear(network, samples) {
      follow(network)
      decoder.start()
      try {
        decoder.process_audio(asFloats(samples), false, true)
      } finally {
        decoder.stop()
      }
      return heardBy(decoder)
    },
  }
}

function asFloats(samples: Int16Array): Float32Array {
  const floats = new Float32Array(samples.length)
  for (let i = 0; i < samples.length; i++) floats[i] = (samples[i] ?? 0) / 32_768
  return floats
}

function heardBy(decoder: SoundSwallower): Heard[] | null {
  const { t: text, w: pieces = [] } = decoder.get_alignment({})
  if (text === '') return null
  return pieces.map(({ t, b, d }) => ({
    word: t,
    startMs: Math.round(b * 1000),
    endMs: Math.round((b + d) * 1000),
  }))
}
