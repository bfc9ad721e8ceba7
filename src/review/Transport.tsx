import { Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react'
import { bandOf } from '../session/band.ts'
import { Button } from '../ui/Button.tsx'
import { useShortcuts } from '../ui/shortcuts.ts'
import { clockTime } from '../ui/Time.tsx'
import type { Review } from './load.ts'
import { speeds, type Player } from './player.ts'
import { neighbour } from './playhead.ts'
import type { Timeline } from './timeline.ts'
import styles from './Transport.module.css'
import { usePlaying } from './usePlaying.ts'
import { promptLabel, promptName } from './words.ts'

const stepMs = 5_000
const leapMs = 30_000

/** Plays, pauses and moves through the session. Stays at the foot of the window. */
export function Transport({ review, player, current }: { review: Review; player: Player; current: number }) {
  const { timeline } = review
  const playing = usePlaying(player, (state) => state.playing)
  const speed = usePlaying(player, (state) => state.speed)
  const seconds = usePlaying(player, (state) => Math.floor(state.at / 1000))
  const sound = usePlaying(player, (state) => state.sound)
  const problem = usePlaying(player, (state) => state.problem)
  const duration = timeline.duration
  const stops = useMemo(() => stopsOf(review), [review])

  const by = (ms: number) => player.seek(player.state().at + ms)
  const step = (to: 1 | -1) => player.seek(neighbour(stops, player.state().at, to))
  const shortcuts = [
    { key: ' ', label: 'play or pause', action: player.toggle },
    { key: 'ArrowLeft', label: '5 s back', action: () => by(-stepMs) },
    { key: 'ArrowRight', label: '5 s on', action: () => by(stepMs) },
    { key: '[', label: 'previous answer', action: () => step(-1) },
    { key: ']', label: 'next answer', action: () => step(1) },
    { key: 'Home', label: 'to the beginning', action: () => player.seek(0) },
    { key: 'End', label: 'to the end', action: () => player.seek(duration) },
  ]
  useShortcuts(shortcuts)

  // On the slider the same keys do the same; the browser's own steps would be too small.
  const onSliderKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const leaps: Record<string, number> = {
      PageUp: leapMs,
      PageDown: -leapMs,
      ArrowUp: stepMs,
      ArrowDown: -stepMs,
    }
    const leap = leaps[event.key]
    const shortcut = shortcuts.find(({ key }) => key === event.key)
    if (leap === undefined && !shortcut) return
    event.preventDefault()
    if (leap !== undefined) by(leap)
    else shortcut?.action()
  }

  const heard =
    sound === 'loading'
      ? 'loading the recording'
      : sound === 'recorded'
        ? 'recorded'
        : playing
          ? 'no recording here, shown briefly'
          : ''
  return (
    <section className={styles.transport} aria-label="Player">
      <div className={styles.inside}>
        <Scrubber
          review={review}
          player={player}
          text={`${nameOf(review, current)}, ${clockTime(seconds * 1000)} of ${clockTime(duration)}`}
          onKey={onSliderKey}
        />
        <div className={styles.row}>
          <p className={styles.time}>
            <span>{clockTime(seconds * 1000)}</span> / {clockTime(duration)}
          </p>
          <div className={styles.buttons}>
            <Button
              kind="quiet"
              icon
              aria-label="Previous answer"
              title="Previous answer ([)"
              shortcut="["
              onClick={() => step(-1)}
            >
              <SkipBack size={20} aria-hidden="true" />
            </Button>
            <Button
              kind="primary"
              icon
              className={styles.play}
              aria-label={playing ? 'Pause' : 'Play'}
              title={playing ? 'Pause (Space)' : 'Play (Space)'}
              shortcut=" "
              onClick={player.toggle}
            >
              {playing ? <Pause size={22} aria-hidden="true" /> : <Play size={22} aria-hidden="true" />}
            </Button>
            <Button
              kind="quiet"
              icon
              aria-label="Next answer"
              title="Next answer (])"
              shortcut="]"
              onClick={() => step(1)}
            >
              <SkipForward size={20} aria-hidden="true" />
            </Button>
          </div>
          <div className={styles.end}>
            <span className={styles.heard}>{heard}</span>
            <label className={styles.speed}>
              <span className="visually-hidden">Speed</span>
              <select value={speed} onChange={({ target }) => player.setSpeed(Number(target.value))}>
                {speeds.map((value) => (
                  <option key={value} value={value}>
                    {value}×
                  </option>
                ))}
              </select>
            </label>
          </div>
        </div>
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
      </div>
    </section>
  )
}

/** Where "next" and "previous" lead: to prompts, and not to each try on them. */
const stopsOf = ({ prompts, timeline }: Review): Pick<Timeline, 'answers' | 'duration'> => ({
  duration: timeline.duration,
  answers: prompts.flatMap(({ attempts: [first] }) => timeline.answers[first ?? -1] ?? []),
})

function nameOf({ prompts, answers, plans }: Review, current: number): string {
  const answer = answers[current]
  const prompt = prompts.find(({ attempts }) => attempts.includes(current))
  return answer && prompt ? promptName(prompt.number, promptLabel(plans[answer.question], answer)) : ''
}

/** The session in time, and the playhead on it. Moves with every frame without drawing anything anew. */
function Scrubber(props: {
  review: Review
  player: Player
  text: string
  onKey: (event: KeyboardEvent) => void
}) {
  const { review, player, text, onKey } = props
  const { timeline } = review
  const slider = useRef<HTMLInputElement>(null)
  const played = useRef<HTMLDivElement>(null)
  const duration = Math.max(1, timeline.duration)
  useEffect(() => {
    const follow = () => {
      const { at } = player.state()
      if (slider.current) slider.current.value = String(Math.round(at))
      played.current?.style.setProperty('inline-size', `${(at / duration) * 100}%`)
    }
    follow()
    return player.subscribe(follow)
  }, [player, duration])
  return (
    <div className={styles.scrubber}>
      <Strip review={review} />
      <div ref={played} className={styles.played} aria-hidden="true" />
      <input
        ref={slider}
        type="range"
        className={styles.slider}
        aria-label="Playhead"
        aria-valuetext={text}
        min={0}
        max={duration}
        step={1}
        defaultValue={0}
        onChange={({ target }) => player.seek(Number(target.value))}
        onKeyDown={onKey}
      />
    </div>
  )
}

/** Who spoke when: one path for each kind, so that two hundred answers cost no more than one. */
function Strip({ review: { timeline, answers, log } }: { review: Review }) {
  const paths = useMemo(() => {
    const kinds: Record<string, string> = {}
    const block = (kind: string, from: number, to: number, top: number, height: number) => {
      kinds[kind] = `${kinds[kind] ?? ''}M${from} ${top}H${to}V${top + height}H${from}Z`
    }
    for (const { kind, from, to, answer } of timeline.segments) {
      const seconds = answer === null ? null : (answers[answer]?.seconds ?? null)
      if (kind === 'asking') block('asking', from, to, 10, 4)
      else if (kind === 'thinking') block('thinking', from, to, 11, 2)
      else if (kind === 'speaking')
        block(
          seconds === null ? 'unmeasured' : bandOf(Math.round(seconds), log.header.guideline),
          from,
          to,
          2,
          20,
        )
    }
    return Object.entries(kinds)
  }, [timeline, answers, log.header.guideline])
  return (
    <svg
      className={styles.strip}
      viewBox={`0 0 ${Math.max(1, timeline.duration)} 24`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {paths.map(([kind, d]) => (
        <path key={kind} d={d} className={styles[kind]} />
      ))}
    </svg>
  )
}
