import '@testing-library/jest-dom/vitest'
import { act, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { page } from 'vitest/browser'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Route } from 'wouter'
import { OPENING } from '../../machines/plan.ts'
import type { Assessment } from '../../questions/finding.ts'
import { drillHeader, type NewDrill } from '../../src/drills/header.ts'
import InterviewScreen from '../../src/interview/InterviewScreen.tsx'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { defaultSettings, useSettings } from '../../src/ui/settings.ts'
import { handClock } from '../support/clock.ts'
import { newDrill, playDrill } from '../support/drills.ts'
import { clearScreen, showScreen, testServices, testVoices, violations } from '../support/screens.tsx'
import { handMicrophones, handVoice } from '../support/stage.ts'

const chosen = [
  { question: 'disagreement', prompt: OPENING },
  { question: 'mistake', prompt: OPENING },
]

/** A drill on its screen, with time, voice and microphone in the test's hands; `before` were taken of the same items. */
async function openDrill(given: Partial<NewDrill> = {}, before = 0) {
  const clock = handClock()
  const store = new MemorySessionStore()
  for (let i = 0; i < before; i++) {
    const id = `before-${i}`
    const log = playDrill({ id, chosen, createdAt: `2026-11-1${i}T08:00:00.000Z` }, [
      { does: 'answer', seconds: 20 + i, thinkingMs: 2_000 + 500 * i },
      { does: 'answer', seconds: 26 + i, thinkingMs: 3_000 },
    ])
    await store.create(log.header, 'Drill: first answer')
    await store.append(id, 0, log.entries)
  }
  const header = drillHeader(newDrill({ chosen, input: 'keyboard', ...given }))
  await store.create(header, 'Drill: first answer')
  const world = { refused: false, assessment: {} as Partial<Assessment> }
  const hands = handMicrophones(clock, () => (world.refused ? 'busy' : null))
  const voice = handVoice()
  const services = testServices({
    clock,
    store,
    microphones: hands.microphones,
    voices: testVoices(voice.voice),
    createAssessor: async () => ({
      assess: async () => ({
        engine: 'test',
        abstained: null,
        findings: [],
        covered: [],
        ...world.assessment,
      }),
      close() {},
    }),
  })
  showScreen(
    <Route path="/interview/:id">
      <InterviewScreen />
    </Route>,
    services,
    `/interview/${header.id}`,
  )
  const user = userEvent.setup()
  const button = await screen.findByRole('button', { name: /^(Start|I’m ready)/ })
  if (button.textContent?.startsWith('Start')) await user.click(button)
  await screen.findByText('The interviewer is speaking')
  return {
    clock,
    store,
    header,
    world,
    user,
    microphones: hands.opened,
    lines: voice.lines,
    pass: (ms: number) => act(async () => clock.advance(ms)),
    async finishLine() {
      await screen.findByText('The interviewer is speaking')
      await act(async () => voice.finish())
      await screen.findByText('Thinking')
    },
    entries: async () => (await store.load(header.id))?.log.entries ?? [],
  }
}
type Scene = Awaited<ReturnType<typeof openDrill>>

async function typeAnswer({ user, finishLine }: Scene, text: string) {
  await finishLine()
  await waitFor(() => expect(screen.getByRole('textbox')).toHaveFocus())
  await user.keyboard(text)
  await screen.findByText('You are on')
  await user.keyboard('{Control>}{Enter}{/Control}')
}

async function sayAnswer(scene: Scene, from: number, to: number) {
  const { finishLine, microphones, pass, user } = scene
  await finishLine()
  await pass(to)
  await act(async () => microphones.at(-1)?.hear(from, to))
  await screen.findByText('You are on')
  await user.keyboard(' ')
}

const strip = () => screen.getByRole('region', { name: 'The last item' })

afterEach(async () => {
  clearScreen()
  vi.restoreAllMocks()
  await page.viewport(1280, 800)
})

