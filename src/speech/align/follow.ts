import { SAMPLE_RATE } from '../format.ts'
import type { Phrase } from '../ports.ts'
import type { Decoder } from './decoder.ts'
import { lengthOf, speechWithin } from './fit.ts'
import { networkOf, wholeText, wordsFound, type Ends, type FoundWord, type Ways } from './network.ts'
import { piecesOf } from './pieces.ts'

/** Up to here a text is followed through its recording in one piece. */
const wholeWords = 160
/** Words at the beginning of a piece that may have been said at the end of the one before. */
const lateWords = 6
/** More words than this never belong to a piece: the text has lost its recording. */
const mostWords = 400

/**
 * Where each word of a text is in a recording; null for one that is nowhere. Empty where the text is lost.
 */
export function followText(
  decoder: Decoder,
  words: Ways,
  samples: Int16Array,
  phrases: readonly Phrase[],
): (FoundWord | null)[] {
  const durationMs = (samples.length / SAMPLE_RATE) * 1000
  const whole = [{ startMs: 0, endMs: durationMs }]
  const pieces = words.length <= wholeWords ? whole : piecesOf(phrases, durationMs)
  const found: (FoundWord | null)[] = []
  let speechLeft = lengthOf(phrases)
  let late = lateWords
  for (const [i, piece] of pieces.entries()) {
    const isLast = i === pieces.length - 1
    const speech = speechWithin(piece, phrases)
    const left = words.length - found.length
    const expected = speechLeft <= 0 ? left : (left * speech) / speechLeft
    const count = isLast ? left : Math.min(left, late + lateWords + Math.ceil(expected * 1.5))
    if (count > mostWords) return []
    speechLeft -= speech
    const ends: Ends = pieces.length === 1 ? wholeText : { late, early: !isLast }
    const part = followPiece(
      decoder,
      words.slice(found.length, found.length + count),
      cut(samples, piece),
      ends,
    )
    const last = isLast ? part.length : part.findLastIndex((word) => word !== null) + 1
    for (const word of part.slice(0, last)) found.push(word && later(word, piece.startMs))
    late = lateWords
    if (last > 0) continue
    // What was said here is lost. It goes on with the least that can have been, and looks further.
    const least = Math.min(left, Math.floor(expected * 0.6))
    found.push(...Array.from({ length: least }, () => null))
    late += Math.ceil(expected) - least
  }
  return found
}

function followPiece(decoder: Decoder, words: Ways, samples: Int16Array, ends: Ends): (FoundWord | null)[] {
  const heard = decoder.hear(networkOf(words, ends), samples)
  return heard ? wordsFound(words, heard, ends) : []
}

const cut = (samples: Int16Array, { startMs, endMs }: Phrase): Int16Array =>
  samples.subarray(Math.round((startMs * SAMPLE_RATE) / 1000), Math.round((endMs * SAMPLE_RATE) / 1000))

const later = ({ startMs, endMs, heard }: FoundWord, byMs: number): FoundWord => ({
  startMs: startMs + byMs,
  endMs: endMs + byMs,
  heard,
})
