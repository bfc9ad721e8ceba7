import type { Ending } from './ending.ts'
import type { TurnMode } from './modes.ts'
import { longPause } from './pauses.ts'
import type { Tune } from './prosody.ts'
import type { Trust } from './stops.ts'

/** What is known at a pause. */
export interface Evidence {
  mode: TurnMode
  /** What the words say; null without words, or where they have not come as far as the speech. */
  ending: Ending | null
  /** Of full stops at pauses. */
  trust: Trust
  tune: Tune
  /** Ms of speech in this answer. */
  spokenMs: number
  /** The person's pauses in this session, oldest first, in ms. */
  pauses: readonly number[]
}

/** Ms of silence: never less, mostly, never more. */
interface Range {
  least: number
  usual: number
  most: number
}

/**
 * What is promised of hands-free, measured from the last sound to the end of the answer: in mid-sentence no end before
 * 4 s, after a finished answer none after 1.5 s; without words none before 2.5 s and none after 3.5 s. The ranges keep
 * 150 to 300 ms away from that, since ends of speech are found to about 100 ms.
 */
const RANGES: Record<'closing' | 'complete' | 'unknown' | 'incomplete' | 'searching', Range> = {
  closing: { least: 700, usual: 800, most: 1000 },
  complete: { least: 1100, usual: 1300, most: 1300 },
  unknown: { least: 2750, usual: 3200, most: 3250 },
  incomplete: { least: 4300, usual: 5000, most: 8000 },
  searching: { least: 6000, usual: 7000, most: 12_000 },
}

/** Until so much was said, a sentence is the first of an answer and not the answer. */
const FIRST_SENTENCE_MS = 3500
/** Silence is stretched until so much was said, at the very beginning by half. */
const FIRST_MS = 8000
/** Without words, less speech than this is a cough or an "um": no answer yet. */
const HARDLY_SPOKEN_MS = 1000
/** The long pause of a person whose silence is neither stretched nor shortened. */
const USUAL_PAUSE_MS = 1000

const PATIENCE: Record<Exclude<TurnMode, 'manual'>, number> = { 'hands-free': 1, patient: 2 }

/**
 * Ms of silence after which the answer is taken to be over; Infinity where no silence ends it. It is longer at the
 * beginning of an answer and for a person whose pauses run long, and never leaves the range of what the words say.
 */
export function neededSilence(evidence: Evidence): number {
  const { mode, ending, spokenMs, pauses } = evidence
  if (mode === 'manual' || ending === 'nothing') return Infinity
  if (ending === null && spokenMs < HARDLY_SPOKEN_MS) return Infinity
  const range = rangeOf(evidence)
  const { least, usual, most } = RANGES[range]
  const beginning = 1 + 0.5 * Math.max(0, 1 - spokenMs / FIRST_MS)
  const person = between(0.7, (longPause(pauses) ?? USUAL_PAUSE_MS) / USUAL_PAUSE_MS, 2)
  const needed = between(least, usual * beginning * person * melody(range, evidence.tune), most)
  return needed * PATIENCE[mode]
}

function rangeOf({ ending, trust, tune, spokenMs }: Evidence): keyof typeof RANGES {
  switch (ending) {
    case null:
    case 'nothing':
      return 'unknown'
    case 'doubtful':
      if (trust === 'failed') return 'incomplete'
      if (tune === 'goes-on' || (trust === 'unproven' && tune === null)) return 'unknown'
      break
    case 'complete':
      if (trust === 'failed' && tune !== 'ends') return 'unknown'
      break
    default:
      return ending
  }
  return spokenMs >= FIRST_SENTENCE_MS ? 'complete' : 'unknown'
}

/** The melody of the voice is a hint where nothing else is known, and no more than that. */
function melody(range: keyof typeof RANGES, tune: Tune): number {
  if (range !== 'unknown') return 1
  return tune === 'ends' ? 0.9 : tune === 'goes-on' ? 1.1 : 1
}

const between = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value))
