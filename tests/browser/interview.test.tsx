import '@testing-library/jest-dom/vitest'
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { StrictMode } from 'react'
import { Route, Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import InterviewScreen from '../../src/interview/InterviewScreen.tsx'
import type { Entry, Header } from '../../src/session/log.ts'
import { StoreError } from '../../src/session/store.ts'
import type { Recogniser } from '../../src/speech/recogniser.ts'
import type { MicrophoneProblem } from '../../src/speech/ports.ts'
import type { Room } from '../../src/storage/estimate.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { ServicesContext } from '../../src/ui/services.ts'
import { defaultSettings, useSettings } from '../../src/ui/settings.ts'
import { Toasts } from '../../src/ui/Toasts.tsx'
import '../../src/ui/tokens.css'
import '../../src/ui/base.css'
import { handClock } from '../support/clock.ts'
import { generateSession } from '../support/sessions.ts'
import { handRecogniser } from '../support/recogniser.ts'
import { silentVoice, testServices, testVoices } from '../support/screens.tsx'
import { handMicrophones, handVoice } from '../support/stage.ts'

interface Scene {
  header?: Partial<Header>
  stored?: readonly Entry[]
  refuse?: MicrophoneProblem
  /** The machine has no voice. */
  mute?: boolean
  /** Another than the session's. */
  address?: string
  recogniser?: Recogniser
  room?: Room
}

/** The interview's screen on a store in memory, with time, voice and microphones in the test's hands. */
async function openScreen(scene: Scene = {}) {
  const { header: changes, stored = [], refuse, mute, address, recogniser, room } = scene
  const clock = handClock()
  const store = new MemorySessionStore()
  const header: Header = { ...generateSession({ seed: 2, answers: 1, questions: 1 }).log.header, ...changes }
  await store.create(header, 'A mistake')
  if (stored.length > 0) await store.append(header.id, 0, stored)
  const world = { refuse: refuse ?? null }
  const hands = handMicrophones(clock, () => world.refuse)
  const voice = handVoice()
  const heard: string[] = []
  const services = testServices({
    clock,
    store,
    microphones: hands.microphones,
    voices: testVoices(mute ? silentVoice : voice.voice),
    createAssessor: async () => ({
      async assess({ text }) {
        heard.push(text)
        return { engine: 'test', abstained: null, findings: [], covered: [] }
      },
      close() {},
    }),
    openRecogniser: async () => recogniser ?? null,
    ...(room && { room }),
  })
  const { hook, history } = memoryLocation({ path: address ?? `/interview/${header.id}`, record: true })
  const { unmount } = render(
    <StrictMode>
      <ServicesContext value={services}>
        <Router hook={hook}>
          <Route path="/interview/:id" component={InterviewScreen} />
        </Router>
        <Toasts />
      </ServicesContext>
    </StrictMode>,
  )
  return {
    clock,
    store,
    header,
    history,
    heard,
    microphones: hands.opened,
    world,
    unmount,
    user: userEvent.setup(),
    entries: async () => (await store.load(header.id))?.log.entries ?? [],
    pass: (ms: number) => act(async () => clock.advance(ms)),
    async finishLine() {
      await screen.findByText('The interviewer is speaking')
      await act(async () => voice.finish())
    },
  }
}

const typed = { input: 'keyboard' } as const
const spoken = { input: 'microphone' } as const
const button = (name: RegExp | string) => screen.findByRole('button', { name })
const start = async (user: ReturnType<typeof userEvent.setup>) =>
  user.click(await button(/^(Start|Go on where you were)/))

async function expectNoViolations() {
  const { violations } = await axe.run(document.body)
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target.join(' ')).join(', ')}`),
  ).toEqual([])
}

beforeEach(() => useSettings.setState(defaultSettings))
afterEach(cleanup)

describe('a typed interview', () => {
  it('is taken by keyboard alone, to its review', async () => {
    const { user, finishLine, history, header, heard, entries } = await openScreen({
      header: { ...typed, limits: { questionBudgetMs: null, followUps: 1, wrapUp: false } },
    })
    // Whether a page may start by itself depends on earlier gestures in it; the button is there where it may not.
    const startOrRoom = await screen.findByRole('button', { name: /^(Start|I’m ready)/ })
    if (startOrRoom.textContent?.startsWith('Start')) await user.keyboard(' ')
    await button(/I’m ready/)
    await finishLine()
    const box = await screen.findByRole('textbox', { name: /Your answer/ })
    await waitFor(() => expect(box).toHaveFocus())
    await user.keyboard('I led the move and cut cost by half.')
    expect(box).toHaveValue('I led the move and cut cost by half.')
    await screen.findByText('You are on')
    expect(screen.getByText(/takes about 0:03 aloud · 9 words/)).toBeVisible()
    await user.keyboard('{Control>}{Enter}{/Control}')

    await button(/I’m ready/)
    await user.keyboard(' ')
    await waitFor(() => expect(screen.getByRole('textbox')).toHaveFocus())
    await user.keyboard('A second answer')
    await screen.findByText('You are on')
    await user.keyboard('{Control>}{Enter}{/Control}')

    await user.click(await button(/Go to the review/))
    await waitFor(() => expect(history.at(-1)).toBe(`/review/${header.id}`))
    expect(heard).toEqual(['I led the move and cut cost by half.', 'A second answer'])
    expect((await entries()).at(-1)).toMatchObject({ type: 'session.ended', by: 'completed' })
  })

  it('gives back what was typed before the question was repeated', async () => {
    const { user, finishLine, pass } = await openScreen({ header: typed })
    await start(user)
    await finishLine()
    const box = await screen.findByRole('textbox')
    await waitFor(() => expect(box).toHaveFocus())
    await user.keyboard('Half an answer')
    await screen.findByText('You are on')
    await pass(1_000)
    await user.keyboard('{Escape}r')
    await screen.findByText('The interviewer is speaking')
    expect(box).toHaveValue('Half an answer')
    await finishLine()
    await screen.findByText('You are on')
    expect(box).toHaveValue('Half an answer')
  })

  it('gives back what was typed before an interruption, once', async () => {
    const first = await openScreen({ header: typed })
    await start(first.user)
    await first.finishLine()
    await waitFor(() => expect(screen.getByRole('textbox')).toHaveFocus())
    await first.user.keyboard('I led the ')
    await first.pass(1_000)
    const stored = await first.entries()
    first.unmount()

    const { user, entries, finishLine } = await openScreen({ header: first.header, stored })
    await start(user)
    const box = await screen.findByRole('textbox')
    await waitFor(() => expect(box).toHaveValue('I led the '))
    await waitFor(() => expect(box).toHaveFocus())
    await user.keyboard('move')
    await screen.findByText('You are on')
    expect(box).toHaveValue('I led the move')
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(async () =>
      expect(await entries()).toContainEqual(
        expect.objectContaining({ type: 'answer.assessed', text: 'I led the move' }),
      ),
    )
    await finishLine()
    await screen.findByText('Thinking')
    expect(box).toHaveValue('')
  })

  it('takes every character for text, whoever’s turn it is and wherever the focus is', async () => {
    const { user, finishLine, entries } = await openScreen({ header: typed })
    await start(user)
    await button(/I’m ready/)
    const box = screen.getByRole('textbox')
    await waitFor(() => expect(box).toHaveFocus())
    await user.keyboard('so we')
    await screen.findByText('You are on')
    expect(box).toHaveValue('so we')
    await user.keyboard('{Control>}{Enter}{/Control}pen ')
    await screen.findByText('You are on')
    expect(box).toHaveValue('pen ')
    act(() => box.blur())
    await user.keyboard('s')
    expect(box).toHaveFocus()
    expect(box).toHaveValue('pen s')
    screen.getByRole('button', { name: 'More' }).focus()
    await user.keyboard('e')
    expect(box).toHaveValue('pen se')
    const types = (await entries()).map(({ type }) => type)
    for (const type of ['prompt.skipped', 'session.paused', 'example.declined'])
      expect(types).not.toContain(type)
    expect(screen.queryByRole('dialog')).toBeNull()

    await user.keyboard('{Escape}s')
    await waitFor(async () => expect((await entries()).map(({ type }) => type)).toContain('prompt.skipped'))
    await finishLine()
  })

  it('leaves single keys to who pressed Escape while the interviewer spoke, when the turn comes', async () => {
    const { user, finishLine, entries } = await openScreen({ header: typed })
    await start(user)
    const box = screen.getByRole('textbox')
    await waitFor(() => expect(box).toHaveFocus())
    await user.keyboard('{Escape}')
    await finishLine()
    await screen.findByText('Thinking')
    await user.keyboard('p')
    await waitFor(async () => expect((await entries()).map(({ type }) => type)).toContain('session.paused'))
    expect(screen.queryByText(/1 word/)).toBeNull()
  })

  it('shows how much is a good answer until something is typed', async () => {
    const { user, finishLine } = await openScreen({ header: typed })
    await start(user)
    await finishLine()
    await screen.findByText('Thinking')
    expect(screen.getByText('15 to 30 seconds aloud are 40 to 75 words.')).toBeInTheDocument()
    expect(screen.queryByText(/0 words/)).toBeNull()
    expect(screen.queryByRole('timer', { name: 'Answer', hidden: true })).toBeNull()
    await expectNoViolations()
    await user.keyboard('Well')
    expect(await screen.findByRole('timer', { name: 'Answer', hidden: true })).toBeInTheDocument()
    expect(screen.getByText(/1 word$/)).toBeVisible()
  })
})

describe('without a voice', () => {
  it('shows a question that is to be hidden, also where one goes on', async () => {
    act(() => useSettings.getState().change({ questionShown: false }))
    const { log } = generateSession({ seed: 3, answers: 3, questions: 1, unfinished: true })
    const { user } = await openScreen({
      header: { ...log.header, ...typed },
      stored: log.entries,
      mute: true,
    })
    await start(user)
    await user.click(await button(/I’m ready/))
    await screen.findByText('Thinking')
    expect(screen.queryByText('Listen: the question is hidden')).toBeNull()
  })
})

describe('a spoken interview', () => {
  it('shows whose turn it is and the answer’s time against the band', async () => {
    const { user, finishLine, microphones, pass } = await openScreen({ header: spoken })
    await start(user)
    await finishLine()
    await screen.findByText('Thinking')
    await pass(4_000)
    await screen.findByText('0:04')
    await act(async () => microphones.at(-1)?.hear(4_000, 5_000))
    await screen.findByText('You are on')
    const timer = screen.getByRole('timer')
    await pass(8_000)
    await waitFor(() => expect(timer).toHaveTextContent('0:08short'))
    await pass(14_000)
    await waitFor(() => expect(timer).toHaveTextContent('0:22in the band'))
    await pass(25_000)
    await waitFor(() => expect(timer).toHaveTextContent('0:47over by 17 s'))
    await expectNoViolations()
  })

  it('waits for the words of an answer, and goes on with them', async () => {
    const { user, finishLine, microphones, pass, heard } = await openScreen({ header: spoken })
    await start(user)
    await finishLine()
    await screen.findByText('Thinking')
    await pass(1_000)
    await act(async () => microphones.at(-1)?.hear(1_000, 9_000))
    await screen.findByText('You are on')
    await pass(9_000)
    await user.keyboard(' ')
    const box = await screen.findByRole('textbox', { name: /What did you say/ })
    expect(box).toHaveFocus()
    await user.keyboard('We shipped it')
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: /^Go on$/ }))
    await screen.findByText('The interviewer is speaking')
    expect(heard).toEqual(['We shipped it'])
  })

  it('offers typing where the microphone is refused', async () => {
    const { user, world } = await openScreen({ header: spoken, refuse: 'refused' })
    await start(user)
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('The browser may not use the microphone')
    await expectNoViolations()
    await user.click(within(alert).getByRole('button', { name: /Try again/ }))
    await screen.findByRole('alert')
    expect(world.refuse).toBe('refused')
    await user.click(await button('Type instead'))
    await button(/I’m ready/)
    expect(screen.getByRole('textbox')).toBeVisible()
  })

  it('records nothing where there is too little room, offers typing, and asks for room to be kept', async () => {
    const space = { usedBytes: 0, freeBytes: 99_000_000 }
    let asked = 0
    const room = {
      space: () => Promise.resolve(space),
      isKept: () => Promise.resolve(false),
      keep: () => Promise.resolve((asked += 1) > 0),
    }
    const { user, microphones } = await openScreen({ header: spoken, room })
    await start(user)
    expect(await screen.findByRole('alert')).toHaveTextContent('There is no room to record')
    await expectNoViolations()
    expect([asked, microphones.length]).toEqual([0, 0])
    space.freeBytes = 100_000_000
    await user.click(await button('Try again'))
    await screen.findByText('The interviewer is speaking')
    expect([asked, microphones.length]).toEqual([1, 1])
  })

  it('pauses when the microphone is lost, and goes on with another', async () => {
    const { user, finishLine, microphones, world } = await openScreen({ header: spoken })
    await start(user)
    await finishLine()
    await screen.findByText('Thinking')
    world.refuse = 'busy'
    await act(async () => microphones.at(-1)?.lose('The microphone was unplugged'))
    await screen.findByRole('heading', { name: /microphone is gone/ })
    expect(await screen.findByRole('option', { name: 'USB headset' })).toBeInTheDocument()
    await user.click(await button(/^Go on/))
    expect(await screen.findByRole('alert')).toHaveTextContent('The microphone could not be opened')
    await expectNoViolations()
    world.refuse = null
    await user.click(await button(/^Go on/))
    await screen.findByText('The interviewer is speaking')
    await finishLine()
    await screen.findByText('Thinking')
    expect(microphones).toHaveLength(2)
  })

  it('says in mid-answer that the microphone is muted or dead, and the answer goes on', async () => {
    const { user, finishLine, microphones, pass } = await openScreen({ header: spoken })
    await start(user)
    await finishLine()
    await screen.findByText('Thinking')
    await act(async () => microphones.at(-1)?.hear(500, 900))
    await screen.findByText('You are on')
    const notice = screen.getByRole('status', { name: 'Microphone' })
    expect(notice).toBeEmptyDOMElement()
    await act(async () => microphones.at(-1)?.become({ sound: 'muted' }))
    expect(notice).toHaveTextContent('“A microphone” is muted')
    await expectNoViolations()
    await act(async () => microphones.at(-1)?.become({ sound: 'silent' }))
    expect(notice).toHaveTextContent('Nothing comes from “A microphone”')
    await pass(3_000)
    expect(screen.getByText('You are on')).toBeVisible()
    await act(async () => microphones.at(-1)?.become({ sound: 'heard', vad: 'energy' }))
    expect(notice).toHaveTextContent('music and breath may count as speech')
    await act(async () => microphones.at(-1)?.become({ vad: 'silero' }))
    expect(notice).toBeEmptyDOMElement()
  })

  it('moves to another microphone in mid-answer, and tells which one the system moved to', async () => {
    const { user, finishLine, microphones } = await openScreen({ header: spoken })
    await start(user)
    await finishLine()
    await screen.findByText('Thinking')
    await user.click(await button('More'))
    await user.click(await button('Change the microphone'))
    await screen.findByRole('dialog', { name: 'Microphone' })
    expect(screen.getByRole('meter', { name: 'Level of A microphone' })).toBeInTheDocument()
    await expectNoViolations()
    await screen.findByRole('option', { name: 'USB headset' })
    await user.selectOptions(screen.getByRole('combobox', { name: 'Microphone' }), 'USB headset')
    expect(microphones.at(-1)?.moves).toEqual(['usb'])
    expect(useSettings.getState().choices.device).toBe('usb')
    await user.click(await button('Close'))
    await act(async () => microphones.at(-1)?.become({ device: 'USB headset' }))
    expect(screen.getByText('“USB headset” is used now.')).toBeVisible()
    expect(screen.getByText('Thinking')).toBeVisible()
  })

  it('offers the microphones where it is paused', async () => {
    const { user, finishLine, microphones } = await openScreen({ header: spoken })
    await start(user)
    await finishLine()
    await screen.findByText('Thinking')
    await user.click(await button('Pause'))
    await screen.findByRole('heading', { name: 'Paused' })
    await screen.findByRole('option', { name: 'USB headset' })
    const choice = screen.getByRole('combobox', { name: 'Microphone' })
    await user.selectOptions(choice, 'USB headset')
    await user.selectOptions(choice, 'The system’s choice')
    expect(microphones.at(-1)?.moves).toEqual(['usb', undefined])
    await expectNoViolations()
  })

  it('gives the floor to a candidate who speaks while a question is only shown', async () => {
    const { user, microphones } = await openScreen({ header: spoken, mute: true })
    await start(user)
    await screen.findByText('The interviewer is speaking')
    await waitFor(() => expect(microphones.at(-1)?.isOverheard()).toBe(true))
    const speak = (from: number, to: number) => {
      for (let atMs = from; atMs < to; atMs += 32)
        microphones.at(-1)?.overhear({ atMs, rms: 0.1, peak: 0.4, likelihood: 0.98 })
    }
    await act(async () => speak(3_200, 4_600))
    await screen.findByText('Thinking')
    expect(microphones.at(-1)?.prepared).toEqual([{ fromMs: 2_950 }])
  })

  it('closes the microphone when the screen is left', async () => {
    const { user, finishLine, microphones, unmount } = await openScreen({ header: spoken })
    await start(user)
    await finishLine()
    await screen.findByText('Thinking')
    unmount()
    await waitFor(() => expect(microphones.every((microphone) => microphone.isClosed())).toBe(true))
  })
})

describe('silence after a spoken answer', () => {
  /** The candidate has spoken for ten seconds, and has been silent for so many ms. */
  async function silentFor(ms: number, scene: Scene = {}) {
    const stage = await openScreen({ header: spoken, ...scene })
    await start(stage.user)
    await stage.finishLine()
    await screen.findByText('Thinking')
    await stage.pass(11_000)
    const microphone = stage.microphones.at(-1)
    await act(async () => microphone?.speech([{ startMs: 1_000, endMs: 11_000 }], false))
    await screen.findByText('You are on')
    await stage.pass(ms)
    return { ...stage, microphone }
  }
  const rim = () => document.querySelector('[data-rim]')?.getAttribute('d')

  it('closes the ring’s outline, and a word opens it again', async () => {
    const { microphone } = await silentFor(2_500)
    await waitFor(() => expect(rim()).toMatch(/^M/))
    expect(screen.getByText('K keeps it open')).toBeVisible()
    await expectNoViolations()
    await act(async () =>
      microphone?.speech(
        [
          { startMs: 1_000, endMs: 11_000 },
          { startMs: 13_400, endMs: 13_500 },
        ],
        true,
      ),
    )
    await waitFor(() => expect(rim()).toBe(''))
    expect(screen.queryByText('K keeps it open')).toBeNull()
  })

  it('ends the answer', async () => {
    const { entries } = await silentFor(3_300)
    await screen.findByRole('textbox', { name: /What did you say/ })
    expect(await entries()).toContainEqual(
      expect.objectContaining({ type: 'answer.finished', by: 'silence' }),
    )
  })

  it('is held up by K and by the ring itself, which leaves Space to the main button', async () => {
    const { user, pass } = await silentFor(2_500)
    await user.keyboard('k')
    expect(await screen.findByText('Floor kept')).toBeVisible()
    await waitFor(() => expect(rim()).toBe(''))
    await pass(60_000)
    expect(screen.getByText('You are on')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Keep the floor' }))
    expect(screen.getByRole('button', { name: /Finish answer/ })).toHaveFocus()
    await user.keyboard(' ')
    await screen.findByRole('textbox', { name: /What did you say/ })
  })

  it('ends nothing where the candidate does that', async () => {
    act(() => useSettings.getState().change({ turnTaking: 'manual' }))
    await silentFor(60_000)
    expect(screen.getByText('You are on')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Keep the floor' })).toBeNull()
  })

  it('ends it sooner where words are understood, which show while they are spoken and need no typing', async () => {
    const words = handRecogniser()
    const { pass, heard } = await silentFor(200, { recogniser: words.recogniser })
    const text =
      'The conflict was with our payments lead about a retry in the checkout, and it saved us forty thousand.'
    await act(async () => words.partial(text))
    const caption = screen.getByLabelText('What was heard')
    expect(caption).toHaveTextContent('it saved us forty thousand.')
    expect(caption).not.toHaveTextContent('The conflict')
    await expectNoViolations()
    await pass(1_150)
    words.give(text)
    await screen.findByText('The interviewer is speaking')
    expect(heard).toEqual([text])
  })

  it('says that words could not be recognised', async () => {
    const words = handRecogniser()
    const { user } = await silentFor(1_000, { recogniser: words.recogniser })
    words.fail('failed')
    await user.keyboard(' ')
    expect(await screen.findByText(/words of the last answer could not be recognised/)).toBeVisible()
    await screen.findByText('The interviewer is speaking')
  })
})

describe('the keys', () => {
  it('pause and resume, with the clock standing still', async () => {
    const { user, finishLine, microphones, pass, entries } = await openScreen({ header: spoken })
    await start(user)
    await finishLine()
    await screen.findByText('Thinking')
    await act(async () => microphones.at(-1)?.hear(0, 1_000))
    await screen.findByText('You are on')
    await pass(5_000)
    await user.keyboard('p')
    await screen.findByRole('heading', { name: 'Paused' })
    await expectNoViolations()
    await pass(60_000)
    await user.keyboard('p')
    await screen.findByText('You are on')
    await waitFor(() => expect(screen.getByRole('timer')).toHaveTextContent('0:05'))
    expect((await entries()).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['session.paused', 'session.resumed']),
    )
  })

  it('repeat, clarify, skip, hide the question and tell the time', async () => {
    const { user, finishLine, pass, entries } = await openScreen({ header: spoken })
    const onceSettled = async (key: string) => {
      await screen.findByText('Thinking')
      await pass(600)
      await user.keyboard(key)
    }
    await start(user)
    await finishLine()
    const types = async () => (await entries()).map(({ type }) => type)
    await onceSettled('r')
    await finishLine()
    await onceSettled('c')
    await finishLine()
    await onceSettled('t')
    expect(screen.getByRole('status', { name: 'Time' })).toHaveTextContent('Thinking for 0:00')
    await user.keyboard('h')
    expect(screen.getByText('Listen: the question is hidden')).toBeVisible()
    await user.keyboard('h')
    expect(screen.queryByText('Listen: the question is hidden')).toBeNull()
    await user.keyboard('s')
    await waitFor(async () =>
      expect(await types()).toEqual(
        expect.arrayContaining(['repeat.requested', 'clarify.requested', 'prompt.skipped']),
      ),
    )
  })

  it('do nothing in the first moment of a turn', async () => {
    const { user, finishLine, pass, entries } = await openScreen({ header: spoken })
    await start(user)
    await finishLine()
    await screen.findByText('Thinking')
    await pass(599)
    await user.keyboard('spne')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect((await entries()).at(-1)).toMatchObject({ type: 'listening.started' })
    await pass(1)
    await user.keyboard('s')
    await waitFor(async () => expect((await entries()).map(({ type }) => type)).toContain('prompt.skipped'))
  })

  it('open and close the notes', async () => {
    const { user, finishLine, pass } = await openScreen({ header: spoken })
    await start(user)
    await finishLine()
    await screen.findByText('Thinking')
    await pass(600)
    await user.keyboard('w')
    const notes = await screen.findByRole('textbox', { name: 'Type what you say' })
    await waitFor(() => expect(notes).toHaveFocus())
    expect(notes).toHaveValue('')
    await user.keyboard('{Escape}w')
    expect(screen.queryByRole('textbox')).toBeNull()
  })

  it('end the interview once that was confirmed', async () => {
    const { user, history, header, entries, pass } = await openScreen({ header: spoken })
    await start(user)
    await button(/I’m ready/)
    await pass(600)
    await user.keyboard('e')
    await user.click(await button('Keep going'))
    await user.keyboard('e')
    expect(await button('End and review')).toHaveFocus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(history.at(-1)).toBe(`/review/${header.id}`))
    expect((await entries()).at(-1)).toMatchObject({ type: 'session.ended', by: 'candidate' })
  })

  it('do nothing where they were turned off', async () => {
    const { user, entries } = await openScreen({ header: spoken })
    await start(user)
    await button(/I’m ready/)
    act(() => useSettings.getState().change({ shortcuts: false }))
    await user.keyboard('psr')
    expect((await entries()).map(({ type }) => type)).toEqual(['session.started', 'prompt.asked'])
  })
})

describe('what can be wrong', () => {
  it('says when saving fails, and goes on', async () => {
    const { user, finishLine, store } = await openScreen({ header: spoken })
    await start(user)
    await finishLine()
    await screen.findByText('Thinking')
    store.append = () => Promise.reject(new StoreError('full', 'the disk is full'))
    await user.click(await button(/Repeat/))
    expect(await screen.findByText(/Saving failed: the disk is full/)).toBeVisible()
    await screen.findByText('The interviewer is speaking')
  })

  it('says when a recording cannot be saved, and saves it once that can be', async () => {
    const { user, finishLine, store, microphones, pass, header } = await openScreen({ header: spoken })
    await start(user)
    await finishLine()
    await screen.findByText('Thinking')
    const appendAudio = store.appendAudio.bind(store)
    store.appendAudio = () => Promise.reject(new StoreError('full', 'the disk is full'))
    act(() => microphones[0]?.sound(3))
    expect(await screen.findByText(/Saving failed: the disk is full/)).toBeVisible()
    store.appendAudio = appendAudio
    await pass(2_000)
    await waitFor(() => expect(screen.queryByText(/Saving failed/)).toBeNull())
    expect((await store.loadTake(`${header.id}.0`))?.samples).toHaveLength(12_000)
  })

  it('stops where another tab updated the app, and says what to do', async () => {
    const { user, finishLine, store, entries } = await openScreen({ header: spoken })
    await start(user)
    await finishLine()
    await screen.findByText('Thinking')
    const before = await entries()
    store.append = () => Promise.reject(new StoreError('updated', 'another tab updated this app'))
    await user.click(await button(/Repeat/))
    expect(await screen.findByText(/Reload this tab to go on/)).toBeVisible()
    expect(await screen.findByRole('heading', { name: 'Paused' })).toBeVisible()
    expect(await button('Reload')).toBeVisible()
    expect(await entries()).toEqual(before)
    await expectNoViolations()
  })

  it('says when there is no such interview', async () => {
    await openScreen({ address: '/interview/another' })
    expect(await screen.findByRole('heading', { name: 'There is no such interview here' })).toBeVisible()
    expect(screen.getByRole('link', { name: 'Go home' })).toHaveAttribute('href', '/')
  })

  it('offers an interview that was interrupted for going on, reviewing and deleting', async () => {
    const { log } = generateSession({ seed: 3, answers: 3, questions: 1, unfinished: true })
    const { user, history, store } = await openScreen({ header: log.header, stored: log.entries })
    await screen.findByRole('heading', { name: 'Go on where you were' })
    await expectNoViolations()
    expect(screen.getByRole('link', { name: 'Review what is there' })).toHaveAttribute(
      'href',
      `/review/${log.header.id}`,
    )
    await user.click(await button('Delete'))
    await waitFor(() => expect(history.at(-1)).toBe('/'))
    expect(await store.list()).toEqual([])
    await user.click(await button('Undo'))
    await waitFor(async () => expect(await store.list()).toHaveLength(1))
  })

  it('keeps nothing of an interview that had not begun when it is left, and can be undone', async () => {
    const { user, history, store } = await openScreen({ header: spoken, refuse: 'refused' })
    await user.click(await button('Not now'))
    await waitFor(() => expect(history.at(-1)).toBe('/'))
    expect(await store.list()).toEqual([])
    await user.click(await button('Undo'))
    await waitFor(async () => expect(await store.list()).toHaveLength(1))
  })
})
