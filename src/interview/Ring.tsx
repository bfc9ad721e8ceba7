import { useRef, useState, type ReactNode } from 'react'
import type { Pace } from '../drills/run/pace.ts'
import type { Guideline } from '../session/band.ts'
import { BandShape } from '../ui/BandMark.tsx'
import { classes } from '../ui/classes.ts'
import { clockTime } from '../ui/Time.tsx'
import { arcPath, faceAt, pointAt, standing, turnsAt } from './clockFace.ts'
import styles from './Ring.module.css'
import { RingPace } from './RingPace.tsx'
import { useFrames, useReading } from './useReading.ts'

const radius = 100
const outer = 111
/** What closes when silence is about to end the answer: inside, where nothing but the level is. */
const outline = 86
/** Radius of the disc that shows the level: in silence, and by how much it grows. */
const [quiet, grows] = [34, 44]

interface RingProps {
  guideline: Guideline
  /** False without a clock: then it shows the level alone. */
  timed: boolean
  /** The answer is under way. */
  running: boolean
  /** The microphone is being recorded. */
  recording: boolean
  answerMs: () => number | null
  level: () => number
  /** What the answer runs against, and ms since the floor was given; null without one. */
  pace?: { pace: Pace; elapsedMs: () => number } | null
  /** How far silence has come to ending the answer, 0..1; null where it is not about to. */
  closing: () => number | null
  /** Keeps the floor; null where silence ends nothing. */
  onKeep: (() => void) | null
  /** What is said of that, below the ring; its place is kept but where it is undefined. */
  hint: ReactNode
  className?: string
}

/** The answer's clock: 0 at the top, the band drawn thicker, a hand that goes along it, the voice breathing inside. */
export function Ring(props: RingProps) {
  const { guideline, timed, running, recording, answerMs, level, closing, onKeep } = props
  const { pace, hint, className } = props
  const short = useRef<SVGPathElement>(null)
  const within = useRef<SVGPathElement>(null)
  const over = useRef<SVGPathElement>(null)
  const again = useRef<SVGPathElement>(null)
  const hand = useRef<SVGGElement>(null)
  const disc = useRef<SVGCircleElement>(null)
  const rim = useRef<SVGPathElement>(null)
  const loudness = useRef(0)
  const drawnSecond = useRef(-1)
  const [calm] = useState(() => matchMedia('(prefers-reduced-motion: reduce)'))
  const from = turnsAt(guideline.fromS, guideline)
  const to = turnsAt(guideline.toS, guideline)

  useFrames(running || recording, () => {
    const ms = answerMs() ?? 0
    const heard = level()
    // Up at once, down slowly: a voice and not a flicker.
    loudness.current = Math.max(heard, loudness.current * 0.93)
    rim.current?.setAttribute('d', rimAt(closing(), calm.matches))
    if (calm.matches) {
      const second = Math.floor(ms / 1000)
      if (second === drawnSecond.current) return
      drawnSecond.current = second
    }
    const face = faceAt(calm.matches ? Math.floor(ms / 1000) : ms / 1000, guideline)
    short.current?.setAttribute('d', arcPath(...face.short, radius))
    within.current?.setAttribute('d', arcPath(...face.in, radius))
    over.current?.setAttribute('d', arcPath(...face.over, radius))
    again.current?.setAttribute('d', arcPath(...face.again, outer))
    hand.current?.setAttribute('transform', `rotate(${(face.hand * 360).toFixed(2)})`)
    disc.current?.setAttribute('r', (quiet + grows * loudness.current).toFixed(1))
  })

  return (
    <div className={classes(styles.place, className)}>
      <div className={classes(styles.ring, (running || recording) && styles.on)}>
        <svg viewBox="-132 -132 264 264" className={styles.face} aria-hidden="true">
          {timed && (
            <>
              <circle r={radius} className={styles.track} />
              <path d={arcPath(from, to, radius)} className={styles.band} />
              <Mark turns={from} words={String(guideline.fromS)} />
              <Mark turns={to} words={String(guideline.toS)} />
            </>
          )}
          {timed && pace && <RingPace {...pace} guideline={guideline} running={running || recording} />}
          {recording && <circle ref={disc} r={quiet} className={styles.level} />}
          {recording && hint && <circle r={outline} className={styles.rimTrack} />}
          {recording && <path ref={rim} className={styles.rim} data-rim />}
          {timed && running && (
            <>
              <path ref={short} className={styles.short} />
              <path ref={within} className={styles.in} />
              <path ref={over} className={styles.over} />
              <path ref={again} className={styles.over} />
              <g ref={hand}>
                <line y1={-radius + 14} y2={-radius - 9} className={styles.hand} />
              </g>
            </>
          )}
        </svg>
        {timed && (
          <div role="timer" aria-label="Answer" className={styles.figure}>
            {running && <Figure guideline={guideline} answerMs={answerMs} />}
          </div>
        )}
        {onKeep && (
          <button type="button" aria-label="Keep the floor" className={styles.keep} onClick={onKeep} />
        )}
      </div>
      {hint !== undefined && (
        <p className={styles.hint} aria-hidden="true">
          {hint}
        </p>
      )}
    </div>
  )
}

/** The outline closes from the top to both sides. Where nothing is to move it is there as a whole, and then not. */
function rimAt(progress: number | null, calm: boolean): string {
  if (progress === null) return ''
  return calm ? arcPath(0, 1, outline) : arcPath(-progress / 2, progress / 2, outline)
}

function Mark({ turns, words }: { turns: number; words: string }) {
  const { x, y } = pointAt(turns, radius + 21)
  return (
    <text x={x} y={y} className={styles.mark}>
      {words}
    </text>
  )
}

function Figure({ guideline, answerMs }: Pick<RingProps, 'guideline' | 'answerMs'>) {
  const seconds = useReading(() => Math.floor((answerMs() ?? 0) / 1000))
  const { band, words } = standing(seconds * 1000, guideline)
  return (
    <>
      <span className={styles.time}>{clockTime(seconds * 1000)}</span>
      <span className={classes(styles.words, styles[`words-${band}`])}>
        <BandShape band={band} />
        {words}
      </span>
    </>
  )
}
