import { useEffect, useRef, useState } from 'react'
import { useServices } from '../../ui/services.ts'
import type { Player } from '../player.ts'
import type { Peaks } from './peaks.ts'
import { whenIdle } from '../../platform/idle.ts'
import { createPeakLoader, peakCache, type PeakLoader } from './peakLoader.ts'
import type { Scene } from './scene.ts'
import { inView, moved, type View } from './view.ts'

/** The peaks of what is in view and of what comes next, as they become known: each time with a new function. */
export function usePeaks(scene: Scene, view: View, player: Player): (take: string) => Peaks | null {
  const { store } = useServices()
  const [known, setKnown] = useState(() => readerOf(peakCache(store)))
  const loader = useRef<PeakLoader | null>(null)
  useEffect(() => {
    const cache = peakCache(store)
    const created = createPeakLoader({
      loadTake: (take) => store.loadTake(take),
      cache,
      // What is to be heard comes before what is to be seen.
      async rest() {
        do await whenIdle()
        while (player.state().sound === 'loading')
      },
      onMore: () => setKnown(() => readerOf(cache)),
    })
    loader.current = created
    return () => created.close()
  }, [store, player])
  useEffect(() => {
    const next = moved(view, view.to - view.from, scene.duration)
    const takes = [...inView(scene.answers, view), ...inView(scene.answers, next)].map(({ take }) => take)
    loader.current?.want([...new Set(takes)].filter((take) => take !== null))
  }, [scene, view])
  return known
}

const readerOf = (cache: Map<string, Peaks | null>) => (take: string) => cache.get(take) ?? null
