import { useRef, useState } from 'react'
import { isCancel } from '../archive/errors.ts'
import { openFile } from '../archive/saving.ts'
import { everything, writeArchive, type Written } from '../archive/write.ts'
import { workClaim } from '../platform/claim.ts'
import type { SessionSummary } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'
import { sizeWords } from '../ui/bytes.ts'
import { Checkbox } from '../ui/Field.tsx'
import { RadioGroup } from '../ui/RadioGroup.tsx'
import { useServices } from '../ui/services.ts'
import { ErrorState } from '../ui/States.tsx'
import styles from './BackupScreen.module.css'
import { placesOf } from '../ui/places.ts'
import { Progress } from './Progress.tsx'
import { archiveName, countOf } from './words.ts'
import { messageOf } from '../platform/messageOf.ts'

type State =
  | { at: 'rest'; note?: string }
  | { at: 'writing'; done: number; of: number; bytes: number }
  | { at: 'done'; written: Written }
  | { at: 'failed'; message: string }

/** Writes all sessions, or the chosen ones, and the settings into a file. */
export function ExportPart({
  sessions,
  save = openFile,
}: {
  sessions: readonly SessionSummary[]
  save?: typeof openFile
}) {
  const services = useServices()
  const [which, setWhich] = useState<'all' | 'chosen'>('all')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [settings, setSettings] = useState(true)
  const [state, setState] = useState<State>({ at: 'rest' })
  const cancel = useRef<AbortController>(null)
  const picked = which === 'all' ? sessions : sessions.filter(({ id }) => chosen.has(id))
  const nothing = picked.length === 0 && !settings

  /** For the reminders of backups; where they cannot be kept there are none. */
  const remember = (sessionsSaved: readonly SessionSummary[]) =>
    services
      .backups()
      .then((backups) => backups.note(sessionsSaved))
      .catch(() => {})

  const write = async () => {
    cancel.current = new AbortController()
    const { signal } = cancel.current
    let file: Awaited<ReturnType<typeof openFile>> | null = null
    let release: (() => void) | null = null
    try {
      file = await save(archiveName(new Date().toISOString().slice(0, 10)))
      release = await services.claim(workClaim('export'))
      if (!release) throw new Error('another tab is exporting; wait until it is done')
      const places = placesOf(services)
      const ids = new Set(picked.map(({ id }) => id))
      const choices = (await everything(places)).filter(({ kind, id }) =>
        kind === 'settings' ? settings : kind !== 'session' || ids.has(id),
      )
      setState({ at: 'writing', done: 0, of: choices.length, bytes: 0 })
      const written = await writeArchive(places, choices, file, {
        signal,
        onProgress: (done, of, bytes) => setState({ at: 'writing', done, of, bytes }),
      })
      await file.close()
      setState({ at: 'done', written })
      await remember(picked)
    } catch (error) {
      await file?.abort().catch(() => {})
      setState(
        isCancel(error)
          ? { at: 'rest', note: 'Cancelled; nothing was written.' }
          : { at: 'failed', message: messageOf(error) },
      )
    } finally {
      release?.()
    }
  }

  if (state.at === 'writing')
    return (
      <Progress
        label={`Writing ${state.done} of ${state.of}`}
        detail={sizeWords(state.bytes)}
        done={state.done}
        of={state.of}
        cancel={() => cancel.current?.abort()}
      />
    )
  return (
    <>
      <p className={styles.quiet}>
        One file with logs, corrections and recordings. Whoever has it can read and hear what you said; keep
        it as you keep your own notes.
      </p>
      <RadioGroup
        legend="Sessions"
        options={[
          { value: 'all', label: 'All', hint: String(sessions.length) },
          { value: 'chosen', label: 'Chosen ones' },
        ]}
        value={which}
        onChange={setWhich}
      />
      {which === 'chosen' && (
        <fieldset className={styles.choose}>
          <legend className="visually-hidden">Sessions to export</legend>
          {sessions.map(({ id, title, createdAt }) => (
            <Checkbox
              key={id}
              label={title}
              hint={createdAt.slice(0, 10)}
              checked={chosen.has(id)}
              onChange={({ target }) => {
                const next = new Set(chosen)
                if (target.checked) next.add(id)
                else next.delete(id)
                setChosen(next)
              }}
            />
          ))}
        </fieldset>
      )}
      <Checkbox label="Settings" checked={settings} onChange={({ target }) => setSettings(target.checked)} />
      <div>
        <Button kind="primary" disabled={nothing} onClick={() => void write()}>
          {picked.length > 0 ? `Export ${countOf(picked.length, 'session', 'sessions')}` : 'Export settings'}
        </Button>
      </div>
      <output className={styles.note}>
        {state.at === 'rest' && state.note}
        {state.at === 'done' &&
          `Written: ${countOf(state.written.items, 'thing', 'things')}, ${sizeWords(state.written.bytes)}.`}
      </output>
      {state.at === 'done' && state.written.leftOut.length > 0 && (
        <ErrorState title={`${state.written.leftOut.length} left out`}>
          <ul>
            {state.written.leftOut.map(({ name, why }) => (
              <li key={`${name} ${why}`}>
                {sessions.find(({ id }) => id === name)?.title ?? name}: {why}
              </li>
            ))}
          </ul>
        </ErrorState>
      )}
      {state.at === 'failed' && (
        <ErrorState title="The file could not be written" detail={state.message}>
          <p>Nothing here was changed. Make room on the disk or choose another place, then try again.</p>
        </ErrorState>
      )}
    </>
  )
}
