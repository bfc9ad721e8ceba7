import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { Route } from 'wouter'
import LibraryScreen from '../../src/library/LibraryScreen.tsx'
import ReviewScreen from '../../src/review/ReviewScreen.tsx'
import { answersOf, waits, wordTimes, type Answer } from '../../src/session/answers.ts'
import { browserClock } from '../../src/speech/index.ts'
import { RecognitionError } from '../../src/speech/recogniser.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { transcribe } from '../../src/transcribe/transcribe.ts'
import type { Services } from '../../src/ui/services.ts'
import { clearScreen, showScreen, testServices, violations } from '../support/screens.tsx'
import { scripted } from '../support/scripted.ts'
import { generateSession } from '../support/sessions.ts'

afterEach(clearScreen)

const createAssessor: Services['createAssessor'] = () =>
  Promise.resolve({
    assess: () => Promise.resolve({ engine: 'test', abstained: null, findings: [], covered: [] }),
    close() {},
  })

/** A session with recordings, of which two have no words. */
async function kept() {
  const { log, takes } = generateSession({ id: 'one', seed: 5, answers: 6, audio: true, sampleRate: 8_000 })
  const store = new MemorySessionStore()
  await store.create(log.header, 'An evening')
  await store.append('one', 0, log.entries)
  for (const { take, sampleRate, samples } of takes)
    await store.appendAudio({ session: 'one', take, index: 0, sampleRate, samples })
  const waiting = answersOf(log).filter(waits)
  return { store, waiting, log }
}

function review(store: MemorySessionStore, given: Partial<Services> = {}) {
  const services = testServices({ store, clock: browserClock, createAssessor, ...given })
  showScreen(
    <Route path="/review/:id">
      <ReviewScreen />
    </Route>,
    services,
    '/review/one',
  )
  return services
}

const words = () => within(screen.getByRole('region', { name: 'Words' }))
const storedAnswers = async (store: MemorySessionStore) => {
  const log = (await store.load('one'))?.log
  return log ? answersOf(log) : []
}

