import { useLayoutEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Colours } from '../ui/colours.ts'
import { When } from '../ui/Time.tsx'
import styles from './Progress.module.css'
import { drawPlot, heightOf } from './plot.ts'
import type { Series } from './progress.ts'
import { answers, trendWords, valueWords } from './words.ts'

/**
 * A measure over time. For the pointer: a click on a point opens its session; the table beside it has the same numbers
 * and links for everybody.
 */
export function Chart({ series, colours }: { series: Series; colours: Colours }) {
  const place = useRef<HTMLDivElement>(null)
  const [, go] = useLocation()
  const [near, setNear] = useState<number | null>(null)
  useLayoutEffect(() => {
    const { current } = place
    if (!current) return
    const plot = drawPlot(current, series, colours, {
      near: setNear,
      choose: (i) => go(`/review/${series.points[i]?.session}`),
    })
    let frame = 0
    // With the next frame: it changes what is observed.
    const resizing = new ResizeObserver(() => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        const width = current.clientWidth
        if (width !== plot.width) plot.setSize({ width, height: heightOf(width) })
      })
    })
    resizing.observe(current)
    return () => {
      resizing.disconnect()
      cancelAnimationFrame(frame)
      plot.destroy()
      setNear(null)
    }
  }, [series, colours, go])
  const point = near === null ? undefined : series.points[near]
  return (
    <>
      <div ref={place} className={styles.plot} aria-hidden="true" />
      <p className={styles.note}>
        {point ? (
          <span aria-hidden="true">
            <When iso={new Date(point.at).toISOString()} />: {valueWords(series.measure, point.value)},{' '}
            {answers(point.count)}. Click to open.
          </span>
        ) : (
          trendWords(series)
        )}
      </p>
    </>
  )
}
