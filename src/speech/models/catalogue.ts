/** A file of a model. */
export interface ModelFile {
  /** Its path below the model's folder, as the engine asks for it. */
  name: string
  bytes: number
  /** CRC-32C as its publisher states it, base64: it finds damage. */
  crc32c?: string
}

/** A model that turns speech into words. */
export interface SpeechModel {
  /** Recorded with every answer that it heard, and the name of its folder. Never given to another model. */
  id: string
  engine: 'moonshine' | 'whisper'
  /** Which size of the engine's models. */
  size: 'tiny-streaming' | 'small-streaming' | 'base.en'
  label: string
  licence: string
  /** In the order in which they are fetched: small ones first, so that what is wrong shows early. */
  files: readonly ModelFile[]
  /** Address of the folder at the model's host. */
  host: string
  /** Origins that a download from there touches, as a content policy names them. */
  origins: readonly string[]
  /** Whether words come while the person still speaks. */
  streams: boolean
  /** Gigabytes of memory below which it is not offered, where the browser tells. */
  memoryGb: number
}

const moonshineHost = 'https://download.moonshine.ai'
/** Each release of the models has a folder of its own, which is not changed afterwards. */
const moonshineRelease = 'quantized_26_07_30'
const tokenizer: ModelFile = { name: 'tokenizer.bin', bytes: 249_974, crc32c: 'B7s10Q==' }

/**
 * Sizes and CRC-32C of Moonshine's files are those that its own catalogue names. The decoder is the one that also
 * tells where in the sound it looked: times of words come from that. Whisper's sizes were seen elsewhere, and no
 * checksum. SHA-256 of either is published nowhere; it is recorded when a file is first kept, and checked from then on.
 */
export const speechModels: readonly SpeechModel[] = [
  {
    id: 'moonshine-tiny-streaming',
    engine: 'moonshine',
    size: 'tiny-streaming',
    label: 'Moonshine tiny',
    licence: 'MIT',
    host: `${moonshineHost}/model/tiny-streaming-en/${moonshineRelease}/`,
    origins: [moonshineHost],
    streams: true,
    memoryGb: 1,
    files: [
      { name: 'streaming_config.json', bytes: 509, crc32c: 'HGL0Ug==' },
      tokenizer,
      { name: 'adapter.ort', bytes: 1_319_664, crc32c: 'kwQ+Bw==' },
      { name: 'cross_kv.ort', bytes: 1_287_544, crc32c: '76wzFQ==' },
      { name: 'encoder.ort', bytes: 7_675_440, crc32c: 'UjAIpQ==' },
      { name: 'frontend.ort', bytes: 8_324_920, crc32c: 'AW9qsg==' },
      { name: 'decoder_kv_with_attention.ort', bytes: 32_515_016, crc32c: 'zFeWyQ==' },
    ],
  },
  {
    id: 'moonshine-small-streaming',
    engine: 'moonshine',
    size: 'small-streaming',
    label: 'Moonshine small',
    licence: 'MIT',
    host: `${moonshineHost}/model/small-streaming-en/${moonshineRelease}/`,
    origins: [moonshineHost],
    streams: true,
    memoryGb: 4,
    files: [
      { name: 'streaming_config.json', bytes: 512, crc32c: 'dPbFiw==' },
      tokenizer,
      { name: 'adapter.ort', bytes: 2_870_368, crc32c: 'XlWjTg==' },
      { name: 'cross_kv.ort', bytes: 5_356_536, crc32c: '5ySK8g==' },
      { name: 'frontend.ort', bytes: 30_984_520, crc32c: 'm6NCLA==' },
      { name: 'encoder.ort', bytes: 44_148_576, crc32c: '41D2jQ==' },
      { name: 'decoder_kv_with_attention.ort', bytes: 81_766_608, crc32c: 'IzJXVA==' },
    ],
  },
  {
    id: 'whisper-base.en_timestamped',
    engine: 'whisper',
    size: 'base.en',
    label: 'Whisper base',
    licence: 'Apache 2.0',
    host: 'https://huggingface.co/onnx-community/whisper-base.en_timestamped/resolve/main/',
    // The host hands large files over to its file servers.
    origins: ['https://huggingface.co', 'https://*.hf.co'],
    streams: false,
    memoryGb: 2,
    files: [
      { name: 'config.json', bytes: 2_197 },
      { name: 'generation_config.json', bytes: 1_556 },
      { name: 'preprocessor_config.json', bytes: 339 },
      { name: 'tokenizer_config.json', bytes: 282_662 },
      { name: 'tokenizer.json', bytes: 2_405_679 },
      { name: 'onnx/encoder_model_quantized.onnx', bytes: 23_159_173 },
      { name: 'onnx/decoder_model_merged_quantized.onnx', bytes: 53_712_196 },
    ],
  },
]

export const bytesOf = ({ files }: Pick<SpeechModel, 'files'>): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0)

export const hostNameOf = ({ host }: Pick<SpeechModel, 'host'>): string => new URL(host).host
