import { useEffect, useRef, useState } from 'react'
import { sourceOf } from '../archive/bytes.ts'
import type { Catalogue, Refused } from '../archive/check.ts'
import { checkInWorker } from '../archive/checker.ts'
import { isCancel, messageOf } from '../archive/errors.ts'
import { planImport, takeIn, type ImportPlan, type Imported, type Planned } from '../archive/take.ts'
import { Button } from '../ui/Button.tsx'
import { useServices } from '../ui/services.ts'
import { ErrorState } from '../ui/States.tsx'
import { showToast } from '../ui/toasts.ts'
import styles from './BackupScreen.module.css'
import { placesOf } from './places.ts'
import { Preview } from './Preview.tsx'
import { Progress } from './Progress.tsx'
import { countOf, resultWords } from './words.ts'

type State =
  | { at: 'rest'; note?: string }
  | { at: 'checking' | 'comparing' | 'importing'; done: number; of: number }
  | { at: 'preview'; file: File; catalogue: Catalogue; plan: ImportPlan }
  | { at: 'done'; result: Pick<Imported, 'done' | 'failed' | 'left'> }
  | { at: 'failed'; file: string; message: string }

const doing = {
  checking: 'Reading the archive',
  comparing: 'Comparing with what is here',
  importing: 'Importing',
}

/** Takes in an archive: it is read through and shown before anything is written. */
export function ImportPart() {
  const services = useServices()
  const [state, setState] = useState<State>({ at: 'rest' })
  const cancel = useRef<AbortController>(null)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => () => cancel.current?.abort(), [])

  const begin = () => {
    cancel.current?.abort()
    cancel.current = new AbortController()
    return cancel.current.signal
  }
  const failed = (file: string, error: unknown, signal: AbortSignal) => {
    if (isCancel(error) || signal.aborted) setState({ at: 'rest', note: 'Cancelled; nothing was changed.' })
    else setState({ at: 'failed', file, message: messageOf(error) })
  }

  const open = async (file: File) => {
    const signal = begin()
    setState({ at: 'checking', done: 0, of: 0 })
    try {
      const catalogue = await checkInWorker(file, {
        signal,
        onProgress: (done, of) => setState({ at: 'checking', done, of }),
      })
      const plan = await planImport(placesOf(services), sourceOf(file), catalogue, {
        signal,
        onProgress: (done, of) => setState({ at: 'comparing', done, of }),
      })
      setState({ at: 'preview', file, catalogue, plan })
    } catch (error) {
      failed(file.name, error, signal)
    }
  }

  const bringIn = async (file: File, catalogue: Catalogue, planned: readonly Planned[]) => {
    const signal = begin()
    setState({ at: 'importing', done: 0, of: planned.length })
    try {
      const result = await takeIn(placesOf(services), sourceOf(file), catalogue.entries, planned, {
        signal,
        onProgress: (done, of) => setState({ at: 'importing', done, of }),
      })
      setState({ at: 'done', result })
      showToast({
        message: resultWords(result),
        undo: () =>
          void result.undo().then(
            () => setState({ at: 'rest', note: 'Taken back: what was imported is gone again.' }),
            (error: unknown) => showToast({ message: `It could not be taken back: ${messageOf(error)}` }),
          ),
      })
    } catch (error) {
      failed(file.name, error, signal)
    }
  }

  if (state.at === 'checking' || state.at === 'comparing' || state.at === 'importing')
    return (
      <Progress
        label={doing[state.at]}
        done={state.done}
        of={state.of}
        cancel={() => cancel.current?.abort()}
      />
    )
  if (state.at === 'preview')
    return (
      <Preview
        name={state.file.name}
        plan={state.plan}
        bringIn={(planned) => void bringIn(state.file, state.catalogue, planned)}
        leave={() => setState({ at: 'rest' })}
      />
    )
  return (
    <>
      <p className={styles.quiet}>
        An archive of this app, from here or from another browser. You see what it holds before anything is
        written; what is here is never replaced or removed.
      </p>
      <div>
        <input
          ref={input}
          type="file"
          accept=".zip,application/zip"
          aria-label="Archive to import"
          className="visually-hidden"
          tabIndex={-1}
          onChange={({ target }) => {
            const [file] = target.files ?? []
            target.value = ''
            if (file) void open(file)
          }}
        />
        <Button onClick={() => input.current?.click()}>Choose an archive…</Button>
      </div>
      <output className={styles.note}>
        {state.at === 'rest' && state.note}
        {state.at === 'done' && `${resultWords(state.result)}.`}
      </output>
      {state.at === 'done' && state.result.failed.length > 0 && <RefusedList refused={state.result.failed} />}
      {state.at === 'failed' && (
        <ErrorState title={`“${state.file}” was not imported`}>
          <p>Nothing was written: {state.message}.</p>
        </ErrorState>
      )}
    </>
  )
}

export function RefusedList({ refused }: { refused: readonly Refused[] }) {
  return (
    <div className={styles.refused}>
      <h3>{countOf(refused.length, 'thing', 'things')} refused</h3>
      <ul>
        {refused.map(({ name, why }, i) => (
          <li key={i}>
            {name}: {why}
          </li>
        ))}
      </ul>
    </div>
  )
}
