/** Gives back what was claimed. Closing or crashing gives it back as well. */
export type Release = () => void

/** Held by the tab in which an interview is under way. */
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

/** Whether any tab has claimed the thing, this one included. False in a browser without Web Locks. */
export async function isClaimed(name: string): Promise<boolean> {
  const locks = navigator.locks as LockManager | undefined
  const { held = [] } = (await locks?.query()) ?? {}
  return held.some((lock) => lock.name === name)
}
