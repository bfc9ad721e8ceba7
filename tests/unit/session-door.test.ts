import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { InterviewEvent } from '../../machines/events.ts'
import { answersOf } from '../../src/session/answers.ts'
import { openSession, type NewEvent } from '../../src/session/door.ts'
import { foldRound, foldViews } from '../../src/session/fold.ts'
import type { Entry, Header, Log } from '../../src/session/log.ts'
import { migrations, parseLog } from '../../src/session/migrate.ts'
import { LogError } from '../../src/session/version.ts'
import { logVersion } from '../../src/session/version.ts'
import { StoreError } from '../../src/session/store.ts'
import { handClock } from '../support/clock.ts'
import { generateSession } from '../support/sessions.ts'

const header: Header = generateSession({ seed: 1, answers: 1, questions: 3 }).log.header

/** A disk that writes when it is told to. */
function slowDisk() {
  const entries: Entry[] = []
  let failing: StoreError | null = null
  let held: (() => void)[] | null = null
  return {
    entries,
    fail: (problem: StoreError | null) => {
      failing = problem
    },
    hold: () => {
      held = []
    },
    release: () => {
      for (const go of held ?? []) go()
      held = null
    },
    append: async (_session: string, from: number, added: readonly Entry[]) => {
      if (held) await new Promise<void>((go) => held?.push(go))
      if (failing) throw failing
      expect(from).toBe(entries.length)
      entries.push(...added)
    },
  }
}

const listening: NewEvent = { type: 'listening.started', input: 'keyboard', take: null }
const asked: NewEvent = {
  type: 'prompt.asked',
  question: header.questions[0]?.id ?? '',
  prompt: 'opening',
  branch: null,
  text: 'A question?',
}

