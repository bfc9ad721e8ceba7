import { useSyncExternalStore } from 'react'
import type { Player, PlayerState } from './player.ts'

/** A part of the player's state. Select a number, a string or a boolean, so that only its change draws anew. */
export function usePlaying<T extends number | string | boolean | null>(
  player: Player,
  select: (state: PlayerState) => T,
): T {
  return useSyncExternalStore(player.subscribe, () => select(player.state()))
}