describe('a drill', () => {
  it('goes from item to item by itself, with what the last one took beside the next, and ends on its numbers', async () => {
    const scene = await openDrill()
    const { user, lines, entries } = scene
    expect(screen.getByRole('region', { name: 'What this drill asks for' })).toHaveTextContent(
      'The opening question',
    )
    expect(screen.queryByRole('button', { name: /No example/ })).toBeNull()
    await typeAnswer(scene, 'I led the move and cut cost by half.')
    await waitFor(() => expect(lines).toHaveLength(2))
    await waitFor(() => expect(strip()).toHaveTextContent(/Length4 s.*short by 11 s/))
    expect(strip()).toHaveTextContent(/Bottom linenone was said/)
    expect(await violations()).toEqual([])

    scene.world.assessment = { abstained: 'The answer is too short to judge.' }
    await typeAnswer(scene, 'I broke it.')
    await screen.findByRole('heading', { name: 'First answer: done' })
    const items = within(screen.getByRole('list', { name: 'Items' })).getAllByRole('listitem')
    expect(items).toHaveLength(2)
    expect(items[1]).toHaveTextContent('not known: the answer is too short to judge')
    expect(await violations()).toEqual([])
    await user.keyboard(' ')
    expect((await entries()).at(-1)?.type).toBe('answer.assessed')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(location.pathname).toBe(`/review/${scene.header.id}`))
    expect((await entries()).at(-1)).toMatchObject({ type: 'session.ended', by: 'completed' })
  })

  it('takes an item again by a key: from the next one’s line, in mid-answer, and at the end', async () => {
    const scene = await openDrill({ input: 'microphone' })
    const { user, lines, entries } = scene
    await sayAnswer(scene, 1_000, 9_000)
    await waitFor(() => expect(lines).toHaveLength(2))
    await user.keyboard('r')
    await waitFor(() => expect(lines).toHaveLength(3))
    expect(lines[2]).toBe(lines[0])
    await sayAnswer(scene, 500, 20_000)
    await waitFor(() => expect(lines).toHaveLength(4))
    await waitFor(() => expect(strip()).toHaveTextContent(/Length20 s.*in the band.*Thought for0\.5 s/))
    expect(strip()).toHaveTextContent('not known: its words are not known yet')

    await user.keyboard('n')
    await screen.findByText('Thinking')
    await act(async () => scene.microphones.at(-1)?.hear(100, 900))
    await screen.findByText('You are on')
    await user.keyboard('r')
    await waitFor(() => expect(lines).toHaveLength(5))
    expect(lines[4]).toBe(lines[3])
    await sayAnswer(scene, 500, 20_000)
    await screen.findByRole('heading', { name: 'First answer: done' })
    expect(screen.getByText('try 2')).toBeVisible()
    await user.keyboard('r')
    await waitFor(() => expect(lines).toHaveLength(6))
    expect(lines[5]).toBe(lines[3])
    await sayAnswer(scene, 500, 20_000)
    await screen.findByRole('heading', { name: 'First answer: done' })
    const retried = (await entries()).flatMap((e) => (e.type === 'question.retried' ? e.question : []))
    expect(retried).toEqual([0, 1])
  })

  it('shows what it runs against once there are three answers, in words as well, and nothing moves', async () => {
    const few = await openDrill({ input: 'microphone' }, 1)
    await few.finishLine()
    expect(screen.getByText(/No pace to run against yet/)).toBeVisible()
    clearScreen()

    const scene = await openDrill({ input: 'microphone' }, 3)
    const table = await screen.findByRole('table', { name: 'Against your 3 tries at this item' })
    expect(within(table).getByRole('row', { name: /Average/ })).toHaveTextContent('2.5 s–21.0 s')
    expect(within(table).getByRole('row', { name: /Best/ })).toHaveTextContent('2.0 s–20.0 s')
    await scene.finishLine()
    const place = table.getBoundingClientRect()
    const timer = screen.getByRole('timer')
    const ring = timer.getBoundingClientRect()
    await scene.pass(4_000)
    await act(async () => scene.microphones.at(-1)?.hear(4_000, 4_500))
    await screen.findByText('You are on')
    await scene.pass(31_000)
    await waitFor(() => expect(timer).toHaveTextContent('over by 1 s'))
    expect(table.getBoundingClientRect()).toEqual(place)
    expect(timer.getBoundingClientRect()).toEqual(ring)
    expect(await violations()).toEqual([])
  })
})

