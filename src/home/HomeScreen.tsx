import { Keyboard, Mic, Timer } from 'lucide-react'
import { useEffect, useState, type ComponentType } from 'react'
import { Link, useLocation } from 'wouter'
import type { Input } from '../../machines/limits.ts'
import type { SessionSummary } from '../session/store.ts'
import { BackupReminder } from '../ui/BackupReminder.tsx'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { whenIdle } from '../platform/idle.ts'
import { Page } from '../ui/Page.tsx'
import { classes } from '../ui/classes.ts'
import row from '../ui/OpenRow.module.css'
import { SessionFacts } from '../ui/SessionFacts.tsx'
import { useSettings, type Choices } from '../ui/settings.ts'
import { BandShape } from '../ui/BandMark.tsx'
import { useShortcuts } from '../ui/shortcuts.ts'
import { GoOn, TakenElsewhere, useTakenElsewhere, whyNot } from '../ui/taking.tsx'
import { useServices } from '../ui/services.ts'
import { ErrorState } from '../ui/States.tsx'
import { SpaceNotice } from '../ui/SpaceNotice.tsx'
import { storeWordsOf } from '../ui/storage.ts'
import { UnseenState } from '../ui/UnseenState.tsx'
import { useDeleteSession, useSessions } from '../ui/useSessions.ts'
import styles from './HomeScreen.module.css'
import { messageOf } from '../platform/messageOf.ts'

/** How many are shown; the rest is a click away. */
const interruptedShown = 3
const lastShown = 5

/** Where one arrives: what was interrupted, an interview, one question at once, the last sessions. */
export function HomeScreen({ start }: { start: (choices: Choices) => Promise<void> }) {
  const { store } = useServices()
  const { list, reload } = useSessions()
  const [, go] = useLocation()
  const elsewhere = useTakenElsewhere()
  const one = useOneQuestion(start)
  const mayBegin = elsewhere === null
  useShortcuts([
    { key: 'n', label: 'set up an interview', action: () => go('/setup') },
    { key: 'a', label: 'answer one question aloud', action: () => one.begin('microphone'), when: mayBegin },
    { key: 't', label: 'answer one question by typing', action: () => one.begin('keyboard'), when: mayBegin },
    { key: 'd', label: 'choose a drill', action: () => go('/drills') },
    { key: 's', label: 'all sessions', action: () => go('/sessions') },
    { key: 'p', label: 'progress', action: () => go('/progress') },
    { key: ',', label: 'settings', action: () => go('/settings') },
  ])
  const sessions = list.state === 'ready' ? list.sessions : []
  const interrupted = sessions.filter(({ id, status }) => status === 'open' && id !== elsewhere)
  const ended = sessions.filter((session) => session.status === 'ended')
  return (
    <Page
      title="Mockloop"
      heading="Mock interview"
      lead="An interviewer asks, you answer, and each answer is held against 15 to 30 seconds."
      action={
        <ButtonLink href="/setup" kind="primary" shortcut="n">
          Set up an interview
        </ButtonLink>
      }
    >
      <div className={styles.sections}>
        <SpaceNotice />
        <TakenElsewhere sessions={sessions} />
        {interrupted.length > 0 && <Interrupted sessions={interrupted} />}
        <section className={styles.one} aria-labelledby="one">
          <div>
            <h2 id="one">Answer one question now</h2>
            <p className={styles.quiet}>A random one and a follow-up, without set-up. Two minutes.</p>
          </div>
          <div className={styles.buttons}>
            <Button
              size="large"
              shortcut="a"
              disabled={one.starting}
              {...whyNot(elsewhere)}
              onClick={() => one.begin('microphone')}
            >
              <Mic size={18} aria-hidden="true" />
              Aloud
            </Button>
            <Button
              size="large"
              shortcut="t"
              disabled={one.starting}
              {...whyNot(elsewhere)}
              onClick={() => one.begin('keyboard')}
            >
              <Keyboard size={18} aria-hidden="true" />
              Typing
            </Button>
          </div>
          {one.problem && (
            <div className={styles.problem}>
              <ErrorState title="It could not be started" detail={one.problem.detail}>
                <p>The session could not be kept on this machine: {one.problem.words}</p>
              </ErrorState>
            </div>
          )}
        </section>
        <section className={styles.one} aria-labelledby="drill">
          <div>
            <h2 id="drill">Drill</h2>
            <p className={styles.quiet}>One thing at a time: first answers, bottom lines, follow-ups.</p>
          </div>
          <div className={styles.buttons}>
            <ButtonLink href="/drills" size="large" shortcut="d">
              <Timer size={18} aria-hidden="true" />
              Choose a drill
            </ButtonLink>
          </div>
          {sessions.length > 0 && <DueToday />}
        </section>
        {list.state === 'error' && (
          <ErrorState
            title="Your sessions could not be read"
            detail={list.message}
            actions={<Button onClick={reload}>Try again</Button>}
          >
            <p>The cause: {list.words}</p>
          </ErrorState>
        )}
        <BackupReminder sessions={sessions} />
        {ended.length > 0 && <Last sessions={ended} all={sessions.length} />}
        {list.state === 'ready' && sessions.length === 0 && (
          <>
            {!store.durable && <UnseenState />}
            <FirstTime />
          </>
        )}
      </div>
    </Page>
  )
}

