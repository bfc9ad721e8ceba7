import type { EngineFiles } from '../../src/speech/engines/protocol.ts'
import { constant, node, onnxModel, port } from './onnx.ts'

/** Frames of 20 ms in the 30 s that Whisper looks at. */
const frames = 1500
const timestamps = 1501

const json = (content: unknown) => new TextEncoder().encode(JSON.stringify(content))

/**
 * A model of Whisper's shape, of one head and some kilobytes, that hears the same words whatever is said: each at its
 * time, which it tells as Whisper does, by where it looked.
 * @param said words and when each begins, in ms
 */
export function whisperStandIn(said: readonly (readonly [word: string, atMs: number])[]): EngineFiles {
  const words = said.map(([word]) => `Ġ${word}`)
  const [end, start, noTimestamps] = [words.length, words.length + 1, words.length + 2]
  const firstTimestamp = noTimestamps + 1
  const size = firstTimestamp + timestamps
  const last = firstTimestamp + Math.min(frames, Math.round(((said.at(-1)?.[1] ?? 0) + 500) / 20))

  const next = new BigInt64Array(size).fill(BigInt(end))
  const chain = [start, firstTimestamp, ...words.keys(), last, end]
  for (const [index, token] of chain.slice(0, -1).entries()) next[token] = BigInt(chain[index + 1] ?? end)
  // Sharp, and nowhere quite nothing: where all tokens look alike, Whisper's times cannot be made out.
  const lookAt = (at: number) =>
    Float32Array.from({ length: frames }, (_, frame) => 1 / (1 + ((frame - at) / 4) ** 2))
  const glances = [0, ...said.map(([, atMs]) => Math.round(atMs / 20)), last - firstTimestamp].map(lookAt)
  const looks = new Float32Array(glances.length * frames)
  for (const [row, glance] of glances.entries()) looks.set(glance, row * frames)
  // Whatever is no word and not the last looks at the beginning.
  const rows = new BigInt64Array(size)
  for (const index of words.keys()) rows[index] = BigInt(index + 1)
  rows[last] = BigInt(glances.length - 1)

  const special = [
    ['<|endoftext|>', end],
    ['<|startoftranscript|>', start],
    ['<|notimestamps|>', noTimestamps],
    ...Array.from(
      { length: timestamps },
      (_, i) => [`<|${(i * 0.02).toFixed(2)}|>`, firstTimestamp + i] as const,
    ),
  ] as const
  const config = {
    model_type: 'whisper',
    architectures: ['WhisperForConditionalGeneration'],
    d_model: 1,
    decoder_layers: 1,
    decoder_attention_heads: 1,
    encoder_layers: 1,
    encoder_attention_heads: 1,
    max_source_positions: frames,
    max_target_positions: 448,
    num_mel_bins: 80,
    vocab_size: size,
    is_encoder_decoder: true,
    decoder_start_token_id: start,
    eos_token_id: end,
    bos_token_id: end,
    pad_token_id: end,
  }
  return [
    ['config.json', json(config)],
    [
      'generation_config.json',
      json({
        alignment_heads: [[0, 0]],
        decoder_start_token_id: start,
        eos_token_id: end,
        pad_token_id: end,
        no_timestamps_token_id: noTimestamps,
        is_multilingual: false,
        max_initial_timestamp_index: 1,
        max_length: 448,
      }),
    ],
    [
      'preprocessor_config.json',
      json({
        feature_extractor_type: 'WhisperFeatureExtractor',
        processor_class: 'WhisperProcessor',
        feature_size: 80,
        sampling_rate: 16000,
        hop_length: 160,
        n_fft: 400,
        chunk_length: 30,
        n_samples: 480000,
        nb_max_frames: 3000,
        padding_value: 0,
      }),
    ],
    [
      'tokenizer_config.json',
      json({ tokenizer_class: 'WhisperTokenizer', unk_token: '<|endoftext|>', eos_token: '<|endoftext|>' }),
    ],
    [
      'tokenizer.json',
      json({
        version: '1.0',
        added_tokens: special.map(([content, id]) => ({
          id,
          content,
          special: id < firstTimestamp,
          lstrip: false,
          rstrip: false,
          single_word: false,
          normalized: false,
        })),
        normalizer: null,
        pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
        post_processor: null,
        decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
        model: {
          type: 'BPE',
          vocab: Object.fromEntries([...words.entries()].map(([id, word]) => [word, id])),
          merges: [],
        },
      }),
    ],
    ['onnx/encoder_model_quantized.onnx', encoder()],
    ['onnx/decoder_model_merged_quantized.onnx', decoder(size, next, rows, looks)],
  ]
}

function encoder() {
  return onnxModel({
    nodes: [node('Identity', ['nothing'], 'last_hidden_state')],
    constants: [constant('nothing', [1, frames, 1], new Float32Array(frames))],
    inputs: [port('input_features', 'float', ['batch', 80, 3000])],
    outputs: [port('last_hidden_state', 'float', [1, frames, 1])],
  })
}

/** Says what comes next after each token, and where it looked for that token. */
function decoder(size: number, next: BigInt64Array, rows: BigInt64Array, looks: Float32Array) {
  const kept = (name: string) => port(name, 'float', ['batch', 1, name, 1])
  return onnxModel({
    nodes: [
      node('Gather', ['next', 'input_ids'], 'chosen'),
      node('OneHot', ['chosen', 'size', 'offOn'], 'logits'),
      node('Gather', ['rows', 'input_ids'], 'row'),
      node('Gather', ['looks', 'row'], 'looked'),
      node('Unsqueeze', ['looked', 'one'], 'cross_attentions.0'),
      node('Cast', ['input_ids'], 'seen', { to: 1 }),
      node('Unsqueeze', ['seen', 'oneAndThree'], 'column'),
      ...['key', 'value'].flatMap((part) => [
        node('Concat', [`past_key_values.0.decoder.${part}`, 'column'], `present.0.decoder.${part}`, {
          axis: 2,
        }),
        node('Identity', [`past_key_values.0.encoder.${part}`], `present.0.encoder.${part}`),
      ]),
    ],
    constants: [
      constant('next', [size], next),
      constant('rows', [size], rows),
      constant('looks', [looks.length / frames, frames], looks),
      constant('size', [1], BigInt64Array.of(BigInt(size))),
      constant('offOn', [2], Float32Array.of(0, 50)),
      constant('one', [1], BigInt64Array.of(1n)),
      constant('oneAndThree', [2], BigInt64Array.of(1n, 3n)),
    ],
    inputs: [
      port('input_ids', 'int64', ['batch', 'length']),
      port('encoder_hidden_states', 'float', ['batch', frames, 1]),
      ...['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value'].map((part) =>
        kept(`past_key_values.0.${part}`),
      ),
      port('use_cache_branch', 'bool', [1]),
    ],
    outputs: [
      port('logits', 'float', ['batch', 'length', size]),
      ...['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value'].map((part) =>
        kept(`present.0.${part}`),
      ),
      port('cross_attentions.0', 'float', ['batch', 1, 'length', frames]),
    ],
  })
}
