/** Claimed by the tab in which an interview is taken: one at a time, as there is one voice and one microphone. */
export const interviewClaim = 'mockloop.interview'

/** Begins the name of what is claimed for other work that nothing should break off, such as an export. */
const workPrefix = 'mockloop.work.'

/** The claim for such work; one tab at a time does it. While it is held, no update of the app is taken. */
export const workClaim = (work: string) => `${workPrefix}${work}`

/** Gives back what was claimed. Closing or crashing gives it back as well. */
export type Release = () => void

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

/** Whether any tab has claimed the thing, this one included. False where the browser does not tell. */
export const isClaimed = (name: string) => holds((held) => held === name)

/** Whether an interview is taken, or other long work done, in any tab. False where the browser does not tell. */
export const isBusy = () => holds((held) => held === interviewClaim || held.startsWith(workPrefix))

async function holds(wanted: (name: string) => boolean): Promise<boolean> {
  const locks = navigator.locks as LockManager | undefined
  const { held = [] } = (await locks?.query()) ?? {}
  return held.some(({ name }) => name !== undefined && wanted(name))
}
