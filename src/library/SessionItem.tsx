import { Pencil, Tag, Trash2 } from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { highlighted } from '../search/context.ts'
import type { SessionSummary } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import row from '../ui/OpenRow.module.css'
import { SessionFacts } from '../ui/SessionFacts.tsx'
import { GoOn, useTakenElsewhere } from '../ui/taking.tsx'
import { activityWords, TranscribeButton, useTranscription, waitingWords } from '../ui/Transcription.tsx'
import { Hits, Marked } from './Hits.tsx'
import { Rename } from './Rename.tsx'
import styles from './SessionItem.module.css'
import type { Answers } from './useSaid.ts'

/** What can be done with a session of the list; the same object for as long as the list is shown. */
export interface RowActions {
  remove(session: SessionSummary): void
  editTags(session: SessionSummary): void
  showTag(tag: string): void
  select(session: SessionSummary, selected: boolean): void
}

/** One session of the list. */
export const SessionItem = memo(
  function SessionItem(props: {
    session: SessionSummary
    /** Of its recordings; without it where they are not known, or there are none. */
    bytes?: number
    /** What was looked for. */
    query: string
    /** What was said in it; null where that is not known. */
    said: Answers | null
    /** Null where nothing is being selected. */
    selected: boolean | null
    actions: RowActions
  }) {
    const { session, bytes, query, said, selected, actions } = props
    const { id, title, status, questions, waiting, tags } = session
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
        <div className={row.row}>
          <Rename id={id} title={title} done={() => setRenaming(false)} />
        </div>
      )
    return (
      <div className={row.row}>
        {selected !== null && (
          <input
            type="checkbox"
            className={styles.select}
            aria-label={`Select ${title}`}
            checked={selected}
            onChange={({ target }) => actions.select(session, target.checked)}
          />
        )}
        <div className={styles.what}>
          <div className={styles.title}>
            <Link href={`/review/${id}`} className={classes(row.open, styles.open)} data-session={id}>
              <Marked pieces={highlighted(title, query)} />
            </Link>
            {status === 'open' && !taken && <span className={styles.status}>interrupted</span>}
          </div>
          <SessionFacts session={session} bytes={bytes} />
          {tags.length > 0 && (
            <ul className={styles.tags} aria-label={`Tags of ${title}`}>
              {tags.map((tag) => (
                <li key={tag}>
                  <button
                    type="button"
                    className={styles.tag}
                    aria-label={`Show sessions tagged ${tag}`}
                    onClick={() => actions.showTag(tag)}
                  >
                    {tag}
                  </button>
                </li>
              ))}
            </ul>
          )}
          {waiting > 0 && <Waiting session={session} />}
          {questions.length > 1 && <p className={styles.questions}>{questions.join(', ')}</p>}
          {query !== '' && <Hits session={session} said={said} query={query} />}
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
          <Button
            kind="quiet"
            size="small"
            icon
            aria-label={`Tags of ${title}`}
            title="Tags"
            onClick={() => actions.editTags(session)}
          >
            <Tag size={16} aria-hidden="true" />
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
                actions.remove(session)
              }}
            >
              <Trash2 size={16} aria-hidden="true" />
            </Button>
          )}
        </div>
      </div>
    )
  },
  (before, after) =>
    before.bytes === after.bytes &&
    before.query === after.query &&
    before.said === after.said &&
    before.selected === after.selected &&
    before.actions === after.actions &&
    same(before.session, after.session),
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

/** A list that is read again brings equal sessions as new objects. Whatever is written makes a log longer. */
function same(a: SessionSummary, b: SessionSummary): boolean {
  return (
    a.id === b.id &&
    a.title === b.title &&
    a.entries === b.entries &&
    a.damaged === b.damaged &&
    a.tags.join('\n') === b.tags.join('\n')
  )
}

/** The focus goes to a row that stays, or to the heading. */
function focusNeighbour(button: Element): void {
  const item = button.closest('li')
  const neighbour = item?.nextElementSibling ?? item?.previousElementSibling
  const next = neighbour?.querySelector('a') ?? document.querySelector('h1')
  next?.focus()
}