/** What is due to be practised today; its script comes after what this screen opens with. */
function DueToday() {
  const [Line, setLine] = useState<ComponentType | null>(null)
  useEffect(() => {
    let left = false
    void whenIdle()
      .then(() => import('../drills/DueLine.tsx'))
      .then(
        (loaded) => left || setLine(() => loaded.default),
        // Without it, the screen of the drills tells what is due.
        () => {},
      )
    return () => {
      left = true
    }
  }, [])
  return Line && <Line />
}

/** Starts the shortest session with one random question, as the last one was but for its length. */
function useOneQuestion(start: (choices: Choices) => Promise<void>) {
  const choices = useSettings((settings) => settings.choices)
  const [starting, setStarting] = useState(false)
  const [problem, setProblem] = useState<{ detail: string; words: string } | null>(null)
  const begin = async (input: Input) => {
    if (starting) return
    setStarting(true)
    setProblem(null)
    try {
      await start({ ...choices, pick: 'random', count: 1, length: 'single', input })
    } catch (error) {
      const detail = messageOf(error)
      setProblem({ detail, words: storeWordsOf(error) })
      setStarting(false)
    }
  }
  return { starting, problem, begin: (input: Input) => void begin(input) }
}

function Interrupted({ sessions }: { sessions: readonly SessionSummary[] }) {
  const remove = useDeleteSession()
  const more = sessions.length - interruptedShown
  return (
    <section className={styles.interrupted} aria-labelledby="interrupted">
      <h2 id="interrupted">Interrupted</h2>
      <ul className={styles.rows}>
        {sessions.slice(0, interruptedShown).map((session) => (
          <li key={session.id} className={classes(row.row, styles.row)}>
            <div className={styles.what}>
              <strong>{session.title}</strong>
              <SessionFacts session={session} />
            </div>
            <div className={styles.buttons}>
              <GoOn session={session} />
              <ButtonLink
                href={`/review/${session.id}`}
                kind="quiet"
                size="small"
                aria-label={`Review ${session.title}`}
              >
                Review
              </ButtonLink>
              <Button
                kind="quiet"
                size="small"
                aria-label={`Delete ${session.title}`}
                onClick={() => void remove(session)}
              >
                Delete
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Link href="/sessions" className={styles.all}>
          {more} more interrupted
        </Link>
      )}
    </section>
  )
}

function Last({ sessions, all }: { sessions: readonly SessionSummary[]; all: number }) {
  return (
    <section aria-labelledby="last">
      <h2 id="last">Last sessions</h2>
      <ul className={styles.rows}>
        {sessions.slice(0, lastShown).map((session) => (
          <li key={session.id} className={classes(row.row, styles.row)}>
            <div className={styles.what}>
              <Link href={`/review/${session.id}`} className={row.open}>
                {session.title}
              </Link>
              <SessionFacts session={session} />
            </div>
          </li>
        ))}
      </ul>
      <div className={styles.further}>
        {all > Math.min(sessions.length, lastShown) && (
          <Link href="/sessions" className={styles.all}>
            All {all} sessions
          </Link>
        )}
        <Link href="/progress" className={styles.all}>
          Progress
        </Link>
      </div>
    </section>
  )
}

/** What happens, for who has not been here before. */
function FirstTime() {
  return (
    <section aria-labelledby="first">
      <h2 id="first">What happens</h2>
      <ol className={styles.steps}>
        <li>A question is asked, aloud and in words. Take the time to think: it is counted apart.</li>
        <li>The clock starts with your first word. 15 to 30 seconds are enough for a first answer.</li>
        <li>Follow-ups depend on what you said, as an interviewer’s do.</li>
        <li>
          Afterwards you replay it: what was heard, each time against the band, and why each follow-up came.
        </li>
      </ol>
      <Ruler />
      <p className={styles.quiet}>Nothing leaves this machine: not your voice, your words or your times.</p>
    </section>
  )
}

/** A minute of answering, with the band in it and the marks by which times are told apart everywhere. */
function Ruler() {
  return (
    <ol className={styles.ruler} aria-label="How an answer’s length is told">
      <li className={styles.short}>
        <span className={styles.from}>0 s</span>
        <span className={styles.mark}>
          <BandShape band="short" /> short
        </span>
      </li>
      <li className={styles.in}>
        <span className={styles.from}>15 s</span>
        <span className={styles.mark}>
          <BandShape band="in" /> in the band
        </span>
      </li>
      <li className={styles.over}>
        <span className={styles.from}>30 s</span>
        <span className={styles.mark}>
          <BandShape band="over" /> over
        </span>
      </li>
    </ol>
  )
}
