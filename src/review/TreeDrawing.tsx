import { Maximize2 } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { drawTree, type Drawing, type PlacedNode } from './layout.ts'
import { scrollBehaviour } from './motion.ts'
import { stateOf, type NodeState, type Tree } from './tree.ts'
import styles from './TreeDrawing.module.css'

interface Shown {
  tree: Tree
  /** The prompt at the playhead. */
  prompt: string | null
  current: number
  onGo: (index: number) => void
}

/** The tree, drawn. Its words for screen readers are the list of the path beside it. */
export default function TreeDrawing(props: Shown) {
  const { tree, prompt, current, onGo } = props
  const [large, setLarge] = useState(false)
  const drawing = useMemo(() => drawTree(tree), [tree])
  const paper = useRef<HTMLDivElement>(null)
  useEffect(() => keepInView(paper.current, prompt), [prompt])
  const asked = drawing.nodes.filter((node) => node.step !== null).length
  return (
    <figure className={styles.figure}>
      <div ref={paper} className={styles.paper}>
        <Sheet drawing={drawing} prompt={prompt} current={current} onGo={onGo} />
        <Button
          size="small"
          icon
          className={styles.size}
          aria-label="Larger drawing"
          title="Larger drawing"
          onClick={() => setLarge(true)}
        >
          <Maximize2 size={15} aria-hidden="true" />
        </Button>
      </div>
      <figcaption className={styles.caption}>
        {asked} of {drawing.nodes.length} prompts asked. Ticked: told unasked. Dotted: never reached.
      </figcaption>
      <Dialog open={large} full title={tree.title} onClose={() => setLarge(false)}>
        <Sheet
          drawing={drawing}
          prompt={prompt}
          current={current}
          onGo={(index) => {
            setLarge(false)
            onGo(index)
          }}
        />
      </Dialog>
    </figure>
  )
}

/** Drawn larger than this, its words would look like headings. */
const largestScale = 1.6

/** The drawing alone, as wide as there is room for it. */
function Sheet({ drawing, prompt, current, onGo }: Omit<Shown, 'tree'> & { drawing: Drawing }) {
  const { width, height, nodes, branches, path } = drawing
  const id = useId()
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width * largestScale}
      className={styles.drawing}
      aria-hidden="true"
    >
      <defs>
        {(['Lit', 'Later'] as const).map((name) => (
          <marker
            key={name}
            id={`${id}${name}`}
            className={styles[`arrow${name}`]}
            viewBox="0 0 8 8"
            refX="6.5"
            refY="4"
            markerUnits="userSpaceOnUse"
            markerWidth="9"
            markerHeight="9"
            orient="auto"
          >
            <path d="M0 0.5 7 4 0 7.5Z" />
          </marker>
        ))}
      </defs>
      {branches.map(({ to, d }) => (
        <path key={to} d={d} className={styles.branch} />
      ))}
      {path.map(({ answer, d }) => {
        const name = answer <= current ? 'Lit' : 'Later'
        return (
          <path
            key={answer}
            d={d}
            className={classes(styles.step, styles[`step${name}`])}
            markerEnd={`url(#${id}${name})`}
          />
        )
      })}
      {nodes.map((node) => (
        <Node key={node.key} node={node} state={stateOf(node, prompt, current)} onGo={onGo} />
      ))}
    </svg>
  )
}

function Node(props: { node: PlacedNode; state: NodeState; onGo: (index: number) => void }) {
  const { node, state, onGo } = props
  const { x, y, width, height, lines, answers, step } = node
  const [first] = answers
  const shape = (
    <>
      <rect width={width} height={height} rx={node.kind === 'reactive' ? height / 2 : 7} />
      {lines.map((line, i) => (
        <text key={line} x={width / 2} y={height / 2 + (i - (lines.length - 1) / 2) * 16} dy="0.35em">
          {line}
        </text>
      ))}
      {step !== null && (
        <g className={styles.badge} transform={`translate(${width - 4} 2)`}>
          <circle r="9" />
          <text dy="0.36em">{step}</text>
        </g>
      )}
      {state === 'told' && (
        <g className={styles.told} transform={`translate(${width - 4} 2)`}>
          <circle r="8" />
          <path d="M-3.5 0 -1 2.8 3.8 -2.8" />
        </g>
      )}
    </>
  )
  return (
    <g
      transform={`translate(${x} ${y})`}
      data-prompt={node.key}
      className={classes(styles.node, styles[state], first !== undefined && styles.link)}
      onClick={first === undefined ? undefined : () => onGo(first)}
    >
      {shape}
    </g>
  )
}

/** Scrolls the drawing alone, never the page. */
function keepInView(paper: HTMLElement | null, prompt: string | null): void {
  const node = prompt === null ? null : paper?.querySelector(`[data-prompt="${CSS.escape(prompt)}"]`)
  if (!paper || !node) return
  const [outer, inner] = [paper.getBoundingClientRect(), node.getBoundingClientRect()]
  const offset = (from: number, to: number, low: number, high: number) =>
    from >= low + 24 && to <= high - 24 ? 0 : (from + to - low - high) / 2
  paper.scrollBy({
    top: offset(inner.top, inner.bottom, outer.top, outer.bottom),
    left: offset(inner.left, inner.right, outer.left, outer.right),
    behavior: scrollBehaviour(),
  })
}
