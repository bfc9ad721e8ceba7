import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'
import type { Range } from '../playhead.ts'
import type { Player } from '../player.ts'
import { clustersInView } from './drawLanes.ts'
import type { Lane, Mark } from './marks.ts'
import { laneAt } from './rows.ts'
import { moved, timeAt, zoomed, type View } from './view.ts'

interface Under {
  stage: RefObject<HTMLElement | null>
  player: Player
  marks: Record<Lane, Mark[]>
  picked: string | null
  view: View
  width: number
  duration: number
  onView: (view: View) => void
  onPick: (mark: Mark) => void
}

/** Nearer than this to a mark, in px, it is meant. */
const reachPx = 14
/** A press that moves less is no drag. */
const dragPx = 4

/**
 * The pointer on the timeline: a press on a mark picks it, elsewhere it goes there; a mouse that drags selects a stretch
 * to loop, a finger moves the view; the wheel with Ctrl zooms. All of it can be done by keys as well.
 */
export function usePointer(given: Under) {
  const { stage, player, marks, picked, view, width, duration, onView, onPick } = given
  const [hovered, setHovered] = useState<readonly Mark[]>([])
  const [selected, setSelected] = useState<Range | null>(null)
  const press = useRef<{ x: number; at: number; view: View; dragged: boolean } | null>(null)
  useWheel(given)

  const placeOf = ({ clientX, clientY }: PointerEvent) => {
    const box = stage.current?.getBoundingClientRect()
    return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) }
  }
  const marksUnder = (x: number, y: number): readonly Mark[] => {
    const lane = laneAt(y)
    if (!lane) return []
    const clusters = clustersInView({ view, width }, marks[lane])
    const [nearest] = clusters.toSorted((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x))
    return nearest && Math.abs(nearest.x - x) <= reachPx ? nearest.marks : []
  }
  /** A press again goes on to the next of marks that stand together. */
  const pickOf = (under: readonly Mark[]) => {
    const next = under[(under.findIndex(({ id }) => id === picked) + 1) % under.length]
    if (next) onPick(next)
  }

  return {
    hovered,
    selected,
    handlers: {
      onPointerDown(event: PointerEvent) {
        if (event.button !== 0) return
        const { x } = placeOf(event)
        event.currentTarget.setPointerCapture(event.pointerId)
        press.current = { x, at: timeAt(view, x, width), view, dragged: false }
      },
      onPointerMove(event: PointerEvent) {
        const { x, y } = placeOf(event)
        const begun = press.current
        if (!begun) return setHovered((now) => sameOr(now, marksUnder(x, y)))
        if (Math.abs(x - begun.x) >= dragPx) begun.dragged = true
        if (!begun.dragged) return
        const at = Math.min(Math.max(0, timeAt(begun.view, x, width)), duration)
        if (event.pointerType === 'touch') onView(moved(begun.view, begun.at - at, duration))
        else setSelected({ from: Math.min(begun.at, at), to: Math.max(begun.at, at) })
      },
      onPointerUp(event: PointerEvent) {
        const begun = press.current
        press.current = null
        const { x, y } = placeOf(event)
        if (!begun) return
        if (selected) {
          player.setLoop(selected)
          player.seek(selected.from)
          return setSelected(null)
        }
        if (begun.dragged) return
        const under = marksUnder(x, y)
        if (under.length > 0) pickOf(under)
        else player.seek(timeAt(view, x, width))
      },
      onPointerCancel() {
        press.current = null
        setSelected(null)
      },
      onPointerLeave() {
        if (!press.current) setHovered([])
      },
    },
  }
}

const sameOr = (now: readonly Mark[], next: readonly Mark[]) =>
  now.length === next.length && now.every((mark, i) => mark === next[i]) ? now : next

/** React listens to the wheel without being able to keep the page from zooming. */
function useWheel({ stage, view, width, duration, onView }: Under) {
  useEffect(() => {
    const element = stage.current
    if (!element) return
    const turn = (event: WheelEvent) => {
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX
      if (event.ctrlKey || event.metaKey) {
        const x = event.clientX - element.getBoundingClientRect().left
        onView(zoomed(view, Math.exp(-event.deltaY / 300), timeAt(view, x, width), duration))
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
        onView(moved(view, (sideways / Math.max(1, width)) * (view.to - view.from), duration))
      else return
      event.preventDefault()
    }
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  }, [stage, view, width, duration, onView])
}
