import { useEffect, useState, useSyncExternalStore } from 'react'
import { useServices } from '../ui/services.ts'
import { createPlayer, type Player, type PlayerState } from './player.ts'
import type { Timeline } from './timeline.ts'

/** A player for as long as the screen shows; null in the first moment. */
export function usePlayer(timeline: Timeline): Player | null {
  const { store, clock } = useServices()
  const [player, setPlayer] = useState<Player | null>(null)
  useEffect(() => {
    const made = createPlayer(timeline, { clock, loadTake: (take) => store.loadTake(take) })
    setPlayer(made)
    return () => made.close()
  }, [timeline, store, clock])
  return player
}

/** A part of the player's state. Select a number, a string or a boolean, so that only its change draws anew. */
export function usePlaying<T extends number | string | boolean | null>(
  player: Player,
  select: (state: PlayerState) => T,
): T {
  return useSyncExternalStore(player.subscribe, () => select(player.state()))
}
