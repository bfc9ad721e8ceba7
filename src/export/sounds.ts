import type { KeptAudio, SessionStore, TakeSize } from '../session/store.ts'
import type { Sheet } from './sheet.ts'

/** How much larger a packed recording is unpacked, about. */
const unpackedTimes = 8
/** Base64 writes three bytes as four. */
const base64Times = 4 / 3

/** Whether this browser plays recordings as they are packed. */
export const playsOpus = (): boolean => new Audio().canPlayType('audio/ogg; codecs=opus') !== ''

/** Gives recordings as they are kept where they play like that, else as PCM. */
export const soundsOf =
  (store: Pick<SessionStore, 'loadKept' | 'loadTake'>, opus: boolean) =>
  (take: string): Promise<KeptAudio | null> =>
    opus ? store.loadKept(take) : store.loadTake(take)

/** About how many bytes the recordings add to a page. */
export function soundBytes(sheet: Sheet, sizes: readonly TakeSize[], opus: boolean): number {
  const wanted = new Set(sheet.prompts.map(({ take }) => take))
  return sizes
    .filter(({ take }) => wanted.has(take))
    .reduce(
      (sum, { bytes, form }) => sum + bytes * base64Times * (form === 'packed' && !opus ? unpackedTimes : 1),
      0,
    )
}
