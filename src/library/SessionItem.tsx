import { Pencil, Trash2 } from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { SessionSummary } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { useServices } from '../ui/services.ts'
import { SessionFacts } from '../ui/SessionFacts.tsx'
import { GoOn, useTakenElsewhere } from '../ui/taking.tsx'
import { activityWords, TranscribeButton, useTranscription, waitingWords } from '../ui/Transcription.tsx'
import styles from './LibraryScreen.module.css'

const maxTitle = 120

/** One session of the list. */
export const SessionItem = memo(
  function SessionItem(props: {
    session: SessionSummary
    /** Of its recordings; without it where they are not known, or there are none. */
    bytes?: number
    onDelete: () => void
  }) {
    const { session, bytes, onDelete } = props
    const { id, title, status, questions, waiting } = session
    const taken = useTakenElsewhere() === id
    const [renaming, setRenaming] = useState(false)
    const rename = useRef<HTMLButtonElement>(null)
    const back = useRef(false)
    // The field is gone only after the next render; then its button gets the focus back.
    useEffect(() => {
      if (!renaming && back.current) rename.current?.focus()
      back.current = renaming
    }, [renaming])
    if (renaming)
      return (
        <li className={styles.item}>
          <Rename id={id} title={title} done={() => setRenaming(false)} />
        </li>
      )
    return (
      <li className={styles.item}>
        <div className={styles.what}>
          <div className={styles.title}>
            <Link href={`/review/${id}`} className={styles.open}>
              {title}
            </Link>
            {status === 'open' && !taken && <span className={styles.status}>interrupted</span>}
          </div>
          <SessionFacts session={session} bytes={bytes} />
          {waiting > 0 && <Waiting session={session} />}
          {questions.length > 1 && <p className={styles.questions}>{questions.join(', ')}</p>}
        </div>
        <div className={styles.actions}>
          {(status === 'open' || taken) && <GoOn session={session} />}
          <Button
            ref={rename}
            kind="quiet"
            size="small"
            icon
            aria-label={`Rename ${title}`}
            title="Rename"
            onClick={() => setRenaming(true)}
          >
            <Pencil size={16} aria-hidden="true" />
          </Button>
          {!taken && (
            <Button
              kind="quiet"
              size="small"
              icon
              aria-label={`Delete ${title}`}
              title="Delete"
              onClick={(event) => {
                focusNeighbour(event.currentTarget)
                onDelete()
              }}
            >
              <Trash2 size={16} aria-hidden="true" />
            </Button>
          )}
        </div>
      </li>
    )
  },
  (before, after) => before.bytes === after.bytes && same(before.session, after.session),
)

/** Answers without words, and what is being done about it. */
function Waiting({ session: { id, title, waiting } }: { session: SessionSummary }) {
  const queue = useTranscription()
  const failed = queue.failures.get(id)?.size ?? 0
  const current = queue.current?.session === id
  return (
    <div className={styles.waiting}>
      <span>
        {waitingWords(waiting)}
        {current && `: ${activityWords(queue)?.toLowerCase() ?? ''}`}
        {!current && failed > 0 && `; ${failed} could not be transcribed`}
      </span>
      {(queue.at === 'idle' || current) && <TranscribeButton count={waiting} session={id} name={title} />}
    </div>
  )
}

/** A list that is read again brings equal sessions as new objects. */
function same(a: SessionSummary, b: SessionSummary): boolean {
  return (
    a.id === b.id &&
    a.title === b.title &&
    a.status === b.status &&
    a.answers === b.answers &&
    a.waiting === b.waiting &&
    a.durationMs === b.durationMs
  )
}

/** The focus goes to a row that stays, or to the heading. */
function focusNeighbour(button: Element): void {
  const item = button.closest('li')
  const neighbour = item?.nextElementSibling ?? item?.previousElementSibling
  const next = neighbour?.querySelector('a') ?? document.querySelector('h1')
  next?.focus()
}

function Rename({ id, title, done }: { id: string; title: string; done: () => void }) {
  const { store } = useServices()
  const [text, setText] = useState(title)
  const [problem, setProblem] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  const save = async () => {
    const name = text.trim()
    if (name === '') return setProblem('A session needs a name.')
    try {
      if (name !== title) await store.rename(id, name)
      done()
    } catch (error) {
      setProblem(`It could not be renamed: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return (
    <form
      className={styles.rename}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Field
        ref={field}
        label={`Name of ${title}`}
        labelHidden
        className={styles.name}
        value={text}
        maxLength={maxTitle}
        error={problem}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') done()
        }}
      />
      <Button type="submit" kind="plain">
        Save
      </Button>
      <Button kind="quiet" onClick={done}>
        Cancel
      </Button>
    </form>
  )
}
