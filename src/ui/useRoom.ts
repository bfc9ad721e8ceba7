import { useEffect, useState, useSyncExternalStore } from 'react'
import type { PackingState } from '../packing/queue.ts'
import type { TakeSize } from '../session/store.ts'
import type { Space } from '../storage/estimate.ts'
import { useServices } from './services.ts'

export const usePacking = (): PackingState => {
  const { packing } = useServices()
  return useSyncExternalStore(packing.subscribe, packing.state)
}

/** How much room there is here, now and after every change; null until it is known, or where the browser does not tell. */
export function useSpace(): Space | null {
  const { room } = useServices()
  const [space, setSpace] = useState<Space | null>(null)
  useOnChange(() => room.space().then(setSpace))
  return space
}

/** How much room each recording takes; null until it is known. */
export function useSizes(): readonly TakeSize[] | null {
  const { store } = useServices()
  const [sizes, setSizes] = useState<readonly TakeSize[] | null>(null)
  useOnChange(() => store.sizes().then(setSizes))
  return sizes
}

/** Bytes of each session's recordings. */
export function bytesBySession(sizes: readonly TakeSize[]): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>()
  for (const size of sizes) bytes.set(size.session, (bytes.get(size.session) ?? 0) + size.bytes)
  return bytes
}

/** Ms between two readings while changes come one after the other. */
const pauseMs = 500

/** Reads at once, when sessions changed, and when another recording was packed. What cannot be read stays as it was. */
function useOnChange(read: () => Promise<void>): void {
  const { store, packing } = useServices()
  useEffect(() => {
    let { done } = packing.state()
    let timer: ReturnType<typeof setTimeout> | undefined
    let left = false
    const now = () => {
      timer = undefined
      if (!left) void read().catch(() => {})
    }
    now()
    const soon = () => (timer ??= setTimeout(now, pauseMs))
    const unwatch = store.watch(soon)
    const unsubscribe = packing.subscribe(() => {
      if (packing.state().done > done) soon()
      done = packing.state().done
    })
    return () => {
      left = true
      clearTimeout(timer)
      unwatch()
      unsubscribe()
    }
    // `read` is the same in all but name.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [store, packing])
}
