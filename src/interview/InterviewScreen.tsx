import { useEffect, useRef, useState } from 'react'
import { useParams } from 'wouter'
import { useStore } from 'zustand'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { SaveWhatIsLeft } from '../ui/SaveWhatIsLeft.tsx'
import { ErrorState, LoadingState } from '../ui/States.tsx'
import { StorageNotice } from '../ui/StorageNotice.tsx'
import { useTakenElsewhere } from '../ui/taking.tsx'
import type { Desk, LoadProblem } from './desk.ts'
import { DrillRoom } from './DrillRoom.tsx'
import { ReadyPanel } from './ReadyPanel.tsx'
import { Stage } from './Stage.tsx'
import { useInterview } from './useInterview.ts'
import { loadProblems } from './words.ts'

/** An interview that is being taken: /interview/:id. */
export default function InterviewScreen() {
  const { id } = useParams<{ id: string }>()
  const [attempt, setAttempt] = useState(0)
  return (
    <Visit
      key={`${id} ${attempt}`}
      id={id}
      mayBegin={attempt === 0}
      onRetry={() => setAttempt(attempt + 1)}
    />
  )
}

function Visit({ id, mayBegin, onRetry }: { id: string; mayBegin: boolean; onRetry: () => void }) {
  const desk = useInterview(id, mayBegin)
  useEndElsewhere(onRetry)
  if (desk) return <AtDesk desk={desk} id={id} onRetry={onRetry} />
  return (
    <>
      <StorageNotice />
      <Loading />
    </>
  )
}

/** Once another tab has ended or left an interview, this one is loaded anew: it may have gone on there. */
function useEndElsewhere(onEnd: () => void) {
  const elsewhere = useTakenElsewhere()
  const before = useRef(elsewhere)
  useEffect(() => {
    const ended = before.current !== null && elsewhere === null
    before.current = elsewhere
    if (ended) onEnd()
  })
}

function AtDesk({ desk, id, onRetry }: { desk: Desk; id: string; onRetry: () => void }) {
  const state = useStore(desk.state)
  switch (state.at) {
    case 'failed':
      return <Failed session={id} kind={state.kind} detail={state.detail} onRetry={onRetry} />
    case 'ended':
      return (
        <Page
          title="This interview is over"
          lead={state.title}
          action={
            <ButtonLink href={`/review/${id}`} kind="primary" size="large">
              Review it
            </ButtonLink>
          }
        >
          <p>It can be replayed as often as you like. For another round, begin a new interview.</p>
        </Page>
      )
    case 'ready':
      return (
        <>
          <StorageNotice />
          <ReadyPanel desk={desk} ready={state} />
        </>
      )
    case 'room':
      return state.session.header.drill ? (
        <DrillRoom desk={desk} session={state.session} interviewer={state.interviewer} />
      ) : (
        <Stage desk={desk} session={state.session} interviewer={state.interviewer} />
      )
  }
}

const Loading = () => (
  <Page title="Interview">
    <LoadingState>Opening the interview…</LoadingState>
  </Page>
)

function Failed(props: { session: string; kind: LoadProblem; detail: string; onRetry: () => void }) {
  const { session, kind, detail, onRetry } = props
  const { title, words } = loadProblems[kind]
  return (
    <Page title="Interview">
      <ErrorState
        title={title}
        detail={detail}
        actions={
          <>
            {kind === 'failed' && (
              <Button kind="primary" onClick={onRetry}>
                Try again
              </Button>
            )}
            <ButtonLink href="/" kind={kind === 'failed' ? 'plain' : 'primary'}>
              Go home
            </ButtonLink>
            {kind === 'corrupt' && <SaveWhatIsLeft session={session} />}
          </>
        }
      >
        <p>{words}</p>
      </ErrorState>
    </Page>
  )
}
