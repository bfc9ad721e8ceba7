import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { version } from '../../package.json'
import { forgetErrors, readErrors } from '../platform/errors.ts'
import { readHealth, type StorageHealth } from '../storage/health.ts'
import { AskToKeep } from '../ui/AskToKeep.tsx'
import { Button } from '../ui/Button.tsx'
import { sizeWords } from '../ui/bytes.ts'
import { Page } from '../ui/Page.tsx'
import { useServices } from '../ui/services.ts'
import { LoadingState } from '../ui/States.tsx'
import { useSessions } from '../ui/useSessions.ts'
import { readAbilities, type Ability } from './abilities.ts'
import styles from './DiagnosticsScreen.module.css'
import { Report } from './Report.tsx'
import { reportText } from './report.ts'
import { runTrials, trials as allTrials, type Outcome, type Trial } from './trials.ts'
import { databaseWords, spaceWords } from './words.ts'

/** What works here and what does not, for the person, and as a text for someone who is to help. Nothing is sent. */
export default function DiagnosticsScreen({ trials = allTrials }: { trials?: readonly Trial[] }) {
  const services = useServices()
  const { reason = null } = services.store
  const { list } = useSessions()
  const [abilities, setAbilities] = useState<readonly Ability[] | null>(null)
  const [health, setHealth] = useState<StorageHealth | null>(null)
  const [errors, setErrors] = useState(() => readErrors())
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([])
  const [running, setRunning] = useState(false)
  const look = useCallback(() => {
    void readHealth().then(setHealth)
  }, [])
  useEffect(() => {
    void readAbilities(reason).then(setAbilities)
    look()
  }, [look, reason])
  const run = async () => {
    setRunning(true)
    await runTrials(trials, services, setOutcomes)
    setRunning(false)
    look()
  }
  const sessions = list.state === 'ready' ? list.sessions.length : null
  const text = () =>
    reportText({
      version,
      browser: navigator.userAgent,
      at: new Date().toISOString(),
      abilities,
      health,
      sessions,
      errors,
      outcomes,
    })
  return (
    <Page title="Diagnostics" lead="What works in this browser. Everything here stays here; nothing is sent.">
      <div className={styles.sections}>
        <Section title="Self-test" id="self-test">
          <p className={styles.quiet}>
            Runs each part of an interview once on what is built in. The microphone stays off; your sessions
            are not touched.
          </p>
          <div className={styles.buttons}>
            <Button onClick={() => void run()} disabled={running}>
              {running ? 'Testing…' : 'Run the self-test'}
            </Button>
          </div>
          <output>
            <Rows rows={outcomes.map(outcomeRow)} />
          </output>
        </Section>
        <Section title="This browser" id="browser">
          {abilities ? <Rows rows={abilities.map(abilityRow)} /> : <LoadingState />}
        </Section>
        <Section title="Storage" id="storage">
          {health ? <Storage health={health} sessions={sessions} changed={look} /> : <LoadingState />}
        </Section>
        <Section title="Last errors" id="errors">
          {errors.length === 0 ? (
            <p className={styles.quiet}>None.</p>
          ) : (
            <>
              <Rows
                rows={errors.map(({ at, name, message, place }) => ({
                  name: new Date(at).toLocaleString(),
                  mark: null,
                  detail: `${name}: ${message}${place && ` (${place})`}`,
                }))}
              />
              <div className={styles.buttons}>
                <Button
                  size="small"
                  onClick={() => {
                    forgetErrors()
                    setErrors([])
                  }}
                >
                  Forget them
                </Button>
              </div>
            </>
          )}
        </Section>
        <Report text={text} />
      </div>
    </Page>
  )
}

function Section({ title, id, children }: { title: string; id: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

interface Row {
  name: string
  /** A shape and a word: they never stand for each other by colour alone. */
  mark: { kind: 'yes' | 'no' | 'partly'; word: string } | null
  detail: string
}

function Rows({ rows }: { rows: readonly Row[] }) {
  if (rows.length === 0) return null
  return (
    <dl className={styles.rows}>
      {rows.map(({ name, mark, detail }, at) => (
        <div key={`${name} ${at}`} className={styles.row}>
          <dt>{name}</dt>
          <dd>
            {mark && <span className={styles[mark.kind]}>{mark.word}</span>}
            {detail && <span className={styles.detail}>{detail}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const abilityRow = ({ name, can, detail }: Ability): Row => ({
  name,
  mark: { kind: can, word: { yes: '✓ yes', no: '– no', partly: '~ not yet' }[can] },
  detail,
})

const outcomeRow = ({ name, state, detail, ms }: Outcome): Row => ({
  name,
  mark: {
    kind: { running: 'partly', well: 'yes', failed: 'no' }[state] as 'yes' | 'no' | 'partly',
    word: { running: '… running', well: `✓ works, ${ms} ms`, failed: '✕ failed' }[state],
  },
  detail,
})

function Storage(props: { health: StorageHealth; sessions: number | null; changed: () => void }) {
  const { health, sessions, changed } = props
  const { store } = useServices()
  const cacheNames = { app: 'The app, for use without a network', models: 'Models' }
  const rows: Row[] = [
    { name: 'Space', mark: null, detail: spaceWords(health.space) },
    {
      name: 'Sessions and recordings',
      mark: null,
      detail: `${sessions ?? 'an unknown number of'} sessions, ${databaseWords(health)}${store.durable ? '' : '; nothing is kept when this tab is closed or loaded anew'}`,
    },
    ...health.caches.map(({ kind, bytes }) => ({
      name: cacheNames[kind],
      mark: null,
      detail: sizeWords(bytes),
    })),
    ...health.databases.map(({ name, version: tables }) => ({
      name: `Database ${name}`,
      mark: null,
      detail: `version ${tables}`,
    })),
    {
      name: 'Kept when space runs short',
      mark: health.persisted ? { kind: 'yes', word: '✓ promised' } : { kind: 'no', word: '– not promised' },
      detail: health.persisted
        ? ''
        : 'The browser may delete everything here when the disk is nearly full, or after weeks without a visit.',
    },
  ]
  return (
    <>
      <Rows rows={rows} />
      {!health.persisted && (
        <div className={styles.buttons}>
          <AskToKeep onAnswer={changed} />
        </div>
      )}
    </>
  )
}
