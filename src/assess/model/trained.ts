import type { Assessment } from '../../../questions/finding.ts'
import { createMemory } from '../memory.ts'
import type { Assess, AnswerContext, AnswerText } from '../types.ts'
import { readBundle } from './bundle.ts'
import { createEncoder } from './encoder.ts'
import type { Reading } from './heads.ts'
import { caseOf, fullModel, judge, lightModel, sentencesToRead } from './judge.ts'
import type { Case, Model } from './judge.ts'

/** The assessment by the full trained model. */
export interface Trained {
  /** Reads an answer's sentences, as far as it is known; whatever was read before costs nothing. */
  read(answer: AnswerText, context: AnswerContext): Promise<void>
  /** Assesses an answer that was read; one that was not (or not to its end) is assessed by the light form. */
  assess: Assess
  close(): Promise<void>
}

/** Enough for an answer under way and its beginnings. */
const REMEMBERED = 32

/**
 * Judges the same words to the same prompt once. How long they took is left out: no judgement depends on it, and the
 * beginning of an answer stays what it is however the answer goes on. What could not be judged (null) is not kept.
 */
function judgedOnce<J extends Assessment | null>(judgeCase: (given: Case) => J) {
  const known = createMemory<J & Assessment>(REMEMBERED)
  return ({ text, confidence }: AnswerText, context: AnswerContext): J => {
    const key = JSON.stringify([text, confidence, context])
    const before = known.recall(key)
    if (before) return before
    const assessment = judgeCase(caseOf({ text, confidence, seconds: 0 }, context))
    return assessment && known.keep(key, assessment)
  }
}

/**
 * The light form, from its file's bytes: rules, facts and words, weighed by a trained model.
 * @throws Error where the bytes are no such file
 */
export function createLightAssess(lightBytes: Uint8Array<ArrayBuffer>): Assess {
  return judgedByLight(lightModel(readBundle(lightBytes)))
}

const judgedByLight = (model: Model) => judgedOnce((given) => judge(model, given, []))

/**
 * The full form, from both files' bytes. The caller sets where ONNX Runtime finds its WebAssembly, and closes it.
 * @throws Error where the bytes are no such files
 */
export async function createTrained(
  lightBytes: Uint8Array<ArrayBuffer>,
  fullBytes: Uint8Array<ArrayBuffer>,
): Promise<Trained> {
  const bundle = readBundle(fullBytes)
  const light = lightModel(readBundle(lightBytes))
  const full = fullModel(light, bundle)
  const encoder = await createEncoder(bundle)
  const judgeUnread = judgedByLight(light)
  const judgeRead = judgedOnce((given) => {
    const turns = sentencesToRead(given).map((sentences) => encoder.recall(sentences))
    const readings: Reading[][] = turns.filter((turn) => turn !== null)
    return readings.length === turns.length ? judge(full, given, readings) : null
  })
  return {
    read: (answer, context) => encoder.read(sentencesToRead(caseOf(answer, context)).flat()),
    assess: (answer, context) => judgeRead(answer, context) ?? judgeUnread(answer, context),
    close: () => encoder.close(),
  }
}
