import type { Assess, AnswerContext, AnswerText } from '../types.ts'
import { readBundle } from './bundle.ts'
import { createEncoder } from './encoder.ts'
import type { Reading } from './heads.ts'
import { caseOf, fullModel, judge, lightModel, sentencesToRead } from './judge.ts'

/** The assessment by the full trained model. */
export interface Trained {
  /** Reads an answer's sentences, as far as it is known; whatever was read before costs nothing. */
  read(answer: AnswerText, context: AnswerContext): Promise<void>
  /** Assesses an answer that was read; one that was not (or not to its end) is assessed by the light form. */
  assess: Assess
  close(): Promise<void>
}

/**
 * The light form, from its file's bytes: rules, facts and words, weighed by a trained model.
 * @throws Error where the bytes are no such file
 */
export function createLightAssess(lightBytes: Uint8Array<ArrayBuffer>): Assess {
  const model = lightModel(readBundle(lightBytes))
  return (answer, context) => judge(model, caseOf(answer, context), [])
}

/**
 * The full form, from both files' bytes. The caller sets where ONNX Runtime finds its WebAssembly, and closes it.
 * @throws Error where the bytes are no such files
 */
export async function createTrained(
  lightBytes: Uint8Array<ArrayBuffer>,
  fullBytes: Uint8Array<ArrayBuffer>,
): Promise<Trained> {
  const lightBundle = readBundle(lightBytes)
  const bundle = readBundle(fullBytes)
  const light = lightModel(lightBundle)
  const full = fullModel(lightBundle, bundle)
  const encoder = await createEncoder(bundle)
  return {
    read: (answer, context) => encoder.read(sentencesToRead(caseOf(answer, context)).flat()),
    assess(answer, context) {
      const given = caseOf(answer, context)
      const turns = sentencesToRead(given).map((sentences) => encoder.recall(sentences))
      const readings: Reading[][] = turns.filter((turn) => turn !== null)
      return readings.length === turns.length ? judge(full, given, readings) : judge(light, given, [])
    },
    close: () => encoder.close(),
  }
}
