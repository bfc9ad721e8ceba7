import { useCallback, useEffect, useRef, useState } from 'react'
import { useParams, useSearch } from 'wouter'
import { whenUntouched } from '../platform/idle.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { SaveWhatIsLeft } from '../ui/SaveWhatIsLeft.tsx'
import { useServices } from '../ui/services.ts'
import { ErrorState, LoadingState } from '../ui/States.tsx'
import { useTakenElsewhere } from '../ui/taking.tsx'
import { keepAligned } from '../transcribe/alignments.ts'
import { takeReview } from './ahead.ts'
import { grownBy, loadReview, revisedReview, type LoadFailure, type Review } from './load.ts'
import { momentIn } from './link.ts'
import { createPlayer, type Player, type PlayerState } from './player.ts'
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

/** Loads the session, anew when it is taken further elsewhere, and owns its player for as long as the screen shows. */
function Loader({ id, onRetry }: { id: string; onRetry: () => void }) {
  const services = useServices()
  const { store, clock } = services
  const [loading, setLoading] = useState<Loading>({ state: 'loading' })
  const drawn = useRef<{ review: Review; player: Player } | null>(null)
  const show = useCallback(
    (review: Review) => {
      const before = drawn.current?.player
      const player = createPlayer(review.timeline, { clock, loadTake: (take) => store.loadTake(take) })
      drawn.current = { review, player }
      setLoading({ state: 'there', review, player })
      if (!before) return
      goOnFrom(player, before.state())
      before.close()
    },
    [store, clock],
  )
  useEffect(() => {
    let gone = false
    void takeReview(store, id).then((found) => {
      if (gone) return
      if ('kind' in found) setLoading({ state: 'failed', why: found })
      else show(found)
    })
    return () => {
      gone = true
      drawn.current?.player.close()
      drawn.current = null
    }
  }, [store, id, show])
  /** What was drawn last is never replaced by what was there before it. */
  const change = useCallback((review: Review) => {
    const now = drawn.current
    if (!now || review.log.entries.length < now.review.log.entries.length) return
    drawn.current = { ...now, review }
    setLoading({ state: 'there', ...drawn.current })
  }, [])
  const isThere = loading.state === 'there'
  const moment = momentIn(useSearch())
  useEffect(() => {
    if (isThere && moment !== null) drawn.current?.player.seek(moment)
  }, [isThere, moment])
  const taken = useTakenElsewhere() === id
  useEffect(() => {
    if (!isThere) return
    let gone = false
    const catchUp = async () => {
      const entries = (await store.list()).find((session) => session.id === id)?.entries
      // Most of what changes is about other sessions.
      if (gone || entries === drawn.current?.review.log.entries.length) return
      const found = await store.load(id)
      if (gone || !found || !drawn.current) return
      const grown = grownBy(drawn.current.review, found.log)
      if (grown === 'said of it') change(revisedReview(drawn.current.review, found.log))
      if (grown !== 'taken further' && (grown !== 'under way' || taken)) return
      const review = await loadReview(store, id)
      if (!gone && !('kind' in review)) show(review)
    }
    // It stays as it was drawn.
    const look = () => void catchUp().catch(() => {})
    // It may have changed since it was loaded.
    look()
    const unwatch = store.watch(look)
    return () => {
      gone = true
      unwatch()
    }
  }, [isThere, taken, store, id, show, change])
  useEffect(
    () => (isThere ? keepAligned(id, { ...services, rest: whenUntouched }) : undefined),
    [isThere, services, id],
  )

  if (loading.state === 'there')
    return <ReviewView review={loading.review} player={loading.player} onChange={change} />
  return (
    <Page title="Review" wide>
      {loading.state === 'loading' ? (
        <LoadingState>Loading the session…</LoadingState>
      ) : (
        <Failure session={id} why={loading.why} onRetry={onRetry} />
      )}
    </Page>
  )
}

/** Takes over from a player of the same session as it was before. */
function goOnFrom(player: Player, { at, speed, loop, skipping, playing }: PlayerState): void {
  player.setSpeed(speed)
  player.setLoop(loop)
  player.setSkipping(skipping)
  player.seek(at)
  if (playing) player.play()
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

function Failure(props: { session: string; why: LoadFailure; onRetry: () => void }) {
  const { session, why, onRetry } = props
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
          {why.kind === 'corrupt' && <SaveWhatIsLeft session={session} />}
        </>
      }
    >
      <p>{words}</p>
    </ErrorState>
  )
}
