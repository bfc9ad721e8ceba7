import { SAMPLE_RATE } from '../format.ts'
import type { Phrase } from '../ports.ts'
import { TUNE_MS, tuneOf, type Tune } from './prosody.ts'

/** Ms of sound that are kept: what is looked at, and how much later than the sound itself its end is known. */
const KEPT_MS = TUNE_MS + 1500

const samplesIn = (ms: number) => Math.round((ms * SAMPLE_RATE) / 1000)

/** The latest sound of a take, for the melody of its phrases' ends. */
export function latestSound() {
  let pieces: Int16Array[] = []
  /** Samples that came in all, and of these in `pieces`. */
  let total = 0
  let kept = 0
  return {
    add(piece: Int16Array) {
      pieces.push(piece)
      total += piece.length
      kept += piece.length
      while (kept - (pieces[0]?.length ?? kept) >= samplesIn(KEPT_MS)) kept -= pieces.shift()?.length ?? 0
    },
    /** Of a phrase that has ended; undefined where its end has not come yet. */
    tune({ startMs, endMs }: Phrase): Tune | undefined {
      const to = samplesIn(endMs)
      if (to > total) return undefined
      const first = total - kept
      const from = Math.max(samplesIn(startMs), to - samplesIn(TUNE_MS), first)
      if (from >= to) return null
      const all = new Int16Array(kept)
      let at = 0
      for (const piece of pieces) {
        all.set(piece, at)
        at += piece.length
      }
      pieces = [all]
      return tuneOf(all.subarray(from - first, to - first))
    },
  }
}
