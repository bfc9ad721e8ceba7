import type { Clock } from '../speech/ports.ts'

/** Ms for which one visit waits for the one before it. */
const withinMs = 2_000

let closing: Promise<unknown> = Promise.resolve()

/** Notes the visit that is being closed in this tab: what it holds is free once it is done. */
export function noteClosing(done: Promise<unknown>): void {
  closing = done.catch(() => {})
}

/** Resolves once the visit before is closed in this tab, or takes too long: it may wait for a disk that is full. */
export async function closedBefore(clock: Clock): Promise<void> {
  let cancel = () => {}
  const late = new Promise<void>((resolve) => {
    cancel = clock.after(withinMs, resolve)
  })
  await Promise.race([closing, late])
  cancel()
}
