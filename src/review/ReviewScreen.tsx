import { useCallback, useEffect, useRef, useState } from 'react'
import { useParams, useSearch } from 'wouter'
import { whenUntouched } from '../platform/idle.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { useServices } from '../ui/services.ts'
import { ErrorState, LoadingState } from '../ui/States.tsx'
import { keepAligned } from '../transcribe/alignments.ts'
import { takeReview } from './ahead.ts'
import { caughtUp, type LoadFailure, type Review } from './load.ts'
import { momentIn } from './link.ts'
import { createPlayer, type Player } from './player.ts'
import { ReviewView } from './ReviewView.tsx'

/** One session, replayed: /review/:id. */
export default function ReviewScreen() {
  const { id } = useParams<{ id: string }>()
  const [attempt, setAttempt] = useState(0)
  return <Loader key={`${id} ${attempt}`} id={id} onRetry={() => setAttempt(attempt + 1)} />
}

type Loading =
  | { state: 'loading' }
  | { state: 'failed'; why: LoadFailure }
  | { state: 'there'; review: Review; player: Player }

/** Loads the session, and owns its player for as long as the screen shows. */
function Loader({ id, onRetry }: { id: string; onRetry: () => void }) {
  const services = useServices()
  const { store, clock } = services
  const [loading, setLoading] = useState<Loading>({ state: 'loading' })
  useEffect(() => {
    let gone = false
    let player: Player | null = null
    void takeReview(store, id).then((found) => {
      if (gone) return
      if ('kind' in found) return setLoading({ state: 'failed', why: found })
      player = createPlayer(found.timeline, { clock, loadTake: (take) => store.loadTake(take) })
      setLoading({ state: 'there', review: found, player })
    })
    return () => {
      gone = true
      player?.close()
    }
  }, [store, clock, id])
  /** What was drawn last is never replaced by what was there before it. */
  const change = useCallback(
    (review: Review) =>
      setLoading((now) =>
        now.state === 'there' && review.log.entries.length >= now.review.log.entries.length
          ? { ...now, review }
          : now,
      ),
    [],
  )
  /** How long the log is that is drawn. */
  const shown = useRef(0)
  useEffect(() => {
    if (loading.state === 'there') shown.current = loading.review.log.entries.length
  })
  const isThere = loading.state === 'there'
  const player = isThere ? loading.player : null
  const moment = momentIn(useSearch())
  useEffect(() => {
    if (moment !== null) player?.seek(moment)
  }, [player, moment])
  useEffect(() => {
    if (!isThere) return
    const catchUp = async () => {
      const entries = (await store.list()).find((session) => session.id === id)?.entries
      // Most of what changes is about other sessions.
      if (entries === shown.current) return
      const found = await store.load(id)
      if (!found) return
      setLoading((now) => (now.state === 'there' ? { ...now, review: caughtUp(now.review, found.log) } : now))
    }
    // It stays as it was drawn.
    const look = () => void catchUp().catch(() => {})
    // It may have changed since it was loaded.
    look()
    const unwatch = store.watch(look)
    const stopAligning = keepAligned(id, { ...services, rest: whenUntouched })
    return () => {
      unwatch()
      stopAligning()
    }
  }, [isThere, store, services, id])

  if (loading.state === 'there')
    return <ReviewView review={loading.review} player={loading.player} onChange={change} />
  return (
    <Page title="Review" wide>
      {loading.state === 'loading' ? (
        <LoadingState>Loading the session…</LoadingState>
      ) : (
        <Failure why={loading.why} onRetry={onRetry} />
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
