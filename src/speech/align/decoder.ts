import createModule, { type Decoder as SoundSwallower } from 'soundswallower'
import type { Heard } from './grammar.ts'

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

/** Hears which path through a grammar a recording takes. */
export interface Decoder {
  /** The phones of a word, between spaces; null for one that the dictionary does not have. */
  phonesOf(word: string): string | null
  /** Adds a word that the dictionary does not have. */
  add(word: string, phones: string): void
  /** The pieces that were heard, in order, from 0 to the end; null where no path through the grammar fits. */
  hear(grammar: string, samples: Int16Array): Heard[] | null
}

/**
 * Wide enough that a text with some words in it that were not said is still followed to its end. The narrower usual
 * ones (1e-48, 7e-29) lose one clean recording in ten.
 */
const beams = { beam: 1e-100, pbeam: 1e-100, wbeam: 1e-80 }

/** What the package does not tell TypeScript. */
interface Internals {
  init_feat(): Promise<void>
}

/** Loads soundswallower with its English model. Rejects where a part cannot be had. */
export async function openDecoder({ wasm, ...files }: DecoderFiles): Promise<Decoder> {
  const module = await createModule({
    ...(wasm === undefined ? {} : { locateFile: () => wasm }),
    // Its own logging names words of what people said.
    print() {},
    printErr() {},
    // Without it, each file is looked for in a folder.
    defaultModel: null,
  } as Parameters<typeof createModule>[0])
  const raw = module as unknown as { _decoder_init_feat_s3file(decoder: number, lda: number): number }
  const decoder = new module.Decoder({ samprate: 16_000, loglevel: 'ERROR', ...beams, ...files })
  const { cdecoder } = decoder as unknown as { cdecoder: number }
  // It would ask its server for a file "null", for there is no such file in this model.
  const features: Internals = {
    init_feat() {
      if (raw._decoder_init_feat_s3file(cdecoder, 0) === 0)
        throw new Error('The features could not be set up')
      return Promise.resolve()
    },
  }
  Object.assign(decoder, features)
  await decoder.initialize()
  return {
    phonesOf: (word) => decoder.lookup_word(word) as string | null,
    add: (word, phones) => decoder.add_words([word, phones]),
    hear(grammar, samples) {
      decoder.set_grammar(grammar)
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
