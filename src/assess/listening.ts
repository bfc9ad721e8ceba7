import type { Assessor } from './types.ts'

/** Whether the assessor listens as well as it ever will. */
function isAtItsBest({ listening }: Pick<Assessor, 'listening'>): boolean {
  const { form, problem } = listening?.state() ?? { form: 'full', problem: null }
  return form === 'full' || problem !== null
}

/** Resolves once the assessor listens as well as it ever will: the full form is at work, or cannot be had. */
export function atItsBest(assessor: Pick<Assessor, 'listening'>): Promise<void> {
  return new Promise((resolve) => {
    if (isAtItsBest(assessor)) return resolve()
    const stop = assessor.listening?.subscribe(() => {
      if (!isAtItsBest(assessor)) return
      stop?.()
      resolve()
    })
  })
}
