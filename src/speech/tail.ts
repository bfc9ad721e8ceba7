import { FRAME_MS } from './format.ts'
import type { Phrase } from './ports.ts'

/** What sounds on after a line ended, at most: the room, wireless speakers, engines that tell the end too soon. */
const TAIL_MS = 700
export const TAIL_FRAMES = Math.ceil(TAIL_MS / FRAME_MS)
/** A phrase that begins by then goes on from before the take. */
const JOINED_MS = 200
/** Louder than the line by this much is somebody else. */
const LOUDER_DB = 6
/** So many frames in a row. */
const LOUDER_FRAMES = 2

/**
 * Takes what still sounded of the interviewer's line from a take's phrases: a phrase that goes on from before the take
 * is the tail of the line as far as it is no louder, unless it lasts longer than a tail can.
 * @param db loudness of the take's frames
 * @param echoDb loudness of the line, as the microphone heard it
 */
export function withoutTail(phrases: readonly Phrase[], db: readonly number[], echoDb: number): Phrase[] {
  const [first, ...rest] = phrases
  if (!first || first.startMs > JOINED_MS) return [...phrases]
  const from = Math.floor(first.startMs / FRAME_MS)
  const end = Math.min(TAIL_FRAMES, Math.ceil(first.endMs / FRAME_MS))
  const louder = (frame: number) => (db[frame] ?? -Infinity) > echoDb + LOUDER_DB
  let run = 0
  for (let frame = from; frame < end; frame++) {
    run = louder(frame) ? run + 1 : 0
    if (run < LOUDER_FRAMES) continue
    const startMs = Math.max(first.startMs, (frame - LOUDER_FRAMES + 1) * FRAME_MS)
    return [{ startMs, endMs: Math.max(first.endMs, startMs + FRAME_MS) }, ...rest]
  }
  return first.endMs <= TAIL_MS ? rest : [...phrases]
}
