import { voiceLevel, withoutOthers } from './background.ts'
import { FRAME_MS } from './format.ts'
import type { Phrase } from './ports.ts'

export interface PhraseRules {
  /** A phrase begins where `beginFrames` frames in a row are at least this likely. */
  begin: number
  beginFrames: number
  /** It counts once so many of its frames were at least this likely: music, breath and knocks are never that sure. */
  sure: number
  sureFrames: number
  /**
   * Before the first sure frame more unlikely ones in a row than these part it from what came before: that was the
   * breath that was drawn for it.
   */
  dipFrames: number
  /** An open phrase goes on through frames at least this likely... */
  hold: number
  /** ...and through fewer unlikely ones than this: shorter gaps are inside words and between them. */
  gapFrames: number
  /** Of an open phrase, the last frame at least this likely carries its reported end... */
  edge: number
  /** ...less these frames, by which the detector is known to be late at an end. */
  lateFrames: number
  /** Whether loudness has a say where other voices are taken for the one at the microphone. */
  others: boolean
}

/**
 * For Silero v6. Held frames trail the voice by 55 ms clean and by 90 to 125 ms at 10 dB; the last frame at 0.7 less
 * one frame is within 25 ms at the median and 75 ms at the 95th percentile clean, 35 and 130 ms at 10 dB; starts are
 * within 14 and 82 ms in all (25 synthetic voices, soft, fast, slow and high ones among them, in 9 noises at 20, 10
 * and 5 dB, with clicks and breath before phrases, 1700 phrases; 17 recordings without speech).
 */
export const SILERO_RULES: PhraseRules = {
  begin: 0.5,
  beginFrames: 2,
  sure: 0.9,
  sureFrames: 3,
  dipFrames: 1,
  hold: 0.5,
  gapFrames: 6,
  edge: 0.7,
  lateFrames: 1,
  others: true,
}

/** For loudness, which has no memory and so no lag. */
export const ENERGY_RULES: PhraseRules = {
  ...SILERO_RULES,
  beginFrames: 3,
  sure: 0.5,
  hold: 0.2,
  edge: 0.2,
  lateFrames: 0,
  others: false,
}

export interface Found {
  /** In order and apart; an open one ends at its last speech frame. */
  phrases: Phrase[]
  /** Whether a phrase is open, be it one that does not count yet. */
  speaking: boolean
}

/** Finds phrases in frames as they come. */
function createCutter(rules: PhraseRules) {
  const closed: Phrase[] = []
  let frame = -1
  let likelyRun = 0
  let sureRun = 0
  let open: { first: number; sure: number; lastLikely: number; lastHeld: number; lastEdge: number } | null =
    null

  const counts = () => open !== null && open.sure >= rules.sureFrames
  const asPhrase = (first: number, lastEdge: number): Phrase => ({
    startMs: first * FRAME_MS,
    endMs: Math.max(first + 1, lastEdge + 1 - rules.lateFrames) * FRAME_MS,
  })

  return {
    push(likelihood: number) {
      frame++
      likelyRun = likelihood >= rules.begin ? likelyRun + 1 : 0
      sureRun = likelihood >= rules.sure ? sureRun + 1 : 0
      if (!open) {
        if (likelyRun < rules.beginFrames) return
        const first = frame - rules.beginFrames + 1
        const sure = Math.min(sureRun, rules.beginFrames)
        open = { first, sure, lastLikely: frame, lastHeld: frame, lastEdge: frame }
        return
      }
      if (likelihood >= rules.begin) {
        if (open.sure === 0 && frame - open.lastLikely > rules.dipFrames + 1) open.first = frame
        open.lastLikely = frame
      }
      if (likelihood >= rules.sure) open.sure++
      if (likelihood >= rules.hold) open.lastHeld = frame
      if (likelihood >= rules.edge) open.lastEdge = frame
      if (frame - open.lastHeld < rules.gapFrames) return
      if (counts()) closed.push(asPhrase(open.first, open.lastEdge))
      open = null
    },
    found: (): Found => ({
      phrases: open && counts() ? [...closed, asPhrase(open.first, open.lastEdge)] : [...closed],
      speaking: open !== null,
    }),
  }
}

/**
 * The phrases in a run of frames. Reports the first and the last speech frame, never the moment of a decision.
 * @param likelihoods of speech, 0..1
 */
export function findPhrases(likelihoods: readonly number[], rules: PhraseRules = SILERO_RULES): Found {
  const cutter = createCutter(rules)
  for (const likelihood of likelihoods) cutter.push(likelihood)
  return cutter.found()
}

export interface PhraseFinder {
  /** Takes the likelihood of speech, 0..1, of the next frame, and its loudness. Returns whether a phrase began, counts, or ended by it. */
  push(likelihood: number, db: number): boolean
  /** All phrases so far, as they are known by now: what comes later may show that one was not the speaker's. */
  phrases(): Phrase[]
  /** Whether a phrase is open, be it one that does not count yet. */
  readonly speaking: boolean
  /** Ms of frames that came so far. */
  readonly ms: number
  /** How loud the speaker is, in dB of full scale; null as long as that is not known. */
  readonly voiceDb: number | null
}

/** Other voices are looked for with every so many frames, among all that came; where there are some, more often. */
const LOOK_FRAMES = 8
const LOOK_FRAMES_AMONG = 2

/**
 * Cuts a run of frames into phrases while they come.
 * @param voiceDb how loud the speaker was before, if that is known
 */
export function createPhraseFinder(
  rules: PhraseRules = SILERO_RULES,
  voiceDb: number | null = null,
): PhraseFinder {
  const likelihoods: number[] = []
  const db: number[] = []
  const cutter = createCutter(rules)
  /** What is left where other voices were heard. */
  let among: Found | null = null
  let told: Found = { phrases: [], speaking: false }

  const louder = (here: number | null) =>
    here === null || voiceDb === null ? (here ?? voiceDb) : Math.max(here, voiceDb)
  function look(): void {
    const here = rules.others ? voiceLevel(likelihoods, db) : null
    const voice = rules.others ? louder(here) : null
    const own = voice === null ? likelihoods : withoutOthers(likelihoods, db, voice, here)
    among = own === likelihoods ? null : findPhrases(own, rules)
  }
  const now = () => among ?? cutter.found()

  return {
    push(likelihood, level) {
      likelihoods.push(likelihood)
      db.push(level)
      cutter.push(likelihood)
      if (likelihoods.length % (among ? LOOK_FRAMES_AMONG : LOOK_FRAMES) === 0) look()
      const before = told
      told = now()
      return told.speaking !== before.speaking || told.phrases.length !== before.phrases.length
    },
    phrases() {
      look()
      return now().phrases
    },
    get speaking() {
      return told.speaking
    },
    get ms() {
      return likelihoods.length * FRAME_MS
    },
    get voiceDb() {
      return louder(voiceLevel(likelihoods, db))
    },
  }
}
