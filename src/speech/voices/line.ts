import type { SayOptions, SpokenLine } from '../ports.ts'

/** A line being said by one voice, without a stand-in. */
export interface VoiceLine extends SpokenLine {
  /** The place in the text before which all was surely said: there another voice goes on. */
  reached(): number
}

export interface HowToSay extends SayOptions {
  /** 1 is the voice's own pace. */
  rate: number
}

/** A voice that has not been heard by then will not be. */
export const startLimitMs = 1500
