import { useSyncExternalStore } from 'react'
import type { SessionSummary } from '../session/store.ts'
import { Button, ButtonLink } from './Button.tsx'
import { useServices } from './services.ts'
import styles from './taking.module.css'

/** The session that is being taken in another tab; null while none is. */
export function useTakenElsewhere(): string | null {
  const { taking } = useServices()
  return useSyncExternalStore(taking.subscribe, taking.elsewhere)
}

const noteId = 'taken-elsewhere'

/** Says that nothing can be begun here, and why; nothing while it can. */
export function TakenElsewhere({ sessions = [] }: { sessions?: readonly SessionSummary[] }) {
  const elsewhere = useTakenElsewhere()
  const title = sessions.find(({ id }) => id === elsewhere)?.title
  return (
    <output id={noteId} className={styles.note}>
      {elsewhere !== null && (
        <>
          <strong>
            {title === undefined ? 'An interview' : `“${title}”`} is being taken in another tab.
          </strong>{' '}
          There is one at a time: none can begin here until it has ended, or that tab is left or closed.
        </>
      )}
    </output>
  )
}

/** What ties a control that cannot be used to the note that says why. */
export const whyNot = (elsewhere: string | null) =>
  elsewhere === null ? {} : { disabled: true, 'aria-describedby': noteId }

/** The way on with an interrupted session; while another tab takes this or another one, it says so or is shut. */
export function GoOn(props: {
  session: Pick<SessionSummary, 'id' | 'title'>
  kind?: 'primary'
  children?: string
}) {
  const { session, kind, children } = props
  const elsewhere = useTakenElsewhere()
  if (elsewhere === session.id) return <span className={styles.taken}>being taken in another tab</span>
  const label = children === undefined ? `Go on with ${session.title}` : undefined
  if (elsewhere !== null)
    return (
      <Button
        size="small"
        aria-label={label}
        title="Another interview is being taken in another tab"
        {...whyNot(elsewhere)}
      >
        {children ?? 'Go on'}
      </Button>
    )
  return (
    <ButtonLink href={`/interview/${session.id}`} kind={kind} size="small" aria-label={label}>
      {children ?? 'Go on'}
    </ButtonLink>
  )
}
