/** The seconds that a good initial answer takes (guide, "How to answer": about 15-30 s, then wait for follow-ups). */
export interface Guideline {
  fromS: number
  toS: number
}

/** Where an answer's length stands against the guideline. */
export type Band = 'short' | 'in' | 'over'

/** Both ends belong to the band. */
export const bandOf = (seconds: number, { fromS, toS }: Guideline): Band =>
  seconds < fromS ? 'short' : seconds > toS ? 'over' : 'in'

/** "23 s, in the band", "over by 14 s", "short by 4 s". Rounds to whole seconds, so that the words never contradict the number shown. */
export function bandWords(seconds: number, guideline: Guideline): string {
  const whole = Math.round(seconds)
  switch (bandOf(whole, guideline)) {
    case 'in':
      return 'in the band'
    case 'short':
      return `short by ${guideline.fromS - whole} s`
    case 'over':
      return `over by ${whole - guideline.toS} s`
  }
}

/** Words a minute at which typed words are counted as speech. */
export const spokenWordsPerMinute = 150

export const countWords = (text: string): number => text.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0

/** Seconds that a text would take aloud. */
export const secondsAloud = (text: string): number => (countWords(text) * 60) / spokenWordsPerMinute
