/** The last samples of a stream, so that what began before it was noticed can still be recorded whole. */
export interface Ring {
  add(block: Int16Array): void
  /** Samples since the beginning. */
  readonly total: number
  /** What came from sample number `from` on, as far back as it is kept. */
  since(from: number): Int16Array<ArrayBuffer>
}

/** @param size samples that are kept */
export function createRing(size: number): Ring {
  const kept = new Int16Array(size)
  let total = 0
  return {
    get total() {
      return total
    },
    add(block) {
      const last = block.subarray(Math.max(0, block.length - size))
      const at = (total + block.length - last.length) % size
      const first = last.subarray(0, size - at)
      kept.set(first, at)
      kept.set(last.subarray(first.length), 0)
      total += block.length
    },
    since(from) {
      const begin = Math.max(from, total - size, 0)
      const samples = new Int16Array(Math.max(0, total - begin))
      const at = begin % size
      const first = kept.subarray(at, at + samples.length)
      samples.set(first, 0)
      samples.set(kept.subarray(0, samples.length - first.length), first.length)
      return samples
    },
  }
}
