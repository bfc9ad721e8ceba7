import type { WordTime } from '../../../machines/heard.ts'
import { createEnergyOdds } from '../energy.ts'
import { FRAME_SAMPLES, SAMPLE_RATE } from '../format.ts'
import { loudnessOf } from '../level.ts'
import { createPhraseFinder, ENERGY_RULES } from '../phrases.ts'
import type { Phrase } from '../ports.ts'
import type { Decoder } from './decoder.ts'
import { fitOf, goodFit, isSpeakable, leastFit, timesOf } from './fit.ts'
import { followText } from './follow.ts'
import { UNHEARD, type FoundWord } from './network.ts'
import { forms } from './background.ts'
import { pronounce } from './pronounce.ts'
import { spokenWords, type SpokenWord } from './spoken.ts'

/**
 * Finds when the words of a text were said. `phrases` is where speech was found in the recording; where it is not
 * given, loudness tells.
 */
export type Align = (text: string, samples: Int16Array, phrases?: readonly Phrase[]) => WordTime[]

/** The sound of any speech, in the model's own phones. */
const anySpeech = '+SPN+'

export function createAlign(decoder: Decoder): Align {
  decoder.add(UNHEARD, anySpeech)
  /** Those ways of saying the word that the dictionary knows; the likeliest one, pronounced by its spelling, else. */
  const sayable = ({ ways: [likeliest, ...others], ...word }: SpokenWord): SpokenWord => {
    if (!likeliest) return { ...word, ways: [] }
    const known = [likeliest, ...others].filter((way) => way.every((each) => decoder.phonesOf(each) !== null))
    if (known.length > 0) return { ...word, ways: known }
    return { ...word, ways: likeliest.every((each) => learn(decoder, each)) ? [likeliest] : [] }
  }
  return (text, samples, phrases = loudPhrases(samples)) => {
    const words = spokenWords(text).map(sayable)
    const spoken = words.reduce((sum, { ways: [way] }) => sum + (way?.length ?? 1), 0)
    if (words.length === 0 || !isSpeakable(spoken, phrases)) return []
    const ways = words.map((word) => word.ways)
    let best = { fit: 0, found: [] as (FoundWord | null)[] }
    for (const form of forms(samples, phrases)) {
      const found = followText(decoder, ways, form, phrases)
      const fit = fitOf(words, found, phrases)
      if (fit > best.fit) best = { fit, found }
      if (best.fit >= goodFit) break
    }
    if (best.fit < leastFit) return []
    return timesOf(words, best.found, phrases, (samples.length / SAMPLE_RATE) * 1000)
  }
}

/** Whether the decoder knows the word, by its spelling if need be. */
function learn(decoder: Decoder, word: string): boolean {
  if (decoder.phonesOf(word) !== null) return true
  const phones = pronounce(word)
  if (phones === null) return false
  decoder.add(word, phones)
  return true
}

function loudPhrases(samples: Int16Array): Phrase[] {
  const odds = createEnergyOdds()
  const finder = createPhraseFinder(ENERGY_RULES)
  for (let at = 0; at + FRAME_SAMPLES <= samples.length; at += FRAME_SAMPLES) {
    const db = loudnessOf(samples.subarray(at, at + FRAME_SAMPLES))
    finder.push(odds(db), db)
  }
  return finder.phrases()
}
