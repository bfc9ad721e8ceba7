import { Link2, Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { Button } from '../ui/Button.tsx'
import { useSettings } from '../ui/settings.ts'
import { useShortcuts } from '../ui/shortcuts.ts'
import { clockTime } from '../ui/Time.tsx'
import type { Unheard } from './decks.ts'
import { copyLink } from './link.ts'
import type { Review } from './load.ts'
import { playerKeys, sliderKeys } from './keys.ts'
import { speeds, type Player, type PlayerState } from './player.ts'
import { neighbour } from './playhead.ts'
import { Scrubber } from './Scrubber.tsx'
import type { Timeline } from './timeline.ts'
import styles from './Transport.module.css'
import { usePlaying } from './usePlaying.ts'
import { promptLabel, promptName } from './words.ts'

/** Plays, pauses and moves through the session. Stays at the foot of the window. */
export function Transport(props: {
  review: Review
  player: Player
  current: number
  /** Goes to the next finding (1), or to the one before (-1). */
  onFinding: (step: 1 | -1) => void
}) {
  const { review, player, current, onFinding } = props
  const { timeline } = review
  const take = review.answers[current]?.take ?? null
  const unheard = usePlaying(player, (state) => (take === null ? null : (state.unheard.get(take) ?? null)))
  const playing = usePlaying(player, (state) => state.playing)
  const speed = usePlaying(player, (state) => state.speed)
  const seconds = usePlaying(player, (state) => Math.floor(state.at / 1000))
  const sound = usePlaying(player, (state) => state.sound)
  const problem = usePlaying(player, (state) => state.problem)
  const duration = timeline.duration
  const stops = useMemo(() => stopsOf(review), [review])
  const { skipSilences, change } = useSettings()
  useEffect(() => player.setSkipping(skipSilences), [player, skipSilences])

  const step = (to: 1 | -1) => player.seek(neighbour(stops, player.state().at, to))
  const skip = () => change({ skipSilences: !skipSilences })
  const keys = playerKeys(player, duration, { onAnswer: step, onFinding, onSkip: skip })
  const copy = () => void copyLink(player.state().at)
  useShortcuts([...keys, { key: 'c', label: 'copy a link to this moment', action: copy }])

  return (
    <section className={styles.transport} aria-label="Player">
      <div className={styles.inside}>
        <Scrubber
          review={review}
          player={player}
          text={`${nameOf(review, current)}, ${clockTime(seconds * 1000)} of ${clockTime(duration)}`}
          onKey={(event) => sliderKeys(event, player, keys)}
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
            <Button
              kind="quiet"
              size="small"
              className={styles.finding}
              aria-label="Next finding"
              title="Next finding (F); the one before (D)"
              shortcut="f"
              onClick={() => onFinding(1)}
            >
              finding
            </Button>
          </div>
          <div className={styles.end}>
            <output className={styles.unheard}>{unheard && unheardWords[unheard]}</output>
            <span className={styles.heard} data-sound={sound}>
              {!unheard && soundWords(sound, playing)}
            </span>
            <label className={styles.skip}>
              <input type="checkbox" checked={skipSilences} onChange={skip} />
              <span>skip silences</span>
            </label>
            <Button
              kind="quiet"
              size="small"
              icon
              aria-label="Copy a link to this moment"
              title="Copy a link to this moment (C)"
              shortcut="c"
              onClick={copy}
            >
              <Link2 size={18} aria-hidden="true" />
            </Button>
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

const unheardWords: Record<Unheard, string> = {
  missing: 'This recording is missing.',
  damaged: 'This recording is damaged.',
}

function soundWords(sound: PlayerState['sound'], playing: boolean): string {
  if (sound === 'loading') return 'loading the recording'
  if (sound === 'recorded') return 'recorded'
  return playing ? 'no recording here, shown briefly' : ''
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
