import { useEffect, useRef, type PointerEvent } from 'react'
import type { Review } from '../load.ts'
import type { Player } from '../player.ts'
import styles from './Minimap.module.css'
import { Strip } from './Strip.tsx'
import { moved, type View } from './view.ts'

/** The whole session with the stretch that is in view. A press goes there; the keys of the player do the same. */
export function Minimap(props: { review: Review; player: Player; view: View; onView: (view: View) => void }) {
  const { review, player, view, onView } = props
  const duration = Math.max(1, review.timeline.duration)
  const head = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const follow = () => {
      if (head.current) head.current.style.insetInlineStart = `${(player.state().at / duration) * 100}%`
    }
    follow()
    return player.subscribe(follow)
  }, [player, duration])

  const timeUnder = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    return ((clientX - left) / Math.max(1, width)) * duration
  }
  const centre = (at: number) => onView(moved(view, at - (view.from + view.to) / 2, duration))
  return (
    <div
      className={styles.minimap}
      aria-hidden="true"
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const at = timeUnder(event)
        player.seek(at)
        centre(at)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) centre(timeUnder(event))
      }}
    >
      <Strip review={review} />
      <div
        className={styles.window}
        style={{
          insetInlineStart: `${(view.from / duration) * 100}%`,
          inlineSize: `${((view.to - view.from) / duration) * 100}%`,
        }}
      />
      <div ref={head} className={styles.head} />
    </div>
  )
}
