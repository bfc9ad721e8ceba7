import { X } from 'lucide-react'
import { useId, useState, type FormEvent } from 'react'
import { isSameTag, longestTag, mostTags, tidyTag, type TagChange } from '../session/tags.ts'
import type { SessionSummary } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { useServices } from '../ui/services.ts'
import styles from './Tags.module.css'
import { messageOf } from '../platform/messageOf.ts'

/** Adds tags to sessions and takes them away; each change is kept at once. */
export function Tags(props: {
  sessions: readonly SessionSummary[]
  /** All tags that there are, to choose from. */
  known: readonly string[]
  onClose: () => void
}) {
  const { sessions, known, onClose } = props
  const { store } = useServices()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const list = useId()
  const [only] = sessions
  const tags = [...new Set(sessions.flatMap((session) => session.tags))]
  const has = (tag: string) =>
    sessions.filter((session) => session.tags.some((each) => isSameTag(each, tag))).length

  const change = async (by: TagChange) => {
    setProblem(undefined)
    try {
      await Promise.all(sessions.map(({ id }) => store.tag(id, by)))
      return true
    } catch (error) {
      setProblem(`It could not be kept: ${messageOf(error)}`)
      return false
    }
  }
  const add = async (event: FormEvent) => {
    event.preventDefault()
    const tag = tidyTag(text)
    if (tag === '') return setProblem('A tag needs a name.')
    const full = sessions.filter((session) => session.tags.length >= mostTags && has(tag) < sessions.length)
    if (full.length > 0)
      return setProblem(`“${full[0]?.title}” has ${mostTags} tags already; take one away first.`)
    if (await change({ add: [tag] })) setText('')
  }
  return (
    <Dialog
      open
      title={sessions.length === 1 ? `Tags of “${only?.title}”` : `Tags of ${sessions.length} sessions`}
      onClose={onClose}
      actions={<Button onClick={onClose}>Done</Button>}
    >
      {tags.length === 0 ? (
        <p className={styles.none}>No tags yet.</p>
      ) : (
        <ul className={styles.tags} aria-label="Tags">
          {tags.map((tag) => (
            <li key={tag} className={styles.tag}>
              <span>
                {tag}
                {sessions.length > 1 && <span className={styles.count}> {has(tag)}</span>}
              </span>
              <Button
                kind="quiet"
                size="small"
                icon
                aria-label={`Remove tag ${tag}`}
                onClick={() => void change({ remove: [tag] })}
              >
                <X size={16} aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form className={styles.add} onSubmit={(event) => void add(event)}>
        <Field
          label="Add a tag"
          className={styles.field}
          value={text}
          maxLength={longestTag}
          list={list}
          autoComplete="off"
          error={problem}
          onChange={({ target }) => setText(target.value)}
        />
        <datalist id={list}>
          {known
            .filter((tag) => has(tag) < sessions.length)
            .map((tag) => (
              <option key={tag} value={tag}>
                {tag}
              </option>
            ))}
        </datalist>
        <Button type="submit">Add</Button>
      </form>
    </Dialog>
  )
}