describe('the door', () => {
  test('shows an event only once it is on disk, though later events are judged by it at once', async () => {
    const disk = slowDisk()
    const session = openSession(header, [], { store: disk, clock: handClock() })
    disk.hold()
    expect(session.send({ type: 'session.started' })).toBe(true)
    expect(session.send(asked)).toBe(true)
    expect(session.state().view.phase).toBe('ready')
    disk.release()
    await session.settled()
    expect(session.state().view.phase).toBe('speaking')
    expect(disk.entries.map((e) => e.type)).toEqual(['session.started', 'prompt.asked'])
  })

  test('writes what is sent in one turn at once, and tells ahead where it leads', async () => {
    const disk = slowDisk()
    const writes: string[][] = []
    const append: typeof disk.append = (id, from, added) => {
      writes.push(added.map((e) => e.type))
      return disk.append(id, from, added)
    }
    const session = openSession(header, [], { store: { append }, clock: handClock() })
    session.send({ type: 'session.started' })
    session.send(asked)
    expect(session.ahead().view.phase).toBe('speaking')
    expect(session.ahead().entries).toHaveLength(2)
    expect(session.state().entries).toEqual([])
    await session.settled()
    session.send(listening)
    await session.settled()
    expect(writes).toEqual([['session.started', 'prompt.asked'], ['listening.started']])
    expect(session.ahead()).toEqual({ entries: session.state().entries, view: session.state().view })
  })

  test('neither records nor applies what means nothing at the moment', async () => {
    const disk = slowDisk()
    const session = openSession(header, [], { store: disk, clock: handClock() })
    expect(
      session.send({ type: 'answer.finished', by: 'candidate', thinkingMs: 0, speakingMs: 0, phrases: [] }),
    ).toBe(false)
    await session.settled()
    expect(disk.entries).toEqual([])
  })

  test('stamps with its own clock, which stands still while the app is closed', async () => {
    const disk = slowDisk()
    const clock = handClock(5_000)
    const session = openSession(header, [], { store: disk, clock })
    session.send({ type: 'session.started' })
    clock.advance(1_234)
    session.send(asked)
    await session.close()
    const later = openSession(header, [...disk.entries], { store: disk, clock: handClock(900_000) })
    later.send({ type: 'session.resumed', interrupted: true })
    await later.close()
    expect(disk.entries.map((e) => ('at' in e ? e.at : null))).toEqual([0, 1_234, 1_234])
  })

  test('goes on later where a recording shows that more time had passed', async () => {
    const disk = slowDisk()
    const session = openSession(header, [], { store: disk, clock: handClock() })
    session.send({ type: 'session.started' })
    session.send(asked)
    await session.close()
    const later = openSession(header, [...disk.entries], { store: disk, clock: handClock(77) }, 13_000)
    later.send({ type: 'session.resumed', interrupted: true })
    await later.close()
    expect(disk.entries.at(-1)).toMatchObject({ type: 'session.resumed', at: 13_000 })
  })

  test('goes on in memory when the disk fails, says so, and writes everything once it can', async () => {
    const disk = slowDisk()
    const clock = handClock()
    const session = openSession(header, [], { store: disk, clock })
    disk.fail(new StoreError('full', 'The disk is full.'))
    session.send({ type: 'session.started' })
    await session.settled()
    session.send(asked)
    await session.settled()
    expect(session.state()).toMatchObject({ problem: 'full', view: { phase: 'speaking' } })
    disk.fail(null)
    clock.advance(2_000)
    await session.settled()
    expect(session.state().problem).toBeNull()
    expect(disk.entries.map((e) => e.type)).toEqual(['session.started', 'prompt.asked'])
    await session.close()
    expect(clock.waiting).toBe(0)
  })

  test('shows what it cannot save at once when it is known that it cannot, and never less than before', async () => {
    const disk = slowDisk()
    const clock = handClock()
    const session = openSession(header, [], { store: disk, clock })
    const shown: number[] = []
    session.subscribe(() => shown.push(session.state().entries.length))
    disk.fail(new StoreError('slow', 'No answer.'))
    session.send({ type: 'session.started' })
    await session.settled()
    disk.fail(null)
    disk.hold()
    session.send(asked)
    await Promise.resolve()
    expect(session.state()).toMatchObject({ problem: 'slow', view: { phase: 'speaking' } })
    session.send(listening)
    await Promise.resolve()
    disk.release()
    await session.saved()
    expect(session.state().problem).toBeNull()
    expect(shown).toEqual(shown.toSorted((a, b) => a - b))
    expect(disk.entries).toHaveLength(3)
  })

  test('is saved only when all of it is on disk, after however many tries', async () => {
    const disk = slowDisk()
    const clock = handClock()
    const session = openSession(header, [], { store: disk, clock })
    disk.fail(new StoreError('full', 'The disk is full.'))
    session.send({ type: 'session.started' })
    let saved = false
    void session.saved().then(() => (saved = true))
    for (let tries = 0; tries < 5; tries++) {
      await session.settled()
      expect(saved).toBe(false)
      clock.advance(2_000)
    }
    await session.settled()
    disk.fail(null)
    clock.advance(2_000)
    await session.settled()
    expect(saved).toBe(true)
  })
})

const beginning = foldRound(header, []).view()

/** Any event that the candidate or the driver could try, meant or not. */
const anyEvent: fc.Arbitrary<NewEvent> = fc.oneof(
  fc.constantFrom<NewEvent>(
    { type: 'session.started' },
    asked,
    { ...asked, prompt: 'wrap-up' },
    { ...asked, question: header.questions[1]?.id ?? '' },
    listening,
    { type: 'speech.started', offsetMs: 400 },
    { type: 'draft.saved', text: 'so far' },
    { type: 'answer.unheard', seconds: 12 },
    { type: 'clarify.requested' },
    { type: 'clarification.given', text: 'I mean this.' },
    { type: 'repeat.requested' },
    { type: 'question.retried', question: 0 },
    { type: 'question.retried', question: 1 },
    { type: 'example.declined' },
    { type: 'prompt.skipped' },
    { type: 'input.changed', input: 'keyboard', reason: '' },
    { type: 'session.paused', reason: '' },
    { type: 'session.resumed', interrupted: false },
    { type: 'session.resumed', interrupted: true },
  ),
  fc.constantFrom<NewEvent>(
    { type: 'answer.finished', by: 'candidate', thinkingMs: 900, speakingMs: 20_000, phrases: [] },
    { type: 'answer.finished', by: 'interviewer', thinkingMs: 900, speakingMs: 60_000, phrases: [] },
  ),
  fc.constantFrom('no-impact' as const, 'no-example' as const, 'asks-to-clarify' as const).map((signal) => ({
    type: 'answer.assessed' as const,
    text: 'what was said',
    source: 'typed' as const,
    seconds: 20,
    assessment: {
      engine: 'test',
      abstained: null,
      findings: [{ signal, quote: '', start: null, end: null }],
      covered: [],
    },
  })),
)

