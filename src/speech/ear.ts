import { SILENT_DB, toDb } from './level.ts'
import type { HeardFrame } from './ports.ts'

/** What is likely speech, and what surely is. */
const LIKELY = 0.5
const SURE = 0.9
/** Somebody speaks who has been heard for so long... */
const SUSTAINED_MS = 400
/** ...nearly all of it likely, much of it sure, half of it loud. */
const WINDOW_FRAMES = 14
const LIKELY_FRAMES = 12
const SURE_FRAMES = 6
const LOUD_FRAMES = 7
/** So many frames of somebody make a beginning, that may yet come to nothing. */
const BEGINNING_FRAMES = 3
/** Louder than the interviewer's line ever was by this much. Lines differ by less, and so does the gain. */
const ABOVE_ECHO_DB = 8
/** Between the syllables the voice may be this much softer than that... */
const SOFTER_DB = 6
/** ...for so many frames. */
const SOFT_FRAMES = 4
/** Where no line sounds, nothing softer than this is a voice at a microphone. */
const SOFTEST_DB = -55
/** The echo is as loud as the loudest twentieth of a line, in the loudest of so many lines. */
const LOUDEST_SHARE = 0.05
const LINES = 3
/** Where so many times in a line nobody was there after all, the rest of it is only learnt from. */
const FALSE_ALARMS = 2
/** A line of less has not been heard: half a second. */
const FEW_FRAMES = 16
/** What a line sounded like at its end: frames, and how much softer than its loudest they may be. */
const END_FRAMES = 8
const END_BELOW_DB = 20
/**
 * Once the line was stopped it may sound on for this long. Who still speaks after that, in so many frames of the next
 * quarter of a second, is not the line.
 */
const SOUNDS_ON_MS = 450
const LOOKED_AT_MS = 300
const GOES_ON_FRAMES = 4

/** Listens to one line of the interviewer's. */
export interface LineEar {
  /**
   * Takes the next frame. `aloud`: whether the line sounds, or is only shown. Returns where somebody began to speak
   * over the line, in ms of the capture's samples, once that is beyond doubt; else null.
   */
  hear(frame: HeardFrame, aloud: boolean): number | null
  /** Where somebody is just beginning to speak, as far as it looks; null where nobody does. */
  beginning(): number | null
  /** How loud the line is, in dB of full scale; null where it is not heard at its end. */
  tailDb(): number | null
  /** The line was stopped for somebody. Tells with later frames whether that one goes on; null as long as that is open. */
  stopped(): (frame: HeardFrame) => boolean | null
  /** The line is over: what was heard of it is learnt. */
  end(): void
}

/**
 * Knows the interviewer's voice at the microphone from the candidate's, by how loud the lines before were. The first
 * line that sounds is only learnt from.
 */
export function createEar(): { line(): LineEar } {
  const echoes: number[] = []
  return { line: () => listenToLine(echoes) }
}

function listenToLine(echoes: number[]): LineEar {
  const levels: number[] = []
  /** Of the frames that were too loud for the line: somebody, or a line that has become louder. */
  let louder: number[] = []
  let window: { atMs: number; likelihood: number; db: number }[] = []
  /** Since when there has been a voice louder than the line. */
  let begun: { atMs: number; loud: number; soft: number } | null = null
  let sounds = false
  let falseAlarms = 0
  const learnt = echoes.length > 0 ? Math.max(...echoes) : null
  /** Most of a line is never somebody else. */
  const ownDb = () => loudest(louder.length > levels.length ? [...levels, ...louder] : levels)
  const echoDb = () => learnt ?? ownDb()
  const needed = () => {
    if (!sounds) return SOFTEST_DB
    return learnt === null || falseAlarms >= FALSE_ALARMS
      ? Infinity
      : Math.max(SOFTEST_DB, learnt + ABOVE_ECHO_DB)
  }

  function follow(atMs: number, likelihood: number, db: number): void {
    if (likelihood >= LIKELY && db >= needed()) {
      begun ??= { atMs, loud: 0, soft: 0 }
      begun.loud++
      begun.soft = 0
    } else if (begun) {
      const between = likelihood >= LIKELY && db >= needed() - SOFTER_DB
      begun.soft += between ? 0 : 1
      if (begun.soft > SOFT_FRAMES) begun = null
    }
  }

  return {
    hear(frame, aloud) {
      sounds ||= aloud
      const db = Math.max(SILENT_DB, toDb(frame.rms))
      // Loudness alone knows no voice from a cough, so nobody is interrupted by it.
      const likelihood = frame.likelihood ?? 0
      window = [...window, { atMs: frame.atMs, likelihood, db }].slice(-WINDOW_FRAMES)
      follow(frame.atMs, likelihood, db)
      ;(begun && sounds ? louder : levels).push(db)
      const enough = (frames: number, is: (heard: (typeof window)[number]) => boolean) =>
        window.filter(is).length >= frames
      const speaks =
        begun !== null &&
        frame.atMs - begun.atMs >= SUSTAINED_MS &&
        enough(LIKELY_FRAMES, (heard) => heard.likelihood >= LIKELY) &&
        enough(SURE_FRAMES, (heard) => heard.likelihood >= SURE) &&
        enough(LOUD_FRAMES, (heard) => heard.db >= needed())
      return speaks && begun ? begun.atMs : null
    },
    beginning: () => (begun && begun.loud >= BEGINNING_FRAMES ? begun.atMs : null),
    tailDb() {
      const echo = echoDb()
      if (!sounds || echo === null) return null
      return window.slice(-END_FRAMES).some(({ db }) => db >= echo - END_BELOW_DB) ? echo : null
    },
    stopped() {
      let since: number | null = null
      let speech = 0
      const over = needed() - SOFTER_DB
      window = []
      begun = null
      return ({ atMs, likelihood, rms }) => {
        since ??= atMs
        const passed = atMs - since
        if (passed < SOUNDS_ON_MS) return null
        if ((likelihood ?? 0) >= LIKELY && toDb(rms) >= over) speech++
        if (speech >= GOES_ON_FRAMES) return true
        if (passed < SOUNDS_ON_MS + LOOKED_AT_MS) return null
        // Nobody. Once that is a cough; twice it was the line itself that was so loud.
        if (++falseAlarms >= FALSE_ALARMS) levels.push(...louder)
        louder = []
        return false
      }
    },
    end() {
      const own = ownDb()
      if (!sounds || own === null) return
      echoes.push(own)
      if (echoes.length > LINES) echoes.shift()
    },
  }
}

/** The level that the loudest twentieth reaches; null where there are too few. */
function loudest(levels: readonly number[]): number | null {
  if (levels.length < FEW_FRAMES) return null
  const sorted = levels.toSorted((a, b) => b - a)
  return sorted[Math.floor(sorted.length * LOUDEST_SHARE)] ?? null
}
