import type { Services } from '../ui/services.ts'

/** Ms for which one visit waits for the one before it. */
const withinMs = 2_000

const closing = new WeakMap<Services, Promise<unknown>>()

/** Notes the visit that is being closed: what it holds is free once it is done. */
export function noteClosing(services: Services, done: Promise<unknown>): void {
  closing.set(
    services,
    done.catch(() => {}),
  )
}

/** Resolves once the visit before is closed in this tab, or takes too long: it may wait for a disk that is full. */
export async function closedBefore(services: Services): Promise<void> {
  let cancel = () => {}
  const late = new Promise<void>((resolve) => {
    cancel = services.clock.after(withinMs, resolve)
  })
  await Promise.race([closing.get(services), late])
  cancel()
}
