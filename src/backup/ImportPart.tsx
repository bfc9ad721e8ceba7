import { useEffect, useRef, useState } from 'react'
import type { Refused } from '../archive/check.ts'
import { isCancel } from '../archive/errors.ts'
import type { Imported, Planned } from '../archive/take.ts'
import { workClaim } from '../platform/claim.ts'
import { Button } from '../ui/Button.tsx'
import { useServices } from '../ui/services.ts'
import { ErrorState } from '../ui/States.tsx'
import { showToast } from '../ui/toasts.ts'
import { bringIn, openArchives, planOf, type Opening } from './archives.ts'
import styles from './BackupScreen.module.css'
import { placesOf } from '../ui/places.ts'
import { Preview } from './Preview.tsx'
import { Progress } from './Progress.tsx'
import { countOf, resultWords, takenBackWords } from './words.ts'
import { messageOf } from '../platform/messageOf.ts'

type State =
  | { at: 'rest'; note?: string }
  | { at: 'checking' | 'comparing' | 'importing'; done: number; of: number }
  | { at: 'preview'; name: string; opening: Opening }
  | { at: 'done'; result: Imported }
  | { at: 'failed'; file: string; message: string }

const doing = {
  checking: 'Reading the archive',
  comparing: 'Comparing with what is here',
  importing: 'Importing',
}

/** Takes in archives: they are read through and shown before anything is written. */
export function ImportPart() {
  const services = useServices()
  const [state, setState] = useState<State>({ at: 'rest' })
  const cancel = useRef<AbortController>(null)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => () => cancel.current?.abort(), [])

  /** Work that no update breaks off, in one tab at a time. */
  const work = async (name: string, run: (signal: AbortSignal) => Promise<void>) => {
    cancel.current?.abort()
    cancel.current = new AbortController()
    const { signal } = cancel.current
    let release: (() => void) | null = null
    try {
      release = await services.claim(workClaim('import'))
      if (!release) throw new Error('another tab is importing; wait until it is done')
      await run(signal)
    } catch (error) {
      if (isCancel(error) || signal.aborted) setState({ at: 'rest', note: 'Cancelled; nothing was changed.' })
      else setState({ at: 'failed', file: name, message: messageOf(error) })
    } finally {
      release?.()
    }
  }

  const open = (files: readonly File[]) => {
    const [first] = files
    if (!first) return
    const name = files.length === 1 ? first.name : `${files.length} files`
    setState({ at: 'checking', done: 0, of: 0 })
    void work(name, async (signal) => {
      const onProgress = (at: 'checking' | 'comparing', done: number, of: number) =>
        setState({ at, done, of })
      const opening = await openArchives(placesOf(services), files, { signal, onProgress })
      const [refused] = opening.refused
      if (refused && files.length === 1) setState({ at: 'failed', file: refused.name, message: refused.why })
      else setState({ at: 'preview', name, opening })
    })
  }

  const importThem = (name: string, opening: Opening, wanted: readonly Planned[]) => {
    setState({ at: 'importing', done: 0, of: wanted.length })
    void work(name, async (signal) => {
      const result = await bringIn(placesOf(services), opening, wanted, {
        signal,
        onProgress: (done, of) => setState({ at: 'importing', done, of }),
      })
      setState({ at: 'done', result })
      showToast({ message: resultWords(result), undo: () => takeBack(result) })
    })
  }

  const takeBack = (result: Imported) =>
    void result
      .undo()
      .then(() => result.settle())
      .then(
        () => setState({ at: 'rest', note: takenBackWords(result) }),
        (error: unknown) => showToast({ message: `It could not be taken back: ${messageOf(error)}` }),
      )

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
        name={state.name}
        plan={planOf(state.opening)}
        bringIn={(planned) => importThem(state.name, state.opening, planned)}
        leave={() => setState({ at: 'rest' })}
      />
    )
  return (
    <>
      <p className={styles.quiet}>
        Archives of this app, from here or from another browser: one, or all of a folder of backups. You see
        what they hold before anything is written; what is here is never replaced or removed.
      </p>
      <div>
        <input
          ref={input}
          type="file"
          multiple
          accept=".zip,application/zip"
          aria-label="Archives to import"
          className="visually-hidden"
          tabIndex={-1}
          onChange={({ target }) => {
            const files = [...(target.files ?? [])]
            target.value = ''
            open(files)
          }}
        />
        <Button onClick={() => input.current?.click()}>Choose archives…</Button>
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
