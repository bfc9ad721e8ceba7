/** What the person wants of the voice. */
export interface Wish {
  /** An option's id; any other, such as `automaticVoice`, means the best. */
  voice: string
  /** 1 is a voice's own pace. */
  rate: number
}

export const automaticVoice = 'auto'

/** The paces to choose from, as factors of a voice's own. */
export const rates = { least: 0.7, usual: 1, most: 1.4, step: 0.05 } as const
