/** A seeded source of chance (mulberry32): equal seeds give equal sessions. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** Whole, both ends included. */
  between(from: number, to: number): number
  chance(share: number): boolean
  pick<T>(things: readonly T[]): T
}

export function random(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (share) => next() < share,
    pick(things) {
      const thing = things[Math.floor(next() * things.length)]
      if (thing === undefined) throw new RangeError('there is nothing to pick from')
      return thing
    },
  }
}
