import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Colours } from '../ui/colours.ts'
import { kinds } from './measures.ts'
import type { Point, Series } from './progress.ts'
import { valueWords } from './words.ts'

const day = 86_400
const month = 30 * day
const year = 365 * day
/** Between two marks of the time axis, in s: none is finer than a day. */
const steps = [1, 2, 3, 5, 7, 14]
  .map((n) => n * day)
  .concat(
    [1, 2, 3, 6].map((n) => n * month),
    year,
    2 * year,
  )
/** More points than these are drawn small and let each other through. */
const many = 150
/** How near, in px, the pointer has to come to a point. */
const reach = 24

interface Ports {
  /** The point that the pointer is at, by its place; null where it is at none. */
  near: (point: number | null) => void
  /** It was chosen. */
  choose: (point: number) => void
}

export const heightOf = (width: number): number => Math.round(Math.min(190, Math.max(140, width * 0.42)))

/** Draws a measure over time into the element, which must be in the page. Whoever asks for it destroys it. */
export function drawPlot(place: HTMLElement, series: Series, colours: Colours, ports: Ports): UPlot {
  const { measure, points } = series
  const isShare = kinds[measure].unit === 'share'
  const span = spanOf(points)
  let near: number | null = null
  const axis = {
    stroke: colours['ink-3'],
    font: `12px ${getComputedStyle(place).fontFamily}`,
    grid: { stroke: colours.line, width: 1 },
    ticks: { show: false },
  }
  const plot = new UPlot(
    {
      width: place.clientWidth,
      height: heightOf(place.clientWidth),
      padding: [10, 10, 0, 0],
      legend: { show: false },
      cursor: {
        x: false,
        y: false,
        drag: { setScale: false, x: false, y: false },
        points: { size: 14, width: 2, stroke: colours.ink, fill: 'transparent' },
        dataIdx: (self) => (near = nearest(self, points)),
      },
      scales: {
        x: { range: () => span },
        y: { range: (_, __, top) => [0, isShare ? 1 : Math.max(1, top * 1.08)] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          size: 30,
          gap: 10,
          incrs: steps,
          space: 64,
          values: (_, at) => dates(at),
        },
        {
          ...axis,
          size: 46,
          space: 32,
          incrs: [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
          values: (_, at) => at.map((value) => valueWords(measure, value)),
          ...(isShare && { splits: () => [0, 0.5, 1] }),
        },
      ],
      series: [{}, { paths: () => null, points: { show: false } }],
      hooks: {
        draw: [(self) => drawSeries(self, series, colours)],
        setCursor: [
          (self) => {
            // Nothing is asked of the pointer once it has left.
            if ((self.cursor.left ?? -1) < 0) near = null
            self.over.style.cursor = near === null ? '' : 'pointer'
            ports.near(near)
          },
        ],
      },
    },
    [points.map(({ at }) => at / 1000), points.map(({ value }) => value)],
    place,
  )
  plot.over.addEventListener('click', () => {
    if (near !== null) ports.choose(near)
  })
  return plot
}

/** From the first point to the last, in s, with room at both ends; a week at least, so that one day does not fill the chart. */
function spanOf(points: readonly Point[]): [number, number] {
  const [from, to] = [points[0], points.at(-1)].map((point) => (point?.at ?? 0) / 1000) as [number, number]
  const spare = Math.max((to - from) * 0.03, (7 * day - (to - from)) / 2)
  return [from - spare, to + spare]
}

function dates(at: readonly number[]): string[] {
  const [first = 0, last = 0] = [at[0], at.at(-1)]
  const format: Intl.DateTimeFormatOptions =
    last - first > 300 * day ? { month: 'short', year: '2-digit' } : { day: 'numeric', month: 'short' }
  return at.map((value) => new Date(value * 1000).toLocaleDateString('en-GB', format))
}

/** The point that is nearest to the pointer, within reach. */
function nearest(plot: UPlot, points: readonly Point[]): number | null {
  const { left = -1, top = -1 } = plot.cursor
  if (left < 0) return null
  let best: number | null = null
  let least = reach
  for (const [i, { at, value }] of points.entries()) {
    const distance = Math.hypot(plot.valToPos(at / 1000, 'x') - left, plot.valToPos(value, 'y') - top)
    if (distance > least) continue
    best = i
    least = distance
  }
  return best
}

/** A point for each session, larger with more answers, and the trend. */
function drawSeries(plot: UPlot, { points, trend }: Series, colours: Colours): void {
  const { ctx } = plot
  const px = devicePixelRatio
  const x = (at: number) => plot.valToPos(at / 1000, 'x', true)
  const y = (value: number) => plot.valToPos(value, 'y', true)
  const dense = points.length > many
  ctx.save()
  ctx.fillStyle = colours.accent
  ctx.globalAlpha = dense ? 0.45 : 0.8
  for (const { at, value, count } of points) {
    ctx.beginPath()
    ctx.arc(x(at), y(value), px * (dense ? 2.5 : Math.min(6, 2 + Math.sqrt(count))), 0, 2 * Math.PI)
    ctx.fill()
  }
  ctx.globalAlpha = 1
  if (trend) {
    ctx.beginPath()
    ctx.moveTo(x(trend.from.at), y(trend.from.value))
    ctx.lineTo(x(trend.to.at), y(trend.to.value))
    // With an edge: where colours are forced, points and line have the same one.
    ctx.strokeStyle = colours.ground
    ctx.lineWidth = 5 * px
    ctx.stroke()
    ctx.strokeStyle = colours.ink
    ctx.lineWidth = 2 * px
    ctx.stroke()
  }
  ctx.restore()
}
