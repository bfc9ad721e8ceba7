import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { Player } from '../player.ts'
import { firstView, showing, type View } from './view.ts'

/** A move of the playhead by more than this is a jump, which the view goes with. */
const jumpMs = 1_500

/** The stretch in view. It goes with the playhead, unless one looks elsewhere while it plays on. */
export function useView(player: Player, duration: number, width: number) {
  const [chosen, setView] = useState<View | null>(null)
  const view = chosen ?? showing(firstView(duration, width), player.state().at, duration)
  const now = useRef(view)
  useLayoutEffect(() => {
    now.current = view
  })
  useEffect(() => {
    let last = player.state().at
    return player.subscribe(() => {
      const { at } = player.state()
      const { from, to } = now.current
      const goesWith = Math.abs(at - last) > jumpMs || (last >= from && last <= to)
      last = at
      if (!goesWith || (at >= from && at <= to)) return
      setView(showing(now.current, at, duration))
    })
  }, [player, duration])
  return [view, setView] as const
}

/** The width of an element in whole px; 0 until it is there. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const box = element.current
    if (!box) return
    const measure = () => setWidth(Math.floor(box.clientWidth))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    return () => observer.disconnect()
  }, [element])
  return width
}
