import { clockTime } from '../../ui/Time.tsx'
import { timeWithin } from '../timeline.ts'
import type { Colours } from '../../ui/colours.ts'
import { loudest, type Peaks } from './peaks.ts'
import { rulerPx, wavePx } from './rows.ts'
import type { Scene, SceneAnswer } from './scene.ts'
import { inView, rulerStep, timeAt, xOf, type View } from './view.ts'

/** What is drawn on, and what it shows. Lengths in CSS px. */
export interface Stage {
  ctx: CanvasRenderingContext2D
  width: number
  view: View
  colours: Colours
}

/** The room above the waves for names and lengths. */
const namesPx = 16
const middle = rulerPx + namesPx + (wavePx - namesPx) / 2
const halfPx = (wavePx - namesPx) / 2 - 4
const [barPx, gapPx] = [2, 1]

export function drawRuler({ ctx, width, view, colours }: Stage): void {
  const step = rulerStep(view, width)
  ctx.fillStyle = colours['ink-3']
  for (let at = Math.ceil(view.from / step) * step; at <= view.to; at += step) {
    const x = Math.round(xOf(view, at, width))
    ctx.fillRect(x, rulerPx - 5, 1, 5)
    const text = step < 1000 ? `${clockTime(at)}.${Math.round((at % 1000) / 100)}` : clockTime(at)
    ctx.fillText(text, x + 3, rulerPx - 6)
  }
}

/** The answers in view: band, who spoke, waves, and what went past the band. */
export function drawWaves(stage: Stage, scene: Scene, peaksOf: (take: string) => Peaks | null): void {
  const { ctx, width, view, colours } = stage
  const x = (at: number) => xOf(view, at, width)
  for (const { from, to } of scene.breaks) {
    if (to <= view.from || from >= view.to) continue
    ctx.fillStyle = colours.sunken
    ctx.fillRect(x(from), rulerPx, Math.max(1, x(to) - x(from)), wavePx)
    note(stage, 'break', [x(from) + 4, x(to) - 4, middle])
  }
  const shown = inView(scene.answers, view)
  for (const [i, answer] of shown.entries()) {
    const next = shown[i + 1]?.from ?? scene.duration
    drawBand(stage, answer, Math.max(answer.to, next))
    drawSegments(stage, answer)
    const peaks = answer.take === null ? null : peaksOf(answer.take)
    if (peaks) drawBars(stage, answer, peaks, scene.breaks)
    drawNames(stage, answer, next)
  }
}

/** The stretch in which the answer should end. It never covers the next one. */
function drawBand({ ctx, width, view, colours }: Stage, answer: SceneAnswer, end: number): void {
  const { bandFrom, bandTo } = answer
  if (bandFrom === null || bandTo === null || bandFrom >= end) return
  const [left, right] = [xOf(view, bandFrom, width), xOf(view, Math.min(bandTo, end), width)]
  ctx.fillStyle = colours['in-soft']
  ctx.fillRect(left, rulerPx + namesPx, right - left, wavePx - namesPx)
  ctx.fillStyle = colours.in
  ctx.fillRect(left, rulerPx + namesPx, right - left, 1.5)
  ctx.fillRect(left, rulerPx + namesPx, 1.5, 6)
  ctx.fillRect(right - 1.5, rulerPx + namesPx, 1.5, 6)
}

function drawSegments({ ctx, width, view, colours }: Stage, answer: SceneAnswer): void {
  const over = answer.band === 'over' ? answer.bandTo : null
  for (const { kind, from, to } of inView(answer.segments, view)) {
    const left = xOf(view, from, width)
    const right = Math.max(left + 0.75, xOf(view, to, width))
    if (kind === 'asking') {
      ctx.fillStyle = colours['line-strong']
      ctx.fillRect(left, middle - 3, right - left, 6)
    } else if (kind === 'speaking') {
      ctx.globalAlpha = 0.22
      ctx.fillStyle = colours['ink-2']
      ctx.fillRect(left, middle - halfPx * 0.6, right - left, halfPx * 1.2)
      ctx.globalAlpha = 1
    } else {
      ctx.fillStyle = colours['ink-3']
      ctx.fillRect(left, middle - 0.5, right - left, 1)
    }
  }
  if (over === null || over >= answer.to) return
  const [left, right] = [xOf(view, over, width), xOf(view, answer.to, width)]
  ctx.fillStyle = colours['over-soft']
  ctx.globalAlpha = 0.8
  ctx.fillRect(left, rulerPx + namesPx, right - left, wavePx - namesPx)
  ctx.globalAlpha = 1
  ctx.fillStyle = colours.over
  ctx.fillRect(left, rulerPx + wavePx - 4, right - left, 4)
}

function drawBars(
  { ctx, width, view, colours }: Stage,
  answer: SceneAnswer,
  peaks: Peaks,
  breaks: Scene['breaks'],
): void {
  const { listeningAt, to, bandTo, band } = answer
  const first = Math.max(0, xOf(view, listeningAt, width))
  const last = Math.min(width, xOf(view, to, width))
  const step = barPx + gapPx
  for (let x = Math.floor(first / step) * step; x < last; x += step) {
    const at = timeAt(view, x, width)
    const until = timeAt(view, x + step, width)
    if (until <= listeningAt) continue
    const fromMs = timeWithin(listeningAt, Math.max(at, listeningAt), breaks)
    const toMs = timeWithin(listeningAt, Math.min(until, to), breaks)
    // Quiet speech is seen as well as loud: the height grows with the root.
    const height = Math.sqrt(loudest(peaks, fromMs, toMs) / 255) * halfPx
    const isOver = band === 'over' && bandTo !== null && at >= bandTo
    ctx.fillStyle = isOver ? colours.over : colours['ink-2']
    ctx.fillRect(x, middle - height, barPx, Math.max(1, height * 2))
  }
}

/** Which answer it is and how long, where there is room for it. */
function drawNames(stage: Stage, answer: SceneAnswer, next: number): void {
  const { ctx, width, view, colours } = stage
  const left = Math.max(4, xOf(view, answer.from, width))
  const right = Math.min(width, xOf(view, Math.max(answer.to, next), width))
  ctx.fillStyle = colours.line
  ctx.fillRect(xOf(view, answer.from, width), rulerPx, 1, wavePx)
  const over = answer.seconds !== null && answer.band !== 'in' ? `, ${answer.band}` : ''
  const length = answer.seconds === null ? '' : ` · ${answer.seconds} s${over}`
  ctx.fillStyle =
    answer.band === 'over' ? colours.over : answer.band === 'short' ? colours.short : colours['ink-2']
  note(stage, `${answer.name}${length}`, [left + 4, right - 4, rulerPx + 12], answer.number)
}

/** Fewer letters than this say nothing. */
const leastLetters = 6

/** Writes a text, or as much of it as fits; where that would say nothing, `short`, or nothing. */
export function note(
  { ctx }: Pick<Stage, 'ctx'>,
  text: string,
  [left, right, y]: readonly [left: number, right: number, y: number],
  short = '',
): void {
  const room = right - left
  if (room < 6) return
  const width = ctx.measureText(text).width
  if (width <= room) return ctx.fillText(text, left, y)
  const fits = Math.floor((room / width) * text.length) - 1
  const shown = fits >= leastLetters ? `${text.slice(0, fits).trim()}…` : short
  if (shown !== '' && ctx.measureText(shown).width <= room) ctx.fillText(shown, left, y)
}
