import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StoreProblem } from '../../src/session/store.ts'
import { watchStore } from '../../src/storage/watchdog.ts'
import { faults, faultyStore, type Fault } from '../support/faultyStore.ts'
import { stageInterview } from '../support/stage.ts'

type FaultOf = (n: number, operation: string) => Fault | null

/** Ms for which something may be on its way to the disk without a word. */
const withoutWordMs = 5_000

/** An interview whose writes go wrong, watched at every second of it. */
async function faultyInterview(faultOf: FaultOf, problem: StoreProblem = 'full') {
  const operations: string[] = []
  let broken: FaultOf = (n, operation) => {
    operations.push(operation)
    return faultOf(n, operation)
  }
  let late = 0
  const stage = await stageInterview({
    spoken: true,
    header: { limits: { questionBudgetMs: null, followUps: 8, wrapUp: false } },
    between: (store, clock) =>
      watchStore(
        faultyStore(store, clock, (n, operation) => broken(n, operation), problem),
        clock,
        { late: (now) => (late = now), refused: () => {} },
      ),
  })
  const { clock, store, session, interviewer, microphone } = stage
  let pieces = 0
  microphone.capture.on('chunk', () => pieces++)
  let hiddenSince: number | null = null
  let allSaved = false

  const toldOf = () =>
    session.state().problem ?? interviewer.room.getState().audioProblem ?? (late > 0 || null)

  /** What a look depends on; while it stays the same and all is saved, looking again shows nothing new. */
  const standing = () =>
    `${operations.length} ${stage.sent()} ${pieces} ${session.state().entries.length} ${toldOf()}`
  let seen = ''

  async function look() {
    // Whatever waits for promises alone has gone on by then.
    await new Promise((resolve) => setImmediate(resolve))
    if (allSaved && standing() === seen) return false
    seen = standing()
    const shown = session.state().entries
    const told = toldOf()
    const stored = (await store.loadRaw(session.header.id))?.entries ?? []
    // Shown as saved is what is shown while nothing is said to be wrong.
    if (told === null) expect(stored.slice(0, shown.length)).toEqual(shown)
    let samples = 0
    for (const take of await store.takesOf(session.header.id))
      samples += (await store.loadTake(take))?.samples.length ?? 0
    const unsaved = stored.length < stage.sent() || samples < pieces * 4_000
    hiddenSince = unsaved && told === null ? (hiddenSince ?? clock.now()) : null
    const hiddenMs = hiddenSince === null ? 0 : clock.now() - hiddenSince
    expect(hiddenMs, 'something is not saved, and nobody is told').toBeLessThanOrEqual(withoutWordMs)
    allSaved = !unsaved
    return unsaved
  }
  async function pass(seconds: number) {
    await look()
    for (let i = 0; i < seconds; i++) {
      clock.advance(1_000)
      await look()
    }
  }
  const speak = () => {
    microphone.hear(200, 900)
    microphone.sound(2)
  }

  const steps = {
    speak,
    finish: () => interviewer.finish(),
    line: () => stage.finishLine(),
    repeat: () => interviewer.repeat(),
    clarify: () => interviewer.clarify(),
    skip: () => interviewer.skip(),
    pause: () => interviewer.pause(),
    resume: () => interviewer.resume(),
    type: () => interviewer.type('I moved the release by two days.'),
    keyboard: () => interviewer.useKeyboard('chosen'),
    end: () => interviewer.end(),
  }
  return {
    stage,
    steps,
    operations,
    toldOf,
    async take(taken: readonly (keyof typeof steps)[], seconds = 6) {
      interviewer.begin()
      await pass(seconds)
      for (const step of taken) {
        await steps[step]()
        await pass(seconds)
      }
    },
    /** What holds once the disk is well again. */
    async afterwards() {
      broken = () => null
      await pass(20)
      const kept = (await store.load(session.header.id))?.log.entries
      return { unsaved: await look(), told: toldOf(), kept }
    },
    /** What should hold then. */
    allSaved: () => ({ unsaved: false, told: null, kept: session.state().entries }),
  }
}

/** Through every state: asking, thinking, answering, assessing, clarifying, paused, typing, the end. */
const whole = (
  'line speak finish line repeat line speak pause resume speak finish line clarify line speak finish line skip ' +
  'line keyboard line type finish line type end line'
).split(' ') as (keyof Awaited<ReturnType<typeof faultyInterview>>['steps'])[]

const kindsOf = (types: readonly string[]) => types.filter((type) => type !== 'draft.saved')

describe('an interview whose storage goes wrong', async () => {
  const sound = await faultyInterview(() => null)
  await sound.take(whole)
  const course = kindsOf(sound.stage.types())
  const count = sound.operations.length

  test('passes through every state, and writes at each', () => {
    expect(sound.stage.phase()).toBe('ended')
    expect(new Set(sound.operations)).toEqual(new Set(['append', 'appendAudio', 'sealTake']))
    expect(new Set(course).size).toBeGreaterThan(12)
  })

  test.each(faults)(
    'at any one operation, %s, takes the same course, and all of it is saved in the end',
    async (fault) => {
      for (let at = 0; at < count; at++) {
        const interview = await faultyInterview((n) => (n === at ? fault : null))
        await interview.take(whole)
        expect([at, kindsOf(interview.stage.types())]).toEqual([at, course])
        expect(await interview.afterwards()).toEqual(interview.allSaved())
      }
    },
  )

  test.each(faults)(
    'at every operation, %s, goes on to its end, and is saved once that is over',
    async (fault) => {
      const interview = await faultyInterview(() => fault)
      await interview.take(whole)
      expect(kindsOf(interview.stage.types())).toEqual(course)
      expect(interview.toldOf()).not.toBeNull()
      expect(await interview.afterwards()).toEqual(interview.allSaved())
    },
  )

  test('at random operations, in random order, hides nothing and loses nothing', async () => {
    const step = fc.constantFrom(...new Set(whole.filter((each) => each !== 'end')))
    const fault = fc.oneof(
      { weight: 3, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom(...faults) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 16 }), fc.infiniteStream(fault), async (taken, stream) => {
        const interview = await faultyInterview(() => stream.next().value ?? null)
        await interview.take(taken, 2)
        expect(await interview.afterwards()).toEqual(interview.allSaved())
      }),
      { numRuns: 60 },
    )
  })

  test.each(['updated', 'deleted'] as const)('for good, %s, pauses and says so', async (problem) => {
    const interview = await faultyInterview((n) => (n > 8 ? 'refused' : null), problem)
    await interview.take(whole.slice(0, 6))
    expect(interview.stage.phase()).toBe('paused')
    expect(interview.toldOf()).toBe(problem)
    // Nobody waits for what cannot be.
    await interview.stage.interviewer.close()
    await Promise.all([interview.stage.session.saved(), interview.stage.interviewer.saved()])
    expect(interview.stage.clock.waiting).toBe(0)
  })
})
