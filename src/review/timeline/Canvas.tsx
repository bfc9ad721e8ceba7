import { useLayoutEffect, useRef } from 'react'
import styles from './Timeline.module.css'
import { useColours } from '../../ui/colours.ts'
import { drawLanes } from './drawLanes.ts'
import { drawRuler, drawWaves } from './drawWave.ts'
import type { Lane, Mark } from './marks.ts'
import type { Peaks } from './peaks.ts'
import { stagePx } from './rows.ts'
import type { Scene } from './scene.ts'
import type { View } from './view.ts'

/**
 * The drawing itself: as wide as the window, never as long as the session, and only what is in view is gone through.
 * A library for waveforms shows one recording without gaps; here are many, between what nobody recorded.
 */
export function Canvas(props: {
  scene: Scene
  marks: Record<Lane, Mark[]>
  picked: string | null
  view: View
  width: number
  peaksOf: (take: string) => Peaks | null
}) {
  const { scene, marks, picked, view, width, peaksOf } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const colours = useColours()
  useLayoutEffect(() => {
    const ctx = canvas.current?.getContext('2d')
    if (!canvas.current || !ctx || width === 0) return
    const scale = Math.min(2, devicePixelRatio)
    const [w, h] = [Math.round(width * scale), Math.round(stagePx * scale)]
    if (canvas.current.width !== w) canvas.current.width = w
    if (canvas.current.height !== h) canvas.current.height = h
    ctx.setTransform(scale, 0, 0, scale, 0, 0)
    ctx.clearRect(0, 0, width, stagePx)
    ctx.font = `12px ${getComputedStyle(canvas.current).fontFamily}`
    const stage = { ctx, width, view, colours }
    drawRuler(stage)
    drawWaves(stage, scene, peaksOf)
    drawLanes(stage, marks, picked)
  }, [scene, marks, picked, view, width, peaksOf, colours])
  return <canvas ref={canvas} className={styles.canvas} style={{ height: stagePx }} aria-hidden="true" />
}
