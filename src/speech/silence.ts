import { SAMPLE_RATE } from './format.ts'

/** Even a good room gives more than this, of 32768: only what is muted or not connected gives less. */
const NOTHING = 1
/** Nothing at all for this long is told... */
const TELL_S = 1.5
/** ...or for this long, where the device is known to send nothing between words. */
const TELL_GATED_S = 10
/** Nothing for this long, and then sound again, so many times is how such a device is known. */
const GATE_S = 0.3
const GATES = 3

/** Watches for a microphone that gives nothing. Takes block after block, tells whether it has been dead for a while. */
export function createSilenceWatch(): (block: Int16Array) => boolean {
  let silent = 0
  let gates = 0
  return (block) => {
    if (block.some((sample) => Math.abs(sample) > NOTHING)) {
      if (silent > GATE_S * SAMPLE_RATE) gates++
      silent = 0
    } else silent += block.length
    return silent >= (gates < GATES ? TELL_S : TELL_GATED_S) * SAMPLE_RATE
  }
}