test('any interleaving of events leaves a log that folds to the live state, at every prefix, and loses no answer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anyEvent, fc.nat(40_000)), { maxLength: 60 }), async (tries) => {
      const disk = slowDisk()
      const clock = handClock()
      const session = openSession(header, [], { store: disk, clock })
      const live: unknown[] = []
      let begun = 0
      for (const [event, ms] of [[{ type: 'session.started' }, 0] as const, ...tries]) {
        clock.advance(ms)
        const spokeStill = session.state().view.phase === 'speaking'
        if (!session.send(event)) continue
        const passedOver = event.type === 'prompt.skipped' || event.type === 'example.declined'
        if (event.type === 'listening.started' || (passedOver && spokeStill)) begun++
        await session.settled()
        live.push(session.state().view)
      }
      const log: Log = { header, entries: disk.entries }
      expect(foldViews(log)).toEqual(live)
      const cut = Math.floor(disk.entries.length / 2)
      expect(foldRound(header, disk.entries.slice(0, cut)).view()).toEqual(live[cut - 1] ?? beginning)
      expect(answersOf(log)).toHaveLength(begun)
      expect(parseLog('the log', JSON.parse(JSON.stringify(log)))).toEqual(log)
      await session.close()
    }),
    { numRuns: 60 },
  )
})

test('replaying any prefix of any generated session equals the live state at that point', () => {
  fc.assert(
    fc.property(
      fc.nat(1e6),
      fc.integer({ min: 1, max: 25 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (seed, n, part) => {
        const { log } = generateSession({ seed, answers: n })
        const views = foldViews(log)
        const cut = Math.floor(part * (log.entries.length - 1))
        expect(foldRound(log.header, log.entries.slice(0, cut + 1)).view()).toEqual(views[cut])
      },
    ),
    { numRuns: 40 },
  )
})

describe('a stored log', () => {
  const { log } = generateSession({ seed: 4, answers: 2 })
  const stored = (): { header: unknown; entries: unknown[] } =>
    structuredClone({ header: log.header, entries: [...log.entries] })

  test('has a migration for every version before this one', () => {
    expect(Object.keys(migrations).map(Number)).toEqual(
      Array.from({ length: logVersion - 1 }, (_, i) => i + 1),
    )
  })

  test('from a newer app is refused with a word', () => {
    const raw = { ...stored(), header: { ...log.header, version: logVersion + 1 } }
    expect(() => parseLog('Session 7', raw)).toThrow(/Session 7 was made by a newer version of this app/)
  })

  test('of version 2 is as it was, but for its number', () => {
    const raw = { ...stored(), header: { ...log.header, version: 2 } }
    expect(parseLog('Session 7', raw)).toEqual(log)
  })

  test('that says what is asked in a drill is one of a drill, and no other is', () => {
    const drill = { kind: 'first-answer', items: log.header.questions.map(() => ({ prompt: 'opening' })) }
    const parsed = (given: object) =>
      parseLog('Session 7', { header: { ...log.header, ...given }, entries: [] })
    expect(parsed({ mode: 'drill', drill }).header).toMatchObject({ mode: 'drill', drill })
    for (const given of [
      { mode: 'drill' },
      { mode: 'interview', drill },
      { mode: 'drill', drill: { ...drill, items: [...drill.items, { prompt: 'opening' }] } },
    ])
      expect(() => parsed(given)).toThrow(LogError)
  })

  test('that is broken is named, with the place and what was expected', () => {
    const raw = stored()
    raw.entries[1] = { ...(raw.entries[1] as InterviewEvent), at: 'noon' }
    expect(() => parseLog('Session 7', raw)).toThrow(
      new LogError('corrupt', 'Session 7: entry 1, at: Invalid type: Expected number but received "noon"'),
    )
  })
})
