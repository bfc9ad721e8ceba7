import { useEffect, useMemo, useState } from 'react'
import { Link, useParams } from 'wouter'
import { planRound } from '../../machines/run.ts'
import { compareTakes } from '../debrief/takes.ts'
import type { Log } from '../session/log.ts'
import type { SessionStore, SessionSummary } from '../session/store.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { useServices } from '../ui/services.ts'
import { EmptyState, ErrorState, LoadingState } from '../ui/States.tsx'
import { When } from '../ui/Time.tsx'
import { useSessions } from '../ui/useSessions.ts'
import { ComparedAnswers } from './ComparedAnswers.tsx'
import styles from './CompareScreen.module.css'
import { familyOf } from './family.ts'
import { InAll } from './InAll.tsx'
import { TakesOf } from './TakesOf.tsx'
import { nameOf, promptLabel } from './words.ts'
import { messageOf } from '../platform/messageOf.ts'

interface Loaded {
  log: Log
  title: string
}

type Loading =
  | { state: 'loading' }
  | { state: 'failed'; detail: string }
  | { state: 'there'; takes: readonly [Loaded, Loaded] }

/** Two takes side by side: /compare/:a/:b. */
export default function CompareScreen() {
  const { a, b } = useParams<{ a: string; b: string }>()
  const { store } = useServices()
  const { list } = useSessions()
  const [loading, setLoading] = useState<Loading>({ state: 'loading' })
  useEffect(() => {
    let gone = false
    loadBoth(store, a, b).then(
      (takes) => !gone && setLoading({ state: 'there', takes }),
      (error: unknown) => !gone && setLoading({ state: 'failed', detail: messageOf(error) }),
    )
    return () => {
      gone = true
    }
  }, [store, a, b])
  if (loading.state === 'failed')
    return (
      <Page title="Compare takes" wide>
        <ErrorState
          title="These takes cannot be compared"
          detail={loading.detail}
          actions={
            <ButtonLink href="/sessions" kind="primary">
              All sessions
            </ButtonLink>
          }
        >
          <p>One of them is not here, or cannot be read. Both were left as they are.</p>
        </ErrorState>
      </Page>
    )
  // Their numbers come from the list.
  if (loading.state === 'loading' || list.state === 'loading')
    return (
      <Page title="Compare takes" wide>
        <LoadingState>Loading both takes…</LoadingState>
      </Page>
    )
  return <Both takes={loading.takes} sessions={list.state === 'ready' ? list.sessions : none} />
}

const none: readonly SessionSummary[] = []

/** The earlier one first, whichever way the address names them. */
async function loadBoth(store: SessionStore, a: string, b: string): Promise<readonly [Loaded, Loaded]> {
  const [first, second] = await Promise.all([a, b].map((id) => store.load(id)))
  if (!first || !second) throw new Error(`there is no session "${first ? b : a}"`)
  const isLater = Date.parse(first.log.header.createdAt) > Date.parse(second.log.header.createdAt)
  return isLater ? [second, first] : [first, second]
}

function Both(props: { takes: readonly [Loaded, Loaded]; sessions: readonly SessionSummary[] }) {
  const { takes, sessions } = props
  const [first, second] = takes
  const family = familyOf(sessions, second.log.header.id)
  const names = [nameOf(first.log.header, family, 0), nameOf(second.log.header, family, 1)] as const
  const { prompts, only } = useMemo(() => compareTakes(first.log, second.log), [first, second])
  const plans = useMemo(() => [first, second].map(({ log }) => planRound(log.header)), [first, second])
  const own = prompts.filter(({ isShared }) => !isShared)
  const shared = prompts.length - own.length
  return (
    <Page
      title="Compare takes"
      wide
      lead={
        <div className={styles.lead}>
          {takes.map(({ log: { header }, title }, i) => (
            <p key={header.id}>
              <Link href={`/review/${header.id}`} title={title}>
                {names[i]}
              </Link>
              , <When iso={header.createdAt} />
            </p>
          ))}
          <TakesOf session={second.log.header.id} sessions={sessions} />
        </div>
      }
    >
      {own.length === 0 ? (
        <EmptyState title="There is nothing to compare yet">
          <p>
            {shared > 0
              ? 'All that both have is what they share. Once the later take has answers of its own, they stand here beside the earlier ones.'
              : 'These two have no prompt in common.'}
          </p>
        </EmptyState>
      ) : (
        <div className={styles.all}>
          <InAll prompts={own} names={names} guideline={second.log.header.guideline} />
          {shared > 0 && (
            <p className={styles.quiet}>
              {shared === 1 ? 'One answer is' : `${shared} answers are`} the same in both and not shown: the
              takes share {shared === 1 ? 'it' : 'them'}.
            </p>
          )}
          {own.map((compared) => (
            <ComparedAnswers
              key={`${compared.question} ${compared.prompt}`}
              compared={compared}
              names={names}
              plan={plans[0]?.[compared.question]}
              guideline={second.log.header.guideline}
            />
          ))}
        </div>
      )}
      {only.map(
        (answers, i) =>
          answers.length > 0 && (
            <section key={names[i]} className={styles.only} aria-labelledby={`only-${i}`}>
              <h2 id={`only-${i}`}>Asked in {names[i]} only</h2>
              <ul>
                {answers.map((answer) => (
                  <li key={answer.index}>{promptLabel(plans[i]?.[answer.question], answer.prompt)}</li>
                ))}
              </ul>
            </section>
          ),
      )}
    </Page>
  )
}