describe('in mid-drill', () => {
  it('a microphone that is lost costs nothing: it pauses, and the item is asked again', async () => {
    const scene = await openDrill({ input: 'microphone' })
    const { user, microphones, world, lines, entries, pass, finishLine } = scene
    await sayAnswer(scene, 1_000, 9_000)
    await waitFor(() => expect(lines).toHaveLength(2))
    await finishLine()
    await pass(3_000)
    await act(async () => microphones.at(-1)?.hear(1_000, 3_000))
    await screen.findByText('You are on')
    world.refused = true
    await act(async () => microphones.at(-1)?.lose('The microphone was unplugged'))
    await screen.findByRole('heading', { name: /microphone is gone/ })
    expect(await violations()).toEqual([])
    world.refused = false
    await user.click(await screen.findByRole('button', { name: /^Go on/ }))
    await waitFor(() => expect(lines).toHaveLength(3))
    expect(lines[2]).toBe(lines[1])
    await sayAnswer(scene, 1_000, 21_000)
    await screen.findByRole('heading', { name: 'First answer: done' })
    const finished = (await entries()).flatMap((e) => (e.type === 'answer.finished' ? e.speakingMs : []))
    expect(finished).toEqual([8_000, 20_000])
  })

  it('sleep pauses the answer and says so; its time is that of its samples', async () => {
    const scene = await openDrill({ input: 'microphone' })
    const { user, microphones, pass, finishLine, entries } = scene
    let wall = 1_000_000
    vi.spyOn(Date, 'now').mockImplementation(() => wall)
    const passes = async (ms: number) => {
      for (let i = 0; i < ms; i += 500) {
        wall += 500
        await pass(500)
      }
    }
    await finishLine()
    await passes(4_000)
    await act(async () => microphones.at(-1)?.speech([{ startMs: 1_000, endMs: 4_000 }], true))
    await screen.findByText('You are on')
    wall += 12 * 60_000
    await passes(2_500)
    await screen.findByRole('heading', { name: 'Paused: the computer slept' })
    expect(screen.getByRole('alert')).toHaveTextContent('For 12 min. That time is left out of your answer')
    expect(await violations()).toEqual([])
    await user.keyboard('p')
    await screen.findByText('You are on')
    await passes(1_000)
    await act(async () => microphones.at(-1)?.speech([{ startMs: 1_000, endMs: 7_000 }], false))
    await user.keyboard(' ')
    await waitFor(async () =>
      expect(await entries()).toContainEqual(
        expect.objectContaining({ type: 'answer.finished', thinkingMs: 1_000, speakingMs: 6_000 }),
      ),
    )
  })

  it('a tab in the background goes on by its samples, and the person is told', async () => {
    const scene = await openDrill({ input: 'microphone' })
    const { microphones, pass, finishLine, user, entries } = scene
    await finishLine()
    const hidden = vi.spyOn(document, 'hidden', 'get')
    const turn = (now: boolean) => {
      hidden.mockReturnValue(now)
      document.dispatchEvent(new Event('visibilitychange'))
    }
    act(() => turn(true))
    await pass(12_000)
    await act(async () => microphones.at(-1)?.hear(2_000, 11_000))
    act(() => turn(false))
    expect(await screen.findByText(/In the background for 0:12/)).toBeVisible()
    await screen.findByText('You are on')
    await user.keyboard(' ')
    await waitFor(async () =>
      expect(await entries()).toContainEqual(
        expect.objectContaining({ type: 'answer.finished', thinkingMs: 2_000, speakingMs: 9_000 }),
      ),
    )
  })
})

it('another drill of the kind begins in place of the one that is done', async () => {
  useSettings.setState({ choices: { ...defaultSettings.choices, input: 'keyboard' } })
  const scene = await openDrill({ chosen: chosen.slice(0, 1) })
  await typeAnswer(scene, 'I led the move and cut cost by half.')
  await screen.findByRole('heading', { name: 'First answer: done' })
  await scene.user.keyboard('a')
  await waitFor(() => expect(location.pathname).not.toBe(`/interview/${scene.header.id}`))
  const start = await screen.findByRole('button', { name: /^(Start|I’m ready)/ })
  if (start.textContent?.startsWith('Start')) await scene.user.click(start)
  await screen.findByText('The interviewer is speaking')
  const sessions = await scene.store.list()
  expect(sessions.map(({ status }) => status).toSorted()).toEqual(['ended', 'open'])
  expect(scene.lines).toHaveLength(2)
})
