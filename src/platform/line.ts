/** Work that is done one piece after the other, as for a single desk. */
export interface Line {
  /** Does the work once all that was there before is done. */
  add<T>(work: () => Promise<T>): Promise<T>
  /** Does the work when there is nothing else to do; not at all where anything newer has come by then. */
  addAhead(work: () => Promise<unknown>): void
}

/** A line that nobody stands in yet. Work that fails is no reason not to do the next. */
export function createLine(): Line {
  let last: Promise<unknown> = Promise.resolve()
  let newest = 0
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work)
    last = done.catch(() => {})
    return done
  }
  return {
    add(work) {
      newest++
      return inTurn(work)
    },
    addAhead(work) {
      const mine = ++newest
      const isNewest = () => mine === newest
      // What has already been sent here is let in first.
      setTimeout(() => {
        if (isNewest()) inTurn(async () => isNewest() && work()).catch(() => {})
      })
    },
  }
}
