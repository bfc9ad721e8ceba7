/** Gives back what was claimed. Closing or crashing gives it back as well. */
export type Release = () => void

/** One interview at a time, in whichever tab: there is one voice and one microphone. */
export const interviewClaim = 'mockloop.interview'

/**
 * Claims a thing for this tab among all tabs of the app; null where another tab has it. In a browser without Web Locks
 * everything is granted.
 */
export async function claim(name: string): Promise<Release | null> {
  const locks = navigator.locks as LockManager | undefined
  if (!locks) return () => {}
  return new Promise((resolve, reject) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(null)
        return new Promise<void>((release) => resolve(release))
      })
      .catch(reject)
  })
}
