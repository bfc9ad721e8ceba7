import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { useServices } from '../ui/services.ts'
import styles from './SessionItem.module.css'
import { messageOf } from '../platform/messageOf.ts'

const maxTitle = 120

/** Renames the session in its place. */
export function Rename({ id, title, done }: { id: string; title: string; done: () => void }) {
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
      setProblem(`It could not be renamed: ${messageOf(error)}`)
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
