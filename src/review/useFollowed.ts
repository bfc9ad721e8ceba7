import { useEffect, useRef, type RefObject } from 'react'
import { scrollBehaviour } from './motion.ts'

/** Who scrolled within so many ms is left where they went. */
const leftAloneMs = 4_000

const byHand = ['wheel', 'touchmove', 'pointerdown'] as const

/**
 * Keeps the row at the playhead in view while the answers are being read, unless the person is writing or has just
 * scrolled. Who looks at the timeline above stays there.
 */
export function useFollowed(list: RefObject<HTMLElement | null>, current: number): void {
  const shown = useRef(current)
  const scrolledAt = useRef(-Infinity)
  useEffect(() => {
    const note = () => {
      scrolledAt.current = performance.now()
    }
    for (const type of byHand) window.addEventListener(type, note, { passive: true })
    return () => {
      for (const type of byHand) window.removeEventListener(type, note)
    }
  }, [])
  useEffect(() => {
    if (shown.current === current) return
    shown.current = current
    const writes = document.activeElement instanceof HTMLTextAreaElement
    if (writes || performance.now() - scrolledAt.current < leftAloneMs || !isRead(list.current)) return
    list.current?.children[current]?.scrollIntoView({ block: 'start', behavior: scrollBehaviour() })
  }, [list, current])
}

/** Whether the answers take most of the window. */
function isRead(list: HTMLElement | null): boolean {
  const box = list?.getBoundingClientRect()
  return box !== undefined && box.top < innerHeight / 2 && box.bottom > innerHeight / 4
}
