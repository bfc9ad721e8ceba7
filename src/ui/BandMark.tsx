import { bandOf, bandWords, type Guideline } from '../session/band.ts'
import styles from './BandMark.module.css'
import { classes } from './classes.ts'

/** Where an answer stands against the band, by shape, word and colour: "● 23 s, in the band", "▲ over by 14 s". */
export function BandMark(props: {
  seconds: number
  guideline: Guideline
  className?: string
  bare?: boolean
}) {
  const { seconds, guideline, className, bare } = props
  const band = bandOf(Math.round(seconds), guideline)
  const words = bandWords(seconds, guideline)
  return (
    <span className={classes(styles.mark, styles[band], className)}>
      <BandShape band={band} />
      {band === 'in' && !bare ? `${Math.round(seconds)} s, ${words}` : words}
    </span>
  )
}

/** The shape alone: a disc in the band, a hollow ring short of it, a triangle over it. Says nothing to screen readers. */
export function BandShape({ band }: { band: ReturnType<typeof bandOf> }) {
  return (
    <svg viewBox="0 0 12 12" width="0.75em" height="0.75em" className={styles[band]} aria-hidden="true">
      {band === 'in' && <circle cx="6" cy="6" r="5" fill="currentColor" />}
      {band === 'short' && <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="2" />}
      {band === 'over' && <path d="M6 1 11.5 11H.5Z" fill="currentColor" />}
    </svg>
  )
}
