import { useRef, useState } from 'react'
import { ghostMs, type Pace, type PaceMark } from '../drills/run/pace.ts'
import type { Guideline } from '../session/band.ts'
import { turnsAt } from './clockFace.ts'
import styles from './RingPace.module.css'
import { useFrames } from './useReading.ts'

/** Outside of the ring, where nothing else is on the first lap. */
const radius = 110
const shapes = {
  average: 'M-4.5 0A4.5 4.5 0 1 1 4.5 0A4.5 4.5 0 1 1-4.5 0Z',
  best: 'M0-6 5.5 0 0 6-5.5 0Z',
}
type Of = keyof typeof shapes

/**
 * Earlier answers on the ring: hollow where they ended, a dot at their bottom line, filled where they would be by now.
 * The table beside it says the same in words.
 */
export function RingPace(props: {
  pace: Pace
  guideline: Guideline
  running: boolean
  /** Ms since the floor was given. */
  elapsedMs: () => number
}) {
  const { pace, guideline, running, elapsedMs } = props
  const ghosts = { average: useRef<SVGPathElement>(null), best: useRef<SVGPathElement>(null) }
  const [calm] = useState(() => matchMedia('(prefers-reduced-motion: reduce)'))
  useFrames(running, () => {
    const now = elapsedMs()
    const elapsed = calm.matches ? Math.floor(now / 1000) * 1000 : now
    for (const of of ['average', 'best'] as const) {
      const ms = running ? ghostMs(pace[of], elapsed) : null
      const turns = ms === null ? 1 : turnsAt(ms / 1000, guideline)
      ghosts[of].current?.setAttribute('transform', placed(turns))
      ghosts[of].current?.setAttribute('visibility', turns < 1 ? 'visible' : 'hidden')
    }
  })
  return (
    <g className={styles.pace}>
      {(['average', 'best'] as const).map((of) => (
        <Marks key={of} of={of} mark={pace[of]} guideline={guideline} />
      ))}
      {(['average', 'best'] as const).map((of) => (
        <path key={of} ref={ghosts[of]} d={shapes[of]} visibility="hidden" className={styles.ghost} />
      ))}
    </g>
  )
}

function Marks({ of, mark, guideline }: { of: Of; mark: PaceMark; guideline: Guideline }) {
  const end = turnsAt(mark.seconds, guideline)
  const point = mark.bottomLineMs === null ? null : turnsAt(mark.bottomLineMs / 1000, guideline)
  return (
    <>
      {point !== null && point < 1 && <circle r={2} transform={placed(point)} className={styles.point} />}
      {end < 1 && <path d={shapes[of]} transform={placed(end)} className={styles.end} />}
    </>
  )
}

/** At its place on the circle, and upright. */
function placed(turns: number): string {
  const angle = (turns * 360).toFixed(2)
  return `rotate(${angle}) translate(0 ${-radius}) rotate(-${angle})`
}
