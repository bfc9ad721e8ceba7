/**
 * Predictions of each fold's models for the writers that they have not seen, a line a case.
 * Usage: tsx scripts/train/folds.ts WORK ANSWERS.jsonl... > tests/corpus/out-of-fold.jsonl
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from 'onnxruntime-web/wasm'
import { createTrained } from '../../src/assess/model/trained.ts'
import { linesOf, parseCase, predictTrained } from '../cases.ts'

const [work, ...files] = process.argv.slice(2)
if (work === undefined || files.length === 0) throw new Error('Usage: folds.ts WORK ANSWERS.jsonl...')
env.wasm.numThreads = 1
const cases = files.flatMap(linesOf).map(parseCase)
const bytes = (name: string) => new Uint8Array(readFileSync(join(work, name)))
const folds = JSON.parse(readFileSync(join(work, 'folds.json'), 'utf8')) as string[][]
for (const [at, writers] of folds.entries()) {
  const trained = await createTrained(bytes(`fold-${at}-light.bin`), bytes(`fold-${at}-full.bin`))
  for (const given of cases)
    if (writers.includes(given.id.split('-')[0] ?? ''))
      console.log(JSON.stringify(await predictTrained(given, trained)))
  await trained.close()
}
