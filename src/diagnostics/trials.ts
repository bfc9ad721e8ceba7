/** The self-test: each part that an interview stands on is run once, on what is built in. Nothing is recorded. */
import type { Services } from '../ui/services.ts'
import speechUrl from './speech.wav?url'
import { messageOf } from '../platform/messageOf.ts'

/** How a part did. */
export interface Outcome {
  name: string
  state: 'running' | 'well' | 'failed'
  /** What was found, or what went wrong. */
  detail: string
  /** Null while it runs. */
  ms: number | null
}

export interface Trial {
  name: string
  /** Resolves with what was found, in words. Rejects where the part does not work. */
  run(services: Services): Promise<string>
}

/** Ms after which a part counts as one that does not work. */
const patienceMs = 30_000
const frameSamples = 512
const sampleRate = 16_000

export const trials: readonly Trial[] = [
  { name: 'WebAssembly', run: runWebAssembly },
  { name: 'Recording', run: runCapture },
  { name: 'Voice model', run: runVoiceModel },
  { name: 'Listening', run: runAssessment },
  { name: 'Database', run: runDatabase },
]

/** Runs one after the other, and tells all outcomes each time that one changes. Never rejects. */
export async function runTrials(
  given: readonly Trial[],
  services: Services,
  tell: (outcomes: readonly Outcome[]) => void,
): Promise<void> {
  const outcomes: Outcome[] = []
  for (const { name, run } of given) {
    const at = outcomes.push({ name, state: 'running', detail: '', ms: null }) - 1
    tell([...outcomes])
    const begun = services.clock.now()
    const outcome = await within(services, run(services)).then(
      (detail) => ({ state: 'well' as const, detail }),
      (error: unknown) => ({
        state: 'failed' as const,
        detail: messageOf(error),
      }),
    )
    outcomes[at] = { name, ...outcome, ms: Math.round(services.clock.now() - begun) }
    tell([...outcomes])
  }
}

async function within<T>({ clock }: Services, work: Promise<T>): Promise<T> {
  let cancel = () => {}
  const late = new Promise<never>((_, reject) => {
    cancel = clock.after(patienceMs, () => reject(new Error(`nothing came within ${patienceMs / 1000} s`)))
  })
  return Promise.race([work, late]).finally(() => cancel())
}

/** (module (func (export "add") (param i32 i32) (result i32) local.get 0 local.get 1 i32.add)) */
const adder = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 97, 100, 100, 0, 0,
  10, 9, 1, 7, 0, 32, 0, 32, 1, 106, 11,
]

async function runWebAssembly(): Promise<string> {
  const { instance } = await WebAssembly.instantiate(Uint8Array.from(adder))
  const add = instance.exports.add as (a: number, b: number) => number
  if (add(2, 3) !== 5) throw new Error('2 and 3 did not make 5')
  return 'compiled and run'
}

/** A tone instead of a microphone, through the same worklet. */
async function runCapture({ clock }: Services): Promise<string> {
  const { openWorkletSource } = await import('../speech/source.ts')
  const context = new AudioContext()
  const tone = context.createOscillator()
  const way = context.createMediaStreamDestination()
  tone.connect(way)
  tone.start()
  try {
    let came = 0
    const loud = new Promise<void>((resolve, reject) => {
      const events = {
        samples(block: Int16Array) {
          if (block.some((sample) => Math.abs(sample) > 1_000)) came += block.length
          if (came >= sampleRate / 4) resolve()
        },
        lost: (reason: string) => reject(new Error(reason)),
      }
      openWorkletSource(way.stream, clock, events).then((source) => {
        void loud.catch(() => {}).finally(() => void source.close())
      }, reject)
    })
    await loud
    return 'a tone came through in samples'
  } finally {
    tone.stop()
    await context.close()
  }
}

async function runVoiceModel(): Promise<string> {
  const { createSileroDetector } = await import('../speech/detector.ts')
  const response = await fetch(speechUrl)
  // After the 44 bytes of a WAV file's header.
  const samples = new Int16Array((await response.arrayBuffer()).slice(44))
  const detector = createSileroDetector()
  try {
    if (!(await detector.ready)) throw new Error('it did not load; loudness decides what is speech')
    const likelihoods: number[] = []
    const run = detector.begin({ likelihood: (each) => likelihoods.push(each), failed: () => {} })
    for (let at = 0; at + frameSamples <= samples.length; at += frameSamples)
      run.push(samples.slice(at, at + frameSamples))
    if (!(await run.done())) throw new Error('it stopped in the middle')
    const share = likelihoods.filter((each) => each > 0.5).length / likelihoods.length
    if (share < 0.5)
      throw new Error(`it takes a spoken sentence for speech only ${percent(share)} of the time`)
    return `a spoken sentence is speech ${percent(share)} of the time`
  } finally {
    detector.close()
  }
}

const percent = (share: number) => `${Math.round(share * 100)} %`

async function runAssessment({ createAssessor }: Services): Promise<string> {
  const { warmUps } = await import('../assess/warmup.ts')
  const [first] = warmUps
  if (!first) throw new Error('there is no answer to try it on')
  const assessor = await createAssessor()
  try {
    const { findings, engine, abstained } = await assessor.assess(first.answer, first.context)
    if (abstained) throw new Error(abstained)
    if (findings.length === 0) throw new Error(`${engine} found nothing in an answer that shows much`)
    return `${findings.length} findings in a made-up answer, by ${engine}`
  } finally {
    assessor.close()
  }
}

async function runDatabase(): Promise<string> {
  const [{ tryDatabase }, { trialHeader }] = await Promise.all([
    import('../storage/health.ts'),
    import('./trialHeader.ts'),
  ])
  await tryDatabase(trialHeader())
  return 'a session and a recording were written, read and deleted'
}
