import { useCallback, useEffect, useState } from 'react'
import { useParams } from 'wouter'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { useServices } from '../ui/services.ts'
import { ErrorState, LoadingState } from '../ui/States.tsx'
import { loadReview, type LoadFailure, type Review } from './load.ts'
import { ReviewView } from './ReviewView.tsx'

type Loading =
  { state: 'loading' } | { state: 'failed'; why: LoadFailure } | { state: 'there'; review: Review }

/** One session, replayed: /review/:id. */
export default function ReviewScreen() {
  const { id = '' } = useParams<{ id: string }>()
  const { store } = useServices()
  const [loading, setLoading] = useState<Loading>({ state: 'loading' })
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    let gone = false
    setLoading({ state: 'loading' })
    void loadReview(store, id).then((found) => {
      if (gone) return
      setLoading('kind' in found ? { state: 'failed', why: found } : { state: 'there', review: found })
    })
    return () => {
      gone = true
    }
  }, [store, id, attempt])
  const change = useCallback((review: Review) => setLoading({ state: 'there', review }), [])

  if (loading.state === 'there')
    return <ReviewView key={loading.review.log.header.id} review={loading.review} onChange={change} />
  return (
    <Page title="Review" wide>
      {loading.state === 'loading' ? (
        <LoadingState>Loading the session…</LoadingState>
      ) : (
        <Failure why={loading.why} onRetry={() => setAttempt((n) => n + 1)} />
      )}
    </Page>
  )
}

const failureWords: Record<LoadFailure['kind'], { title: string; words: string }> = {
  missing: {
    title: 'There is no such session here',
    words: 'It may have been deleted, or taken in another browser. Sessions stay where they were taken.',
  },
  newer: {
    title: 'This session was made by a newer version',
    words: 'It was left untouched. Load the newest version of the app, then open it again.',
  },
  corrupt: {
    title: 'This session is damaged',
    words: 'A part of it cannot be read, so it cannot be replayed. It was left as it is.',
  },
  failed: {
    title: 'This session could not be loaded',
    words: 'The browser did not give it out. Trying again often helps.',
  },
}

function Failure({ why, onRetry }: { why: LoadFailure; onRetry: () => void }) {
  const { title, words } = failureWords[why.kind]
  return (
    <ErrorState
      title={title}
      detail={why.detail}
      actions={
        <>
          <ButtonLink href="/sessions" kind="primary">
            All sessions
          </ButtonLink>
          {why.kind === 'failed' && <Button onClick={onRetry}>Try again</Button>}
        </>
      }
    >
      <p>{words}</p>
    </ErrorState>
  )
}
