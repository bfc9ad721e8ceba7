import type { Facts } from './facts/facts.ts'
import { verbOf } from './facts/verbs.ts'

const MIN_WORDS = 4
const MIN_CONFIDENCE = 0.35
/** Function words of English: every natural stretch of it is full of them. */
const COMMON = new Set(
  "the a an and or but so to of in on at by for with from it that this i we you he she they my our was were is are be had have has not no as if then there what when which who how do did don't didn't it's i'm just um uh yeah like me them her him one out up about all because would could can more than us his their your been after before some any only very well okay yes nothing into over".split(
    ' ',
  ),
)

/** Why an answer is not judged, in words for the person; null when it is. */
export function reasonToAbstain(
  { words, tokens, plain }: Facts,
  confidence: number | undefined,
): string | null {
  if (plain.trim() === '') return 'There was nothing to read in this answer.'
  const letters = plain.match(/[a-z]/g)?.length ?? 0
  const foreign = plain.match(/(?![\s£¥¤])[\u0080-\uffff]/g)?.length ?? 0
  if (foreign > letters) return 'This answer does not seem to be in English, so it was not judged.'
  if (words < MIN_WORDS) return 'The answer is too short to judge.'
  if (confidence !== undefined && confidence < MIN_CONFIDENCE)
    return 'The transcript is too uncertain to judge.'
  const said = tokens.filter(({ kind }) => kind === 'word')
  const common = said.filter(({ text }) => COMMON.has(text)).length
  const verbs = said.filter(({ text }) => verbOf(text) !== undefined).length
  if (said.length >= 8 && common < said.length * 0.15)
    return 'This answer does not read as English sentences, so it was not judged.'
  if (said.length >= 8 && common + verbs < said.length * 0.22)
    return 'This answer does not read as English sentences, so it was not judged.'
  return null
}
