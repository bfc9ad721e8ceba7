import { Graph, layout } from '@dagrejs/dagre'
import type { Tree, TreeNode } from './tree.ts'

export interface PlacedNode extends TreeNode {
  /** The label in lines that fit. */
  lines: readonly string[]
  /** Upper left corner and size, in px at full size. */
  x: number
  y: number
  width: number
  height: number
}

export interface Drawing {
  width: number
  height: number
  nodes: readonly PlacedNode[]
  /** From each node's parent to it, as path data. */
  branches: readonly { to: string; d: string }[]
  /** The path that was taken, step by step, as path data. */
  path: readonly { answer: number; d: string }[]
}

const nodeWidth = 142
const openingWidth = 74
const lineHeight = 16
const padding = 8
/** About what fits at 13 px. */
const charsALine = 19
const margin = 14

/** Places the tree from left to right: opening, points, sub-points. */
export function drawTree(tree: Tree): Drawing {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', ranksep: 26, nodesep: 8, marginx: margin, marginy: margin })
  graph.setDefaultEdgeLabel(() => ({}))
  const sized = tree.nodes.map((node) => {
    const lines = wrap(node.label)
    const width = node.parent === null ? openingWidth : nodeWidth
    return { ...node, lines, width, height: Math.max(30, lines.length * lineHeight + 2 * padding) }
  })
  for (const { key, width, height } of sized) graph.setNode(key, { width, height })
  for (const { key, parent } of sized) if (parent !== null) graph.setEdge(parent, key)
  // Siblings keep the order in which the question goes through them.
  layout(graph, { disableOptimalOrderHeuristic: true })

  const middle = (key: string) => graph.node(key) as { x: number; y: number }
  const [root] = sized
  const firstChild = sized.find((node) => node.parent === root?.key)
  const nodes = sized.map((node): PlacedNode => {
    const { x, y } = middle(node.key)
    // The opening stands beside what comes first, where reading begins, and not halfway down.
    const beside = node === root && firstChild ? middle(firstChild.key).y : y
    return { ...node, x: x - node.width / 2, y: beside - node.height / 2 }
  })
  const at = new Map(nodes.map((node) => [node.key, node]))
  const branches = nodes.flatMap((node) => {
    const parent = node.parent === null ? undefined : at.get(node.parent)
    return parent ? [{ to: node.key, d: across(parent, node) }] : []
  })
  const path = tree.path.flatMap(({ from, to, answer }) => {
    const [a, b] = [from === null ? undefined : at.get(from), at.get(to)]
    return a && b ? [{ answer, d: between(a, b) }] : []
  })
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  return { width: width + margin, height, nodes, branches, path }
}

/** From one column to the next. */
function across(a: PlacedNode, b: PlacedNode): string {
  const [x1, y1, x2, y2] = [a.x + a.width, a.y + a.height / 2, b.x, b.y + b.height / 2]
  const middle = (x1 + x2) / 2
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`
}

/** From a prompt to the one that was asked next, wherever the two stand. */
function between(a: PlacedNode, b: PlacedNode): string {
  if (b.x >= a.x + a.width) return across(a, b)
  const sameColumn = Math.abs(a.x - b.x) < 1
  const down = b.y > a.y
  const gap = down ? b.y - (a.y + a.height) : a.y - (b.y + b.height)
  if (sameColumn && gap < 16) {
    const x = a.x + a.width / 2
    return down ? `M${x} ${a.y + a.height}V${b.y}` : `M${x} ${a.y}V${b.y + b.height}`
  }
  const [x1, y1, x2, y2] = [a.x + a.width, a.y + a.height / 2, b.x + b.width, b.y + b.height / 2]
  if (sameColumn) {
    const bulge = x1 + Math.min(24, 12 + gap / 20)
    return `M${x1} ${y1}C${bulge} ${y1} ${bulge} ${y2} ${x2} ${y2}`
  }
  // Back to a column on the left: out into the gutter, in from above, or from below.
  const [x, y] = [b.x + b.width - 30, down ? b.y : b.y + b.height]
  return `M${a.x} ${y1}C${a.x - 22} ${y1} ${x} ${y - (down ? 30 : -30)} ${x} ${y}`
}

function wrap(label: string): string[] {
  const lines: string[] = []
  for (const word of label.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= charsALine)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
