import type { Role } from '../../ui/colours.ts'
import { note, type Stage } from './drawWave.ts'
import { clustersOf, lanes, type Cluster, type Lane, type Mark } from './marks.ts'
import { lanePx, laneTop } from './rows.ts'
import { firstWhere, xOf } from './view.ts'

/** What the lanes show now: for drawing, and for finding what lies under the pointer. */
export function clustersInView(
  { view, width }: Pick<Stage, 'view' | 'width'>,
  marks: readonly Mark[],
): Cluster[] {
  // A little more than is in view: a shape at the edge is seen by half.
  const margin = ((view.to - view.from) / Math.max(1, width)) * 12
  const first = firstWhere(marks, (mark) => mark.at >= view.from - margin)
  const last = firstWhere(marks, (mark) => mark.at > view.to + margin)
  return clustersOf(marks.slice(first, last), (at) => xOf(view, at, width))
}

export function drawLanes(stage: Stage, marks: Record<Lane, Mark[]>, picked: string | null): void {
  const { ctx, width, colours } = stage
  for (const lane of lanes) {
    const top = laneTop(lane)
    ctx.fillStyle = colours.line
    ctx.fillRect(0, top, width, 1)
    const clusters = clustersInView(stage, marks[lane])
    for (const [i, cluster] of clusters.entries())
      drawCluster(stage, cluster, clusters[i + 1]?.x ?? width, top + lanePx / 2, picked)
  }
}

const shapePx = 5

function drawCluster(
  stage: Stage,
  { x, marks }: Cluster,
  next: number,
  y: number,
  picked: string | null,
): void {
  const { ctx, colours } = stage
  const mark = marks.find(({ id }) => id === picked) ?? marks[0]
  if (!mark) return
  const text = marks.length > 1 ? `${marks.length}` : mark.label
  const isPicked = mark.id === picked
  if (isPicked) {
    ctx.fillStyle = colours.accent
    ctx.fillRect(x - 9, y - lanePx / 2 + 2, 18, 2)
  }
  ctx.fillStyle = ctx.strokeStyle = colours[colourOf[mark.shape]]
  ctx.lineWidth = 2
  drawShape(ctx, mark.shape, x, y)
  ctx.fillStyle = isPicked ? colours.ink : colours['ink-2']
  const label = isPicked && marks.length > 1 ? `${marks.length} · ${mark.label}` : text
  note(stage, label, [x + 9, next - 8, y + 4])
}

const colourOf: Record<Mark['shape'], Role> = {
  flag: 'over',
  risk: 'short',
  good: 'in',
  neutral: 'ink-3',
  asked: 'ink-2',
  touched: 'short',
  covered: 'in',
  note: 'accent',
  bookmark: 'accent',
}

/** Told apart without colour: diamonds against, a disc for good, rings for probes with more in them as they are covered. */
function drawShape(ctx: CanvasRenderingContext2D, shape: Mark['shape'], x: number, y: number): void {
  const r = shapePx
  ctx.beginPath()
  switch (shape) {
    case 'flag':
    case 'risk':
      ctx.moveTo(x, y - r)
      ctx.lineTo(x + r, y)
      ctx.lineTo(x, y + r)
      ctx.lineTo(x - r, y)
      ctx.closePath()
      return shape === 'flag' ? ctx.fill() : ctx.stroke()
    case 'good':
      ctx.arc(x, y, r - 0.5, 0, 2 * Math.PI)
      return ctx.fill()
    case 'neutral':
      ctx.fillRect(x - r, y - 1, 2 * r, 2)
      return
    case 'asked':
      ctx.arc(x, y, r - 1, 0, 2 * Math.PI)
      return ctx.stroke()
    case 'touched':
      ctx.arc(x, y, r - 1, 0, 2 * Math.PI)
      ctx.stroke()
      ctx.beginPath()
      ctx.arc(x, y, 1.5, 0, 2 * Math.PI)
      return ctx.fill()
    case 'covered':
      ctx.moveTo(x - r, y)
      ctx.lineTo(x - 1, y + r - 1)
      ctx.lineTo(x + r, y - r + 1)
      return ctx.stroke()
    case 'note':
      ctx.rect(x - r + 1, y - r + 1, 2 * r - 2, 2 * r - 2)
      return ctx.fill()
    case 'bookmark':
      ctx.moveTo(x - r + 1, y - r)
      ctx.lineTo(x + r - 1, y - r)
      ctx.lineTo(x + r - 1, y + r)
      ctx.lineTo(x, y + 1)
      ctx.lineTo(x - r + 1, y + r)
      ctx.closePath()
      return ctx.fill()
  }
}
