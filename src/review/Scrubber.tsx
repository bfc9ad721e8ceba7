import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { Review } from './load.ts'
import type { Player } from './player.ts'
import { Strip } from './timeline/Strip.tsx'
import styles from './Transport.module.css'

/** The session in time, and the playhead on it. Moves with every frame without drawing anything anew. */
export function Scrubber(props: {
  review: Review
  player: Player
  text: string
  onKey: (event: KeyboardEvent) => void
}) {
  const { review, player, text, onKey } = props
  const { timeline } = review
  const slider = useRef<HTMLInputElement>(null)
  const played = useRef<HTMLDivElement>(null)
  const duration = Math.max(1, timeline.duration)
  useEffect(() => {
    const follow = () => {
      const { at } = player.state()
      if (slider.current) slider.current.value = String(Math.round(at))
      played.current?.style.setProperty('inline-size', `${(at / duration) * 100}%`)
    }
    follow()
    return player.subscribe(follow)
  }, [player, duration])
  return (
    <div className={styles.scrubber}>
      <Strip review={review} />
      <div ref={played} className={styles.played} aria-hidden="true" />
      <input
        ref={slider}
        type="range"
        className={styles.slider}
        aria-label="Playhead"
        aria-valuetext={text}
        min={0}
        max={duration}
        step={1}
        defaultValue={0}
        onChange={({ target }) => player.seek(Number(target.value))}
        onKeyDown={onKey}
      />
    </div>
  )
}
