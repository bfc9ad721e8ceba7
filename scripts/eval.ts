/**
 * Prints how well the assessment does on labelled answers: by cross-validation over writers (the predictions that
 * training made for each writer without having seen them), and on the blind part by the model as it ships, with a row
 * for each signal. With --light, the blind part by the light form as well.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { corpusLines, linesOf, parseCase, predict, predictTrained, type Prediction } from './cases.ts'
import { steady } from '../src/assess/steady.ts'
import { openLight, openTrained } from './trained.ts'

const corpus = fileURLToPath(new URL('../tests/corpus/', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'mockloop-eval-'))

function score(title: string, labelled: string[], predictions: Prediction[]): void {
  const [labels, given] = [join(scratch, 'labels.jsonl'), join(scratch, 'predictions.jsonl')]
  writeFileSync(labels, labelled.join('\n'))
  writeFileSync(given, predictions.map((p) => JSON.stringify(p)).join('\n'))
  const { stdout } = spawnSync(process.execPath, [join(corpus, 'score.mjs'), labels, given, '--detail'], {
    encoding: 'utf8',
  })
  console.log(`\n${title}`)
  for (const line of stdout.split('\n')) if (/^(signals|covered|next|quotes| )/.test(line)) console.log(line)
}

const outOfFold = join(corpus, 'out-of-fold.jsonl')
if (existsSync(outOfFold)) {
  const predictions = linesOf(outOfFold).map((line) => JSON.parse(line) as Prediction)
  const known = new Set(predictions.map((p) => p.id))
  const labelled = corpusLines().filter((line) => known.has(parseCase(line).id))
  score(`Cross-validation over writers, ${labelled.length} cases`, labelled, predictions)
}

const blindPart = join(corpus, 'blind')
const blind = readdirSync(blindPart)
  .toSorted()
  .flatMap((name) => linesOf(join(blindPart, name)))
const trained = await openTrained()
const full: Prediction[] = []
for (const line of blind) full.push(await predictTrained(parseCase(line), trained))
score(`Blind part, ${blind.length} cases, as it ships`, blind, full)
if (process.argv.includes('--light')) {
  const light = steady(openLight())
  score(
    `Blind part, ${blind.length} cases, light form`,
    blind,
    blind.map((line) => predict(parseCase(line), light)),
  )
}
await trained.close()
rmSync(scratch, { recursive: true })
