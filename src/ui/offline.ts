import { useSyncExternalStore } from 'react'
import type { Offline, OfflineState } from '../platform/offline/offline.ts'
import { useOptionalServices } from './services.ts'

const nothing: OfflineState = {
  screens: false,
  update: 'none',
  isolatedAfterReload: false,
  parts: { keptBytes: 0, totalBytes: 0, problem: null },
}
const never = () => () => {}

/** The app's keeper and its state; null where nothing keeps the app. */
export function useOffline(): { offline: Offline | null; state: OfflineState } {
  const offline = useOptionalServices()?.offline ?? null
  const state = useSyncExternalStore(offline?.subscribe ?? never, offline?.state ?? (() => nothing))
  return { offline, state }
}
