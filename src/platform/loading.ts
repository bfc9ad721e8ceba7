/**
 * What is large and loads in the background, the most urgent first. The end of an answer waits for the voice model; the
 * trained listening makes the next question better; what is kept for use offline nobody waits for.
 */
const order = ['voice model', 'listening', 'offline'] as const
export type Load = (typeof order)[number]

/** Ms that one waits for those before it: a load that hangs keeps nothing from the person but itself. */
const patienceMs = 20_000

const running = new Map<Promise<unknown>, Load>()

/** Notes that something is being loaded until the promise settles. */
export function noteLoading(load: Load, done: Promise<unknown>): void {
  const over = done.catch(() => {}).finally(() => running.delete(over))
  running.set(over, load)
}

/** Settles when nothing more urgent is being loaded, or after 20 s: on two cores, each would slow the others down. */
export async function turnToLoad(load: Load): Promise<void> {
  const until = performance.now() + patienceMs
  for (;;) {
    const before = [...running].filter(([, other]) => order.indexOf(other) < order.indexOf(load))
    const leftMs = until - performance.now()
    if (before.length === 0 || leftMs <= 0) return
    await Promise.race([
      Promise.all(before.map(([over]) => over)),
      new Promise((resolve) => setTimeout(resolve, leftMs)),
    ])
  }
}
