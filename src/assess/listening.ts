import type { Assessor } from './types.ts'

/** Resolves once the assessor listens as well as it ever will: the full form is at work, or cannot be had. */
export function atItsBest({ listening }: Pick<Assessor, 'listening'>): Promise<void> {
  return new Promise((resolve) => {
    const isBest = () => {
      const { form, problem } = listening?.state() ?? { form: 'full', problem: null }
      return form === 'full' || problem !== null
    }
    if (isBest()) return resolve()
    const stop = listening?.subscribe(() => {
      if (!isBest()) return
      stop?.()
      resolve()
    })
  })
}
