import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useShortcuts } from '../../ui/shortcuts.ts'
import { clockTime } from '../../ui/Time.tsx'
import type { Review } from '../load.ts'
import { answerAt } from '../playhead.ts'
import type { Player } from '../player.ts'
import { usePlaying } from '../usePlaying.ts'
import styles from './Timeline.module.css'

/** Selects a stretch to be played again and again, without a mouse. */
export function LoopButtons({ player, review }: { player: Player; review: Review }) {
  const { timeline } = review
  const from = usePlaying(player, (state) => state.loop?.from ?? null)
  const to = usePlaying(player, (state) => state.loop?.to ?? null)
  const [begun, setBegun] = useState<number | null>(null)

  const begin = () => {
    const { at, loop } = player.state()
    if (loop && at < loop.to) return player.setLoop({ from: at, to: loop.to })
    player.setLoop(null)
    setBegun(at)
  }
  const end = () => {
    const { at, loop } = player.state()
    // Without a beginning, the answer's own is meant.
    const start = begun ?? loop?.from ?? timeline.answers[answerAt(timeline, at)]?.askedAt ?? 0
    if (at <= start) return
    setBegun(null)
    player.setLoop({ from: start, to: at })
    player.seek(start)
  }
  const clear = () => {
    setBegun(null)
    player.setLoop(null)
  }
  const some = from !== null || begun !== null
  useShortcuts([
    { key: 'i', label: 'loop from here', action: begin },
    { key: 'o', label: 'loop up to here', action: end },
    { key: 'Escape', label: 'no loop', action: clear, when: some },
  ])
  return (
    <span className={styles.loopButtons}>
      {from !== null && to !== null && (
        <span className={styles.range}>
          loops {clockTime(from)}–{clockTime(to)}
        </span>
      )}
      {begun !== null && <span className={styles.range}>loop from {clockTime(begun)} to …</span>}
      <Button size="small" kind="quiet" shortcut="I" onClick={begin}>
        Loop from here
      </Button>
      <Button size="small" kind="quiet" shortcut="O" onClick={end}>
        to here
      </Button>
      {some && (
        <Button size="small" kind="quiet" shortcut="Escape" onClick={clear}>
          No loop
        </Button>
      )}
    </span>
  )
}
