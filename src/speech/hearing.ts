import { toDb } from './level.ts'
import type { CaptureState, HeardFrame } from './ports.ts'

/** An open microphone in a quiet room stays above this; a muted or wrong device does not. */
const SILENT_BELOW_DB = -62
const QUIET_BELOW_DB = -40
/** What is this loud is more than a quiet room. */
const SOUND_FROM_DB = -50
const CLIPPED_PEAK = 0.99
/**
 * A healthy voice under the browser's gain control touches full scale now and then, and a knock does, too. A gain set
 * too high cuts off most of the loud syllables: more than this share of all frames, pauses among them.
 */
const CLIPPED_SHARE = 0.25
/** The voice model is this sure of a voice, in so many frames: a quarter of a second. */
const VOICE_FROM = 0.9
const VOICE_FRAMES = 8
/** So many judged frames, a second, before it is said that there is no voice in them. */
const JUDGED_FRAMES = 30
/** Distortion is told until so many frames of a voice, 2 s, have come undistorted. */
const CLEAN_FRAMES = 62

/**
 * What a microphone check shows. `muted`, `dead`: as the capture's state says; `silent`: hardly anything comes.
 * `loading`: sound comes, but what tells a voice from it is not there yet. `noise`: sound, but no voice in it: music,
 * typing, a fan, the wrong device. `quiet`: a room, or a voice far away. `clipping`: too loud, words are distorted.
 */
export type Hearing = 'muted' | 'dead' | 'silent' | 'loading' | 'noise' | 'quiet' | 'good' | 'clipping'

/**
 * Judges the frames of the last few seconds, while the person was asked to speak. Without a voice model loudness has
 * to do, and what is loud enough passes for a voice. No frames count as silent.
 */
export function hearing(
  recent: readonly HeardFrame[],
  { sound, vad }: Pick<CaptureState, 'sound' | 'vad'>,
): Hearing {
  if (sound !== 'heard') return sound === 'silent' ? 'dead' : 'muted'
  const clipped = recent.filter((frame) => frame.peak >= CLIPPED_PEAK).length
  if (clipped > recent.length * CLIPPED_SHARE) return 'clipping'
  const loud = loudestDb(recent)
  if (loud < SILENT_BELOW_DB) return 'silent'
  if (vad === 'energy') return loud < QUIET_BELOW_DB ? 'quiet' : 'good'
  const judged = recent.filter(({ likelihood }) => likelihood !== null)
  const voice = recent.filter(({ likelihood }) => (likelihood ?? 0) >= VOICE_FROM)
  if (voice.length < VOICE_FRAMES) {
    if (judged.length < Math.min(JUDGED_FRAMES, recent.length)) return 'loading'
    return loud < SOUND_FROM_DB ? 'quiet' : 'noise'
  }
  return loudestDb(voice) < QUIET_BELOW_DB ? 'quiet' : 'good'
}

/**
 * Follows what a check hears, so that distortion is told until a stretch of a voice came through without touching full
 * scale: the pauses between words say nothing of the gain. `judged` is given what `hearing` says, and gives what is to
 * be told.
 */
export function createClippingWatch(): { hear(frame: HeardFrame): void; judged(now: Hearing): Hearing } {
  let clean = CLEAN_FRAMES
  return {
    hear({ peak, rms, likelihood }) {
      const voice = likelihood === null ? toDb(rms) >= QUIET_BELOW_DB : likelihood >= VOICE_FROM
      if (clean >= CLEAN_FRAMES) return
      if (peak >= CLIPPED_PEAK) clean = 0
      else if (voice) clean++
    },
    judged(now) {
      if (now === 'clipping') clean = 0
      const lasts = clean < CLEAN_FRAMES && now !== 'muted' && now !== 'dead'
      return lasts ? 'clipping' : now
    },
  }
}

/** The loudest tenth is skipped: one click or knock must not pass for a voice. */
function loudestDb(frames: readonly HeardFrame[]): number {
  const rms = frames.map((frame) => frame.rms).toSorted((a, b) => b - a)
  return toDb(rms[Math.floor(rms.length / 10)] ?? 0)
}
