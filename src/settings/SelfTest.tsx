import { Mic } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { MicrophoneError } from '../speech/ports.ts'
import { RecognitionError, type Transcript } from '../speech/recogniser.ts'
import { Button } from '../ui/Button.tsx'
import { useServices, type Services } from '../ui/services.ts'
import { useSettings } from '../ui/settings.ts'
import styles from './SettingsScreen.module.css'
import { messageOf } from '../platform/messageOf.ts'

type Test =
  | { state: 'rest' }
  | { state: 'loading' }
  | { state: 'listening'; text: string }
  | { state: 'finishing' }
  | { state: 'heard'; transcript: Transcript; tookMs: number }
  | { state: 'failed'; message: string }

/** Ms after which a sentence counts as over. */
const longestMs = 20_000

/** Hears one sentence and shows its words. Nothing of it is kept. */
export function SelfTest() {
  const { services, device } = {
    services: useServices(),
    device: useSettings((settings) => settings.choices.device),
  }
  const [test, setTest] = useState<Test>({ state: 'rest' })
  const stop = useRef<{ finish(): void; leave(): void } | null>(null)
  useEffect(() => () => stop.current?.leave(), [])
  const begin = () => {
    stop.current?.leave()
    stop.current = hearSentence(services, device, setTest)
  }
  return (
    <div className={styles.test}>
      <div className={styles.buttons}>
        {test.state === 'listening' ? (
          <Button kind="primary" onClick={() => stop.current?.finish()}>
            Done
          </Button>
        ) : (
          <Button onClick={begin} disabled={test.state === 'loading' || test.state === 'finishing'}>
            <Mic size={18} aria-hidden="true" />
            Try it: say a sentence
          </Button>
        )}
      </div>
      <output className={styles.said}>{testWords(test)}</output>
    </div>
  )
}

function testWords(test: Test): string {
  switch (test.state) {
    case 'rest':
      return ''
    case 'loading':
      return 'Loading the recogniser and opening the microphone…'
    case 'listening':
      return test.text === '' ? 'Listening. Say a sentence, then press Done.' : test.text
    case 'finishing':
      return 'Turning it into words…'
    case 'failed':
      return test.message
    case 'heard': {
      const { text, heard } = test.transcript
      const took = `${(test.tookMs / 1000).toFixed(1)} s after you were done`
      if (text === '') return `No words were heard (${took}).`
      return `“${text}” (${took}, ${heard.times === 'none' ? 'without' : 'with'} times of words)`
    }
  }
}

function failureWords(error: unknown): string {
  const message = messageOf(error)
  if (error instanceof MicrophoneError) return `The microphone could not be opened: ${message}.`
  if (error instanceof RecognitionError) return `It did not work: ${message}.`
  return `The test failed: ${message}.`
}

/** Owns the microphone and the recogniser until the sentence is over. */
function hearSentence(
  { microphones, openRecogniser }: Services,
  device: string | null,
  tell: (test: Test) => void,
) {
  const closers: (() => unknown)[] = []
  let gone = false
  let over = () => {}
  const said = new Promise<void>((resolve) => (over = resolve))
  const own = <T,>(thing: T, close: () => unknown): T => {
    if (gone) void close()
    else closers.push(close)
    return thing
  }

  async function run(): Promise<void> {
    tell({ state: 'loading' })
    const [recogniser, capture] = await Promise.all([
      openRecogniser().then((each) => own(each, () => each?.close())),
      microphones.open(device ?? undefined).then((each) => own(each, () => each.close())),
    ])
    if (gone) return
    if (!recogniser) throw new RecognitionError('unloaded', 'no recogniser is ready')
    const recognition = recogniser.begin({ partial: (text) => gone || tell({ state: 'listening', text }) })
    capture.on('chunk', ({ samples }) => recognition.push(samples))
    capture.on('lost', over)
    capture.startTake('self-test')
    tell({ state: 'listening', text: '' })
    const timer = setTimeout(over, longestMs)
    await said
    clearTimeout(timer)
    if (gone) return recognition.cancel()
    const done = performance.now()
    tell({ state: 'finishing' })
    await capture.endTake()
    const transcript = await recognition.finish()
    if (!gone) tell({ state: 'heard', transcript, tookMs: performance.now() - done })
  }

  const leave = () => {
    gone = true
    over()
    for (const close of closers.splice(0)) void close()
  }
  run()
    .catch((error: unknown) => gone || tell({ state: 'failed', message: failureWords(error) }))
    .finally(leave)
  return { finish: over, leave }
}