describe('answers without words, in the review', () => {
  test('say so each, and what can be done', async () => {
    const { store, waiting } = await kept()
    expect(waiting.length).toBeGreaterThan(0)
    review(store)
    expect(await screen.findAllByText(/It was recorded, but has no words yet/)).toHaveLength(waiting.length)
    expect(words().getByText(/waits? for (its|their) words/)).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test('get them by a button, and show them as they come', async () => {
    const { store, waiting } = await kept()
    const { openRecogniser } = scripted(() => 'I held the release back for two days.')
    review(store, { openRecogniser })
    await userEvent.click(await screen.findByRole('button', { name: /^Transcribe \d+ answers?$/ }))
    await waitFor(() =>
      expect(screen.getAllByText('I held the release back for two days.')).toHaveLength(waiting.length),
    )
    expect(screen.getAllByText(/Transcribed afterwards/)).toHaveLength(waiting.length)
    expect(screen.queryByRole('region', { name: 'Words' })).toBeNull()
    expect(screen.queryByRole('textbox', { name: 'What did you say?' })).toBeNull()
    // What the engine does not give is said where it is missed.
    const [index = 0] = waiting.map((answer) => answer.index)
    const row = (await storedAnswers(store))[index]
    expect(row?.revised?.heard?.fillers).toBe('dropped')
    const article = screen.getAllByText('I held the release back for two days.')[0]?.closest('article')
    await userEvent.click(within(article as HTMLElement).getByText('How it was said'))
    expect(
      within(article as HTMLElement).getByText('Fillers are not counted: this recogniser leaves them out.'),
    ).toBeVisible()
  })

  test('keep what is being written by hand when words come', async () => {
    const { store } = await kept()
    let give: (text: string) => void = () => {}
    const { openRecogniser } = scripted(
      () =>
        new Promise((resolve) => {
          give = resolve
        }),
    )
    review(store, { openRecogniser })
    const [box] = await screen.findAllByRole('textbox', { name: 'What did you say?' })
    await userEvent.type(box as HTMLElement, 'Half a sent')
    await userEvent.click(screen.getByRole('button', { name: /^Transcribe/ }))
    expect(await screen.findByText('Its words are being made out now.')).toBeVisible()
    give('What the recogniser heard.')
    expect(
      await screen.findByText('What the recogniser heard.', { selector: '[data-answer] *' }),
    ).toBeVisible()
    expect(screen.getByRole('textbox', { name: 'What you really said' })).toHaveValue('Half a sent')
  })

  test('say what stands in the way, and are tried again', async () => {
    const { store } = await kept()
    let problem: Error | null = new RecognitionError('unloaded', 'a file is missing')
    const engine = scripted(() => 'Now it works.')
    const openRecogniser = () => (problem ? Promise.reject(problem) : engine.openRecogniser())
    review(store, { openRecogniser })
    await userEvent.click(await screen.findByRole('button', { name: /^Transcribe/ }))
    expect(await words().findByText(/could not be loaded/)).toBeVisible()
    expect(words().getByRole('link', { name: 'Settings' })).toHaveAttribute('href', '/settings')
    expect(await violations()).toEqual([])
    problem = null
    await userEvent.click(words().getByRole('button', { name: 'Try again' }))
    expect((await screen.findAllByText('Now it works.')).length).toBeGreaterThan(0)
  })

  test('say it where nothing here recognises speech, and where one of them failed', async () => {
    const { store } = await kept()
    let engine: Services['openRecogniser'] = () => Promise.resolve(null)
    review(store, { openRecogniser: () => engine() })
    await userEvent.click(await screen.findByRole('button', { name: /^Transcribe/ }))
    expect(
      await words().findByText(/Nothing here turns speech into words yet/, { selector: 'output' }),
    ).toBeVisible()
    engine = scripted(() => new RecognitionError('failed', 'It broke off.')).openRecogniser
    await userEvent.click(words().getByRole('button', { name: 'Try again' }))
    expect(
      (await screen.findAllByText(/It could not be transcribed: It broke off\./)).length,
    ).toBeGreaterThan(0)
    expect(await words().findByText(/could not be transcribed/)).toBeVisible()
  })

  test('in whose recording nothing is understood say that', async () => {
    const { store, waiting } = await kept()
    review(store, { openRecogniser: scripted(() => '').openRecogniser })
    await userEvent.click(await screen.findByRole('button', { name: /^Transcribe/ }))
    await waitFor(() =>
      expect(screen.getAllByText(/No words could be made out in this recording/)).toHaveLength(
        waiting.length,
      ),
    )
    expect(screen.getAllByRole('textbox', { name: 'What did you say?' }).length).toBe(waiting.length)
  })

  test('can be stopped', async () => {
    const { store, waiting } = await kept()
    review(store, { openRecogniser: scripted(() => new Promise(() => {})).openRecogniser })
    await userEvent.click(await screen.findByRole('button', { name: /^Transcribe/ }))
    await userEvent.click(await words().findByRole('button', { name: 'Stop' }))
    expect(await words().findByRole('button', { name: /^Transcribe/ })).toBeVisible()
    expect((await storedAnswers(store)).filter(waits)).toHaveLength(waiting.length)
  })

  test('show words that another tab brought', async () => {
    const { store, waiting } = await kept()
    const services = review(store)
    await screen.findAllByText(/It was recorded, but has no words yet/)
    const recogniser = await scripted(() => 'From elsewhere.').openRecogniser()
    await transcribe(
      { session: 'one', answer: waiting[0]?.index ?? 0 },
      { ...services, recogniser, assessor: await createAssessor(), aligner: services.openAligner },
      new AbortController().signal,
    )
    expect(await screen.findByText('From elsewhere.')).toBeVisible()
  })
})

describe('texts without times, in the review', () => {
  test('get the times of their words, once each, and again after a correction', async () => {
    const { store } = await kept()
    const asked: string[] = []
    const openAligner: Services['openAligner'] = () =>
      Promise.resolve({
        align(text) {
          asked.push(text)
          return Promise.resolve([{ start: 0, end: 3, startMs: 900, endMs: 1_200 }])
        },
        close() {},
      })
    review(store, { openAligner })
    const spoken = (await storedAnswers(store)).filter(({ take, text }) => take !== null && text !== null)
    await waitFor(
      async () => {
        const answers = await storedAnswers(store)
        expect(spoken.every(({ index }) => wordTimes(answers[index] as Answer).length === 1)).toBe(true)
      },
      { timeout: 5_000 },
    )
    expect(asked).toHaveLength(spoken.length)

    await userEvent.click(
      screen.getAllByRole('button', { name: /^Correct what was heard/ })[0] as HTMLElement,
    )
    const box = screen.getByRole('textbox', { name: 'What you really said' })
    await userEvent.clear(box)
    await userEvent.type(box, 'Something else was said.')
    await userEvent.type(box, '{Control>}{Enter}{/Control}')
    // It begins once nobody has touched the page for a moment.
    await waitFor(() => expect(asked.at(-1)).toBe('Something else was said.'), { timeout: 5_000 })
  })

  test('that do not fit are not looked for again, and say so', async () => {
    const { store } = await kept()
    let asked = 0
    const openAligner: Services['openAligner'] = () =>
      Promise.resolve({
        align() {
          asked++
          return Promise.resolve([])
        },
        close() {},
      })
    review(store, { openAligner })
    const spoken = (await storedAnswers(store)).filter(({ take, text }) => take !== null && text !== null)
    await waitFor(async () =>
      expect((await storedAnswers(store)).filter(({ aligned }) => aligned !== null)).toHaveLength(
        spoken.length,
      ),
    )
    clearScreen()
    review(store, { openAligner })
    const summaries = await screen.findAllByText('How it was said')
    for (const summary of summaries) await userEvent.click(summary)
    expect(screen.getAllByText(/the text is not what was recorded/).length).toBeGreaterThan(0)
    expect(asked).toBe(spoken.length)
  })

  test('light up in step with the recording', async () => {
    const { store } = await kept()
    const first = (await storedAnswers(store)).find(({ take, text }) => take !== null && text !== null)
    if (!first) throw new Error('nothing was said')
    const end = first.text?.indexOf(' ') ?? 0
    const openAligner: Services['openAligner'] = () =>
      Promise.resolve({
        align: () => Promise.resolve([{ start: 0, end, startMs: 0, endMs: 60_000 }]),
        close() {},
      })
    review(store, { openAligner })
    await waitFor(
      async () => expect(wordTimes((await storedAnswers(store))[first.index] ?? first)).toHaveLength(1),
      { timeout: 5_000 },
    )
    await userEvent.click((await screen.findAllByRole('button', { name: /^Play answer/ }))[0] as HTMLElement)
    await waitFor(() => {
      const [range] = (CSS.highlights.get('spoken-word') ?? new Set()) as Set<Range>
      expect(range?.toString()).toBe(first.text?.slice(0, end))
    })
    await userEvent.click(screen.getByRole('button', { name: 'Pause' }))
    clearScreen()
    expect(CSS.highlights.has('spoken-word')).toBe(false)
  })
})

describe('answers without words, in the library', () => {
  test('are counted in the row, and transcribed from there', async () => {
    const { store } = await kept()
    const { openRecogniser } = scripted(() => 'I held the release back.')
    showScreen(<LibraryScreen />, testServices({ store, openRecogniser, createAssessor }), '/sessions')
    expect(await screen.findByText(/waits? for (its|their) words/)).toBeVisible()
    expect(await violations()).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: /^Transcribe 2 answers of An evening$/ }))
    await waitFor(() => expect(screen.queryByText(/waits? for/)).toBeNull())
    expect((await storedAnswers(store)).filter(waits)).toEqual([])
  })

  test('say why nothing is done', async () => {
    const { store } = await kept()
    showScreen(<LibraryScreen />, testServices({ store, createAssessor }), '/sessions')
    await userEvent.click(await screen.findByRole('button', { name: /^Transcribe 2 answers of An evening$/ }))
    expect(
      await screen.findByText(/Nothing here turns speech into words yet/, { selector: 'output' }),
    ).toBeVisible()
  })
})
