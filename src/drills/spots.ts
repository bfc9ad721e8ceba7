import { signals, type Pack } from '../../questions/index.ts'
import type { Measured } from '../debrief/measured.ts'
import type { DrillKind } from '../session/drill.ts'
import type { Choice } from './header.ts'
import { attemptsOf, choiceOf } from './items.ts'
import { nameOf, promptName } from './names.ts'
import { weakSpots } from './weak.ts'

/** A weak spot as it is offered: named, with what it rests on and the drill for it. */
export interface Spot {
  name: string
  /** "missed 4 of 5 times". */
  restsOn: string
  kind: DrillKind
  /** Null where the kind's own draw is right. */
  chosen: Choice[] | null
}

/** No more than can be looked at; the others come up once these have gone. */
const most = 5

/** The worst weak spots that the pack has something to ask for. */
export function spotsOf(rows: readonly Measured[], pack: Pack): Spot[] {
  return weakSpots(attemptsOf(rows))
    .flatMap((spot): Spot[] => {
      const { times, of, kind } = spot
      const asked = spot.items.filter((item) => nameOf(item, pack) !== null)
      // What it was shown in is gone from the pack.
      if (spot.items.length > 0 && asked.length === 0) return []
      const chosen = spot.items.length === 0 ? null : asked.flatMap((item) => choiceOf(item) ?? [])
      const isProbe = 'probe' in spot
      return [
        {
          name: isProbe ? promptName(spot.probe, pack) : signals[spot.signal].label,
          restsOn: isProbe ? `missed ${times} of ${of} times` : `in ${times} of the last ${of} answers`,
          kind,
          chosen,
        },
      ]
    })
    .slice(0, most)
}
