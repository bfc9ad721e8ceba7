import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { bytesOf, hostNameOf } from '../speech/models/catalogue.ts'
import { bytesToCome, type ModelState, type SpeechModels } from '../speech/speechModels.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { megabytes } from '../ui/wayWords.ts'
import styles from './SettingsScreen.module.css'
import { modelWords, obstacleWords, problemWords } from './words.ts'

/** A recogniser's model: what it is, whether it is here, and what can be done about that. */
export function ModelItem({ state, models }: { state: ModelState; models: SpeechModels }) {
  const { model, kept, obstacle, gettingBytes, problem } = state
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <article className={styles.model} aria-label={model.label}>
      <h3 ref={heading} tabIndex={-1}>
        {model.label}
      </h3>
      <p className={styles.quiet}>{modelWords[model.size]}</p>
      <p className={styles.facts}>
        {megabytes(bytesOf(model))} MB, {model.licence} licence, published at {hostNameOf(model)}
      </p>
      {obstacle && <p className={styles.notice}>{obstacleWords[obstacle]}</p>}
      {gettingBytes !== null ? (
        <Passing to={heading}>
          <Getting state={state} bytes={gettingBytes} cancel={() => models.cancel(model.id)} />
        </Passing>
      ) : (
        <>
          {kept.state === 'whole' && <p className={styles.state}>On this machine.</p>}
          {kept.state === 'part' && (
            <p className={styles.state}>
              {megabytes(kept.bytes)} of {megabytes(bytesOf(model))} MB are on this machine.
            </p>
          )}
          {problem && <Problem state={state} problem={problem} />}
          <Passing to={heading}>
            <Actions state={state} models={models} />
          </Passing>
        </>
      )}
      <Files state={state} />
    </article>
  )
}

/** What hands the focus on when it is taken away with it. */
function Passing({ to, children }: { to: RefObject<HTMLElement | null>; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const [here, there] = [box.current, to.current]
    return () => {
      if (here?.contains(document.activeElement)) there?.focus()
    }
  }, [to])
  return <div ref={box}>{children}</div>
}

function Getting({
  state: { model },
  bytes,
  cancel,
}: {
  state: ModelState
  bytes: number
  cancel: () => void
}) {
  const words = `${megabytes(bytes)} of ${megabytes(bytesOf(model))} MB`
  return (
    <div className={styles.getting}>
      <progress aria-label={`Getting ${model.label}`} max={bytesOf(model)} value={bytes} />
      <span className={styles.quiet}>{words}</span>
      <Button size="small" aria-label={`Cancel getting ${model.label}`} onClick={cancel}>
        Cancel
      </Button>
    </div>
  )
}

function Problem({
  state: { model },
  problem,
}: {
  state: ModelState
  problem: NonNullable<ModelState['problem']>
}) {
  const { title, help } = problemWords(problem, model)
  return (
    <div className={styles.problem} role="alert">
      <p>
        <strong>{title}.</strong> {help}
      </p>
      {problem.kind !== 'incomplete' && problem.kind !== 'strange' && (
        <details className={styles.files}>
          <summary>What was reported</summary>
          <code>{problem.message}</code>
        </details>
      )}
    </div>
  )
}

function Actions({ state, models }: { state: ModelState; models: SpeechModels }) {
  const { model, kept, own, obstacle, downloadable } = state
  const [asking, setAsking] = useState<'download' | 'remove' | null>(null)
  const close = () => setAsking(null)
  const whole = kept.state === 'whole'
  const offered = !whole && obstacle === null
  const size = `${megabytes(bytesToCome(state))} MB`
  const verb = kept.state === 'part' ? 'Go on with' : 'Get'
  return (
    <div className={styles.buttons}>
      {offered && own && (
        <Button size="small" onClick={() => void models.get(model.id, 'own')}>
          {verb} {size} from this app’s server
        </Button>
      )}
      {offered && !own && downloadable && (
        <Button size="small" onClick={() => setAsking('download')}>
          {verb} {size} from {hostNameOf(model)}…
        </Button>
      )}
      {offered && <PickFiles state={state} models={models} />}
      {kept.state !== 'none' && (
        <Button
          kind="quiet"
          size="small"
          aria-label={`${whole ? 'Remove' : 'Discard'} ${model.label}`}
          onClick={() => setAsking('remove')}
        >
          {whole ? 'Remove…' : 'Discard…'}
        </Button>
      )}
      <Dialog
        open={asking === 'download'}
        title={`Get ${model.label}?`}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>Not now</Button>
            <Button
              kind="primary"
              onClick={() => {
                close()
                void models.get(model.id, 'host')
              }}
            >
              Get {size}
            </Button>
          </>
        }
      >
        <p>
          {size} are fetched from {hostNameOf(model)} once, checked, and kept on this machine for use without
          a network. They can be removed again.
        </p>
        <p>
          That host sees your network address, as every server does, and that you fetch this. It gets nothing
          else.
        </p>
      </Dialog>
      <Dialog
        open={asking === 'remove'}
        title={`Remove ${model.label}?`}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>Keep it</Button>
            <Button
              kind="danger"
              onClick={() => {
                close()
                void models.remove(model.id)
              }}
            >
              Remove
            </Button>
          </>
        }
      >
        <p>It frees {megabytes(kept.bytes)} MB. To use it again, it has to be got again.</p>
      </Dialog>
    </div>
  )
}

function PickFiles({ state: { model }, models }: { state: ModelState; models: SpeechModels }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={`Files of ${model.label}`}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          // The same files may be picked again.
          event.target.value = ''
          if (files.length > 0) void models.pick(model.id, files)
        }}
      />
      <Button size="small" aria-label={`Pick files of ${model.label}`} onClick={() => input.current?.click()}>
        Pick files…
      </Button>
    </>
  )
}

/** Which files they are and where they are published; and why the page does not fetch them itself. */
function Files({ state: { model, kept, own, downloadable } }: { state: ModelState }) {
  const told = kept.state === 'whole' || own || downloadable
  return (
    <details className={styles.files}>
      <summary>Its files{!told && ', and how to get them'}</summary>
      {!told && (
        <p>
          The server of this app lets the page fetch nothing from {hostNameOf(model)}. Fetch the files below
          yourself, from the address that stands under them, then press “Pick files…” and choose all of them.
        </p>
      )}
      <ul>
        {model.files.map(({ name, bytes }) => (
          <li key={name}>
            <code>{name}</code> <span>{bytes.toLocaleString('en')} bytes</span>
          </li>
        ))}
      </ul>
      <p>
        Published at <code>{model.host}</code>
      </p>
      {!told && (
        <p>
          <strong>For whoever runs the server:</strong> place them on it with <code>npm run models</code>, or
          start it with <code>MOCKLOOP_MODEL_HOST=&quot;{model.origins.join(' ')}&quot;</code>.
        </p>
      )}
    </details>
  )
}
