import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useShortcuts } from '../../ui/shortcuts.ts'
import { clockTime } from '../../ui/Time.tsx'
import type { Review } from '../load.ts'
import type { Player } from '../player.ts'
import { promptLabel, promptName, sentence } from '../words.ts'
import { AnswerList } from './AnswerList.tsx'
import { Canvas } from './Canvas.tsx'
import { LoopButtons } from './LoopButtons.tsx'
import { lanes, markWords, type Lane, type Mark } from './marks.ts'
import { Minimap } from './Minimap.tsx'
import { lanePx, laneNames, laneTop, stagePx } from './rows.ts'
import { sceneOf } from './scene.ts'
import styles from './Timeline.module.css'
import { usePeaks } from './usePeaks.ts'
import { usePointer } from './usePointer.ts'
import { useView, useWidth } from './useView.ts'
import { wholeView, xOf, zoomed, type View } from './view.ts'

const zoomStep = 1.6

/** The whole session on one timeline: waveform, bands, and lanes for what was heard, for probes and for notes. */
export const TimelinePanel = memo(function TimelinePanel(props: {
  review: Review
  player: Player
  marks: Record<Lane, Mark[]>
  /** The mark that was picked last. */
  picked: Mark | null
  /** Place of the answer at the playhead. */
  current: number
  onPick: (mark: Mark) => void
}) {
  const { review, player, marks, picked, current, onPick } = props
  const { duration } = review.timeline
  const stage = useRef<HTMLDivElement>(null)
  const width = useWidth(stage)
  const [view, setView] = useView(player, duration, width)
  const scene = useMemo(() => sceneOf(review), [review])
  const peaksOf = usePeaks(scene, view, player)
  const { hovered, selected, handlers } = usePointer({
    stage,
    player,
    marks,
    picked: picked?.id ?? null,
    view,
    width,
    duration,
    onView: setView,
    onPick,
  })

  const zoom = (factor: number) => setView(zoomed(view, factor, middleOf(view, player.state().at), duration))
  useShortcuts([
    { key: '+', label: 'zoom in', action: () => zoom(zoomStep) },
    { key: '=', label: 'zoom in, too', action: () => zoom(zoomStep) },
    { key: '-', label: 'zoom out', action: () => zoom(1 / zoomStep) },
    { key: '0', label: 'the whole session', action: () => setView(wholeView(duration)) },
  ])
  const isWhole = view.from <= 0 && view.to >= duration

  return (
    <section className={styles.timeline} aria-labelledby="timeline">
      <header className={styles.header}>
        <h2 id="timeline">Timeline</h2>
        <div className={styles.tools}>
          <LoopButtons player={player} review={review} />
          <span className={styles.zoom}>
            <Button
              size="small"
              kind="quiet"
              icon
              aria-label="Zoom out"
              title="Zoom out (−)"
              disabled={isWhole}
              shortcut="-"
              onClick={() => zoom(1 / zoomStep)}
            >
              <span aria-hidden="true">−</span>
            </Button>
            <Button
              size="small"
              kind="quiet"
              icon
              aria-label="Zoom in"
              title="Zoom in (+)"
              shortcut="+"
              onClick={() => zoom(zoomStep)}
            >
              <span aria-hidden="true">+</span>
            </Button>
            <Button
              size="small"
              kind="quiet"
              shortcut="0"
              disabled={isWhole}
              onClick={() => setView(wholeView(duration))}
            >
              Whole
            </Button>
          </span>
        </div>
      </header>
      <div className={styles.grid}>
        <div className={styles.map}>
          <Minimap review={review} player={player} view={view} onView={setView} />
        </div>
        <div className={styles.names} style={{ height: stagePx }} aria-hidden="true">
          {lanes.map((lane) => (
            <span key={lane} style={{ top: laneTop(lane), height: lanePx }}>
              {laneNames[lane]}
            </span>
          ))}
        </div>
        <div
          ref={stage}
          className={styles.stage}
          style={{ height: stagePx, cursor: hovered.length > 0 ? 'pointer' : undefined }}
          {...handlers}
        >
          <Canvas
            scene={scene}
            marks={marks}
            picked={picked?.id ?? null}
            view={view}
            width={width}
            peaksOf={peaksOf}
          />
          <Overlay player={player} view={view} width={width} selected={selected} />
        </div>
      </div>
      <p className={styles.line} aria-hidden="true">
        {hovered.length > 0 ? hovered.map(lineOf).join(' · ') : hereWords(review, current)}
      </p>
      <output className="visually-hidden">{picked && lineOf(picked)}</output>
      <AnswerList review={review} marks={marks} />
    </section>
  )
})

const lineOf = (mark: Mark) => `${clockTime(mark.at)} ${markWords(mark)}`

/** Zooming goes to the playhead where it is in view. */
const middleOf = (view: View, at: number) =>
  at >= view.from && at <= view.to ? at : (view.from + view.to) / 2

function hereWords({ answers, prompts, plans }: Review, current: number): string {
  const answer = answers[current]
  const prompt = prompts.find(({ attempts }) => attempts.includes(current))
  if (!answer || !prompt) return ''
  const label = promptLabel(plans[answer.question], answer)
  return prompt.number === null ? sentence(label) : `${sentence(promptName(prompt.number, label))}: ${label}`
}

/** The playhead, and the stretch that is looped or being selected. Moves without drawing the rest. */
function Overlay(props: { player: Player; view: View; width: number; selected: View | null }) {
  const { player, view, width, selected } = props
  const head = useRef<HTMLDivElement>(null)
  const [loop, setLoop] = useState(player.state().loop)
  useEffect(() => {
    const follow = () => {
      const { at, loop: now } = player.state()
      setLoop(now)
      if (!head.current) return
      head.current.style.transform = `translateX(${xOf(view, at, width)}px)`
      head.current.hidden = at < view.from || at > view.to
    }
    follow()
    return player.subscribe(follow)
  }, [player, view, width])
  const range = selected ?? loop
  const left = range && xOf(view, range.from, width)
  return (
    <>
      {range && left !== null && (
        <div
          className={styles.loop}
          style={{ left, width: Math.max(2, xOf(view, range.to, width) - left) }}
        />
      )}
      <div ref={head} className={styles.head} data-playhead />
    </>
  )
}
