import { useLocation } from 'wouter'
import { durationMs } from '../session/entries.ts'
import { isNewTake } from '../session/fork.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { useServices } from '../ui/services.ts'
import { useShortcuts } from '../ui/shortcuts.ts'
import { LoadingState } from '../ui/States.tsx'
import { useTakenElsewhere } from '../ui/taking.tsx'
import { storeWordsOf } from '../ui/storage.ts'
import { Time, When } from '../ui/Time.tsx'
import { showToast } from '../ui/toasts.ts'
import { lastInput, type Desk, type DeskState } from './desk.ts'
import styles from './ReadyPanel.module.css'
import { factsOf, startProblems } from './words.ts'

type Ready = Extract<DeskState, { at: 'ready' }>

/** Before the first word: what this is, and the way in. Also where a microphone that cannot be used is dealt with. */
export function ReadyPanel({ desk, ready }: { desk: Desk; ready: Ready }) {
  const { log, title, opening, problem } = ready
  const { header, entries } = log
  const elsewhere = useTakenElsewhere()
  const newTake = isNewTake(log)
  const interrupted = entries.length > 0 && !newTake
  const start = () => void desk.start()
  const type = () => void desk.start('keyboard')
  useShortcuts([
    { key: ' ', label: interrupted ? 'go on' : 'start', action: start, when: !opening && elsewhere === null },
    {
      key: 'Enter',
      label: interrupted ? 'go on' : 'start',
      action: start,
      when: !opening && elsewhere === null,
    },
  ])
  if (opening)
    return (
      <Page title={title} bare>
        <LoadingState>
          {lastInput(log) === 'microphone' ? 'Asking the browser for the microphone…' : 'One moment…'}
        </LoadingState>
      </Page>
    )
  return (
    <Page
      title={newTake ? 'Ready for another take' : interrupted ? 'Go on where you were' : 'Ready when you are'}
      lead={title}
      bare
    >
      <div className={styles.panel}>
        <ul className={styles.facts} aria-label="About this interview">
          {factsOf({ ...header, input: lastInput(log) }).map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        {interrupted && elsewhere !== header.id && (
          <p className={styles.words}>
            This interview of <When iso={header.createdAt} /> was interrupted after{' '}
            <Time ms={durationMs(log)} />. What was said until then is kept, and the question at hand is asked
            again.
          </p>
        )}
        {newTake && elsewhere !== header.id && (
          <p className={styles.words}>
            This take goes on after the first <Time ms={durationMs(log)} /> of the interview that it is of.
            What was said until then is kept, and the question that followed is asked again.
          </p>
        )}
        {elsewhere !== null ? (
          <Elsewhere itself={elsewhere === header.id} />
        ) : problem ? (
          <Problem problem={problem} onRetry={start} onType={type} />
        ) : (
          <div className={styles.actions}>
            <Button kind="primary" size="large" shortcut=" " onClick={start}>
              {interrupted ? 'Go on where you were' : 'Start'}
            </Button>
            {lastInput(log) === 'microphone' && (
              <Button size="large" onClick={type}>
                Type instead
              </Button>
            )}
          </div>
        )}
        <Aside
          id={header.id}
          title={title}
          begun={entries.length > 0}
          interrupted={interrupted}
          taken={elsewhere === header.id}
        />
      </div>
    </Page>
  )
}

/** Stands where the way in would be, for as long as another tab takes an interview. */
function Elsewhere({ itself }: { itself: boolean }) {
  return (
    <div className={styles.elsewhere} aria-live="polite">
      <h2>
        {itself ? 'It is being taken in another tab' : 'Another interview is being taken in another tab'}
      </h2>
      <p className={styles.words}>
        Go on there. Only one can be taken at a time; once it has ended, or that tab is left or closed, this
        one can be taken here.
      </p>
    </div>
  )
}

function Problem(props: { problem: NonNullable<Ready['problem']>; onRetry: () => void; onType: () => void }) {
  const { problem, onRetry, onType } = props
  const { title, words } = startProblems[problem.kind]
  const typingHelps = problem.kind !== 'assessment' && problem.kind !== 'elsewhere'
  return (
    <div className={styles.problem} role="alert">
      <h2>{title}</h2>
      <p className={styles.words}>{words}</p>
      <div className={styles.actions}>
        {typingHelps && (
          <Button kind="primary" size="large" onClick={onType}>
            Type instead
          </Button>
        )}
        <Button kind={typingHelps ? 'plain' : 'primary'} size="large" shortcut=" " onClick={onRetry}>
          Try again
        </Button>
      </div>
      <details className={styles.detail}>
        <summary>What was reported</summary>
        <code>{problem.detail}</code>
      </details>
    </div>
  )
}

function Aside(props: { id: string; title: string; begun: boolean; interrupted: boolean; taken: boolean }) {
  const { id, title, begun, interrupted, taken } = props
  const { store } = useServices()
  const [, navigate] = useLocation()
  const remove = async () => {
    try {
      await store.remove(id)
    } catch (error) {
      return showToast({ message: `“${title}” could not be deleted: ${storeWordsOf(error)}` })
    }
    showToast({
      message: begun ? `Deleted “${title}”` : `“${title}” had not begun and is not kept`,
      undo: () => void store.restore(id),
      gone: () => void store.purge(id),
    })
    navigate('/', { replace: true })
  }
  return (
    <div className={styles.aside}>
      {interrupted && (
        <ButtonLink href={`/review/${id}`} kind="quiet" size="small">
          Review what is there
        </ButtonLink>
      )}
      {begun || taken ? (
        <ButtonLink href="/" kind="quiet" size="small">
          Not now
        </ButtonLink>
      ) : (
        // There is nothing in it to go on with.
        <Button kind="quiet" size="small" onClick={() => void remove()}>
          Not now
        </Button>
      )}
      {begun && !taken && (
        <Button kind="quiet" size="small" onClick={() => void remove()}>
          Delete
        </Button>
      )}
    </div>
  )
}
