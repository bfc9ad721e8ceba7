import { classes } from './classes.ts'
import styles from './Meter.module.css'

/** How loud it is now. `value` is the place on the meter, 0..1. `words` say the same: a meter is no use to the ear. */
export function Meter(props: { value: number; label: string; words: string; tone?: 'on' | 'over' }) {
  const { value, label, words, tone = 'on' } = props
  const whole = Math.round(Math.min(1, Math.max(0, value)) * 100)
  return (
    <div className={classes(styles.meter, styles[tone])}>
      <meter
        className="visually-hidden"
        min={0}
        max={100}
        value={whole}
        aria-label={label}
        aria-valuetext={words}
      />
      <div className={styles.fill} style={{ transform: `scaleX(${whole / 100})` }} />
    </div>
  )
}
