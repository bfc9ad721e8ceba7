import { Pencil, Trash2 } from 'lucide-react'
import { useId, useState, type FormEvent } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { useServices } from '../ui/services.ts'
import { useTakenElsewhere } from '../ui/taking.tsx'
import { showToast } from '../ui/toasts.ts'
import styles from './Manage.module.css'
import { messageOf } from '../platform/messageOf.ts'

/** Longest title, in characters. */
const longestTitle = 120

/** Renames the session, or deletes it with a way back. */
export function Manage(props: { id: string; title: string; onRenamed: (title: string) => void }) {
  const { id, title, onRenamed } = props
  const { store } = useServices()
  const [, navigate] = useLocation()
  const [renaming, setRenaming] = useState(false)
  const taken = useTakenElsewhere() === id

  const remove = async () => {
    try {
      await store.remove(id)
    } catch (error) {
      showToast({ message: `“${title}” could not be deleted: ${messageOf(error)}` })
      return
    }
    navigate('/sessions')
    showToast({
      message: `“${title}” was deleted.`,
      undo: () => void store.restore(id).then(() => navigate(`/review/${id}`)),
      gone: () => void store.purge(id),
    })
  }

  return (
    <span className={styles.manage}>
      <Button kind="quiet" size="small" onClick={() => setRenaming(true)}>
        <Pencil size={14} aria-hidden="true" /> Rename
      </Button>
      {!taken && (
        <Button kind="quiet" size="small" onClick={() => void remove()}>
          <Trash2 size={14} aria-hidden="true" /> Delete
        </Button>
      )}
      {renaming && (
        <Rename
          title={title}
          onClose={() => setRenaming(false)}
          onSave={async (to) => {
            await store.rename(id, to)
            onRenamed(to)
          }}
        />
      )}
    </span>
  )
}

function Rename(props: { title: string; onClose: () => void; onSave: (title: string) => Promise<void> }) {
  const { title, onClose, onSave } = props
  const form = useId()
  const [text, setText] = useState(title)
  const [error, setError] = useState<string>()

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const to = text.trim()
    if (to === '') return setError('A session needs a title.')
    try {
      await onSave(to)
      onClose()
    } catch (problem) {
      setError(`The title could not be saved: ${messageOf(problem)}`)
    }
  }
  return (
    <Dialog
      open
      title="Rename the session"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form={form}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void save(event)}>
        <Field
          label="Title"
          value={text}
          maxLength={longestTitle}
          error={error}
          onFocus={({ target }) => target.select()}
          onChange={({ target }) => setText(target.value)}
        />
      </form>
    </Dialog>
  )
}
