import type { Heard, WordTime } from '../../../machines/heard.ts'
import type { Transcript } from '../recogniser.ts'

/** A word as an engine tells it; times in ms from the take's first sample. */
export interface SaidWord {
  text: string
  startMs: number
  endMs: number
  /** 0..1; null where the engine gives none. */
  confidence: number | null
}

/** A phrase as an engine tells it: its text, and its words in order where their times are known. */
export interface SaidLine {
  text: string
  words: readonly SaidWord[]
}

/** Characters that an engine's words may leave out before one of them: a dash, a bracket, a word or two. */
const reach = 40

/**
 * One transcript of all lines. Words get their offsets into the text; those that do not stand in it where their turn
 * is are left out. Times are kept within the take, in order.
 * @param takeMs how long the take is
 */
export function transcriptOf(
  lines: readonly SaidLine[],
  takeMs: number,
  how: Pick<Heard, 'engine' | 'fillers'>,
): Transcript {
  let text = ''
  const words: WordTime[] = []
  const confidences: number[] = []
  for (const line of lines) {
    const said = line.text.replace(/\s+/g, ' ').trim()
    if (said === '') continue
    if (text !== '') text += ' '
    let from = text.length
    text += said
    for (const word of line.words) {
      if (word.confidence !== null && Number.isFinite(word.confidence)) confidences.push(word.confidence)
      const placed = place(word, text, from)
      if (!placed) continue
      from = placed.end
      words.push(inOrder(placed, words.at(-1), takeMs))
    }
  }
  return {
    text,
    heard: {
      ...how,
      times: words.length > 0 ? 'native' : 'none',
      confidence: confidences.length > 0 ? meanOf(confidences) : null,
      words,
    },
  }
}

function place(word: SaidWord, text: string, from: number): WordTime | null {
  const wanted = word.text.trim()
  if (wanted === '' || !Number.isFinite(word.startMs) || !Number.isFinite(word.endMs)) return null
  const within = text.slice(from, from + reach + wanted.length)
  const exact = within.indexOf(wanted)
  const found = exact >= 0 ? exact : foldedIndex(within, wanted)
  if (found < 0) return null
  const start = from + found
  return { start, end: start + wanted.length, startMs: word.startMs, endMs: word.endMs }
}

/** As `indexOf`, whatever the case; -1 where a lower case has another length, which would shift what follows. */
function foldedIndex(text: string, wanted: string): number {
  const [lower, lowerWanted] = [text.toLowerCase(), wanted.toLowerCase()]
  if (lower.length !== text.length || lowerWanted.length !== wanted.length) return -1
  return lower.indexOf(lowerWanted)
}

function inOrder(word: WordTime, before: WordTime | undefined, takeMs: number): WordTime {
  const startMs = Math.min(Math.max(word.startMs, before?.startMs ?? 0, 0), takeMs)
  return { ...word, startMs, endMs: Math.min(Math.max(word.endMs, startMs), takeMs) }
}

const meanOf = (all: readonly number[]): number =>
  Math.min(1, Math.max(0, all.reduce((sum, each) => sum + each, 0) / all.length))
