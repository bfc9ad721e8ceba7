import '@testing-library/jest-dom/vitest'
import '../../src/ui/tokens.css'
import '../../src/ui/base.css'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Route, Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import ReviewScreen from '../../src/review/ReviewScreen.tsx'
import { signals } from '../../questions/signals.ts'
import { StoreError } from '../../src/session/store.ts'
import { LogError } from '../../src/session/version.ts'
import { answersOf } from '../../src/session/answers.ts'
import type { AnswerContext } from '../../src/assess/types.ts'
import { browserClock } from '../../src/speech/index.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { ServicesContext, type Services } from '../../src/ui/services.ts'
import { Toasts } from '../../src/ui/Toasts.tsx'
import { takenBy, testServices } from '../support/screens.tsx'
import { generateSession, type SessionRecipe } from '../support/sessions.ts'

const stores: MemorySessionStore[] = []
afterEach(() => {
  cleanup()
  for (const store of stores.splice(0)) store.close()
})

async function open(
  recipe: SessionRecipe,
  change: (store: MemorySessionStore) => unknown = () => {},
  given: Partial<Services> = {},
  /** How many entries there are so far. */
  sofar = recipe.answers === 0 ? 1 : Infinity,
) {
  const { log, takes } = generateSession({ ...recipe, id: 'one' })
  const store = new MemorySessionStore()
  stores.push(store)
  await store.create(log.header, 'An evening')
  await store.append('one', 0, log.entries.slice(0, sofar))
  for (const { take, sampleRate, samples } of takes)
    await store.appendAudio({ session: 'one', take, index: 0, sampleRate, samples })
  await change(store)
  const asked: { text: string; context: AnswerContext }[] = []
  const services = testServices({
    clock: browserClock,
    store,
    createAssessor: () =>
      Promise.resolve({
        assess({ text }, context) {
          asked.push({ text, context })
          const start = text.indexOf('a checklist')
          return Promise.resolve({
            engine: 'test',
            abstained: null,
            covered: [],
            findings: [{ signal: 'mechanism', quote: 'a checklist', start, end: start + 11 }],
          })
        },
        close() {},
      }),
    ...given,
  })
  const { hook, history } = memoryLocation({ path: '/review/one', record: true })
  render(
    <ServicesContext value={services}>
      <Router hook={hook}>
        <Route path="/review/:id">
          <ReviewScreen />
        </Route>
        <Route path="/sessions">All sessions are here</Route>
      </Router>
      <Toasts />
    </ServicesContext>,
  )
  return { log, store, asked, history, answers: answersOf(log), user: userEvent.setup() }
}

const slider = () => screen.getByRole('slider', { name: 'Playhead' })
const rows = () => within(screen.getByRole('region', { name: 'Answers' })).getAllByRole('article')

describe('the review', () => {
  test('tells every answer with its prompt, the reason for it and its time', async () => {
    const { answers } = await open({ seed: 11, answers: 12, questions: 3 })
    await screen.findByRole('heading', { name: 'Answers' })
    expect(rows()).toHaveLength(12)
    answers.forEach((answer, i) => {
      expect(rows()[i]).toHaveTextContent(answer.asked)
      expect(rows()[i]).toHaveTextContent(
        answer.branch ? `Asked because ${answer.branch.because}.` : /question|placed/,
      )
    })
    const chart = screen.getByRole('region', { name: 'Answers against 15–30 s' })
    expect(within(chart).getAllByRole('button')).toHaveLength(12)
  })

  test('says at an answer that its recording cannot be heard, and why', async () => {
    const { user } = await open({ seed: 11, answers: 3, audio: true }, (store) => {
      store.loadTake = () => Promise.reject(new StoreError('corrupt', 'it cannot be read'))
    })
    await screen.findByRole('heading', { name: 'Answers' })
    await user.click(screen.getByRole('button', { name: /^Play answer 1/ }))
    expect(await screen.findByText('This recording is damaged.')).toBeVisible()
  })

  test('follows a session that another tab takes, changes nothing of it, and says when it is over', async () => {
    const { log } = generateSession({ seed: 11, answers: 6, id: 'one' })
    const ends = log.entries.flatMap(({ type }, i) => (type === 'answer.assessed' ? [i + 1] : []))
    const [, second = 0, third = 0] = ends
    const { taking, end } = takenBy('one')
    const { store } = await open({ seed: 11, answers: 6 }, undefined, { taking }, second)
    await screen.findByRole('heading', { name: 'Answers' })
    const before = rows().length
    expect(screen.getByText(/going on in another tab/)).toBeVisible()
    for (const name of [
      'Note here',
      'Bookmark',
      /^Correct what was heard/,
      /^Rate it yourself/,
      /^Something was missed/,
    ])
      expect(screen.queryByRole('button', { name })).toBeNull()
    fireEvent.change(slider(), { target: { value: '5000' } })
    await store.append('one', second, log.entries.slice(second, third))
    await waitFor(() => expect(rows().length).toBeGreaterThan(before))
    expect(slider()).toHaveValue('5000')
    await store.append('one', third, log.entries.slice(third))
    end()
    await waitFor(() => expect(screen.queryByText(/another tab|was interrupted/)).toBeNull())
    await waitFor(() => expect(rows()).toHaveLength(6))
    expect(screen.getByRole('button', { name: 'Note here' })).toBeVisible()
  })

  test('is moved through by keys alone', async () => {
    const { answers, user } = await open({ seed: 11, answers: 5 })
    await screen.findByRole('heading', { name: 'An evening' })
    expect(slider()).toHaveAttribute('aria-valuetext', expect.stringMatching(/^answer 1, 0:00 of \d+:\d\d$/))
    await user.keyboard(']]')
    expect(slider()).toHaveAttribute('aria-valuetext', expect.stringMatching(/^answer 3, /))
    expect(rows()[2]?.closest('li')).toHaveAttribute('aria-current', 'true')
    await user.keyboard('[[')
    expect(slider()).toHaveAttribute('aria-valuetext', expect.stringMatching(/^answer 2, /))
    await user.keyboard('{Home}{ArrowRight}{ArrowRight}{ArrowLeft}')
    expect(slider()).toHaveValue('5000')
    slider().focus()
    await user.keyboard('{ArrowRight}{End}')
    expect(slider()).toHaveAttribute('aria-valuetext', expect.stringContaining(`answer ${answers.length}, `))
    await user.keyboard('{Home} ')
    expect(screen.getByRole('button', { name: 'Pause' })).toBeVisible()
    await user.keyboard(' ')
    expect(screen.getByRole('button', { name: 'Play' })).toBeVisible()
  })

  test('goes to an answer that is chosen in the chart, and lights the path up to it', async () => {
    const { answers, user } = await open({ seed: 11, answers: 6, questions: 1 })
    await user.click(await screen.findByRole('button', { name: /^Answer 4, / }))
    expect(slider()).toHaveValue(String(answers[3]?.askedAt))
    await user.click(screen.getByText(/^The path in words/))
    const step = document.querySelector('[aria-current=step]')
    expect(step).toHaveTextContent(answers[3]?.branch?.because ?? 'opening')
  })

  test('plays an answer from its first word', async () => {
    const { answers, user } = await open({ seed: 11, answers: 3, audio: true })
    await user.click(await screen.findByRole('button', { name: 'Play answer 2' }))
    const speechAt = (answers[1]?.listeningAt ?? 0) + (answers[1]?.thinkingMs ?? 0)
    await vi.waitFor(() =>
      expect(Number((slider() as HTMLInputElement).value)).toBeGreaterThan(speechAt + 100),
    )
    expect(screen.getByText('recorded')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Pause' }))
  })
})

describe('what was not answered at once', () => {
  const recipe = { seed: 116, answers: 12, questions: 2, audio: true }

  test('is told in the row of its prompt, and can be heard', async () => {
    const { log, answers, user } = await open(recipe)
    await screen.findByRole('heading', { name: 'Answers' })
    const reply = log.entries.find((entry) => entry.type === 'clarification.given')
    const clarified = answers.find((a) => log.entries[a.endEntry ?? 0]?.type === 'clarify.requested')
    if (!reply || !clarified) throw new Error('nothing was clarified')
    expect(rows()).toHaveLength(10)
    const row = screen.getByText('You asked what it meant.').closest('article') as HTMLElement
    expect(row).toHaveTextContent(reply.text)
    expect(row).toHaveTextContent(`${Math.round(answers[clarified.index + 1]?.seconds ?? 0)} s`)
    await user.click(within(row).getByRole('button', { name: /^Play try 1 of answer/ }))
    expect(Number((slider() as HTMLInputElement).value)).toBeGreaterThanOrEqual(clarified.listeningAt)
    expect(row.closest('li')).toHaveAttribute('aria-current', 'true')
    await user.click(screen.getByRole('button', { name: 'Pause' }))
  })

  test('is a tick in the chart, and counts nowhere', async () => {
    const { answers } = await open(recipe)
    const given = answers.filter((a) => a.outcome === 'assessed' || a.outcome === 'unheard').length
    await screen.findByText(new RegExp(`of ${given} answers in the band`))
    const chart = await screen.findByRole('region', { name: 'Answers against 15–30 s' })
    const texts = within(chart)
      .getAllByRole('button')
      .map((button) => button.textContent)
    expect(
      texts.filter((text) => /^Answer \d+, .+: \d+ s, (in the band|(short|over) by \d+ s)$/.test(text)),
    ).toHaveLength(given)
    expect(texts.filter((text) => /: (skipped|asked again)$/.test(text))).toHaveLength(12 - given)
  })

  test('and was recorded until it broke off shows its length, plays, and can be written down', async () => {
    const { answers, store, user } = await open({ seed: 8, answers: 1, audio: true, unfinished: true })
    expect(await screen.findByText(/it stopped after 0:13/)).toBeVisible()
    const end = Number(slider().getAttribute('max'))
    const audio = await store.loadTake(answers[0]?.take ?? '')
    const recordedMs = ((audio?.samples.length ?? 0) / (audio?.sampleRate ?? 1)) * 1000
    expect(end).toBeCloseTo((answers[0]?.listeningAt ?? 0) + recordedMs)
    expect(screen.getByRole('button', { name: 'Play “Opening”' })).toBeVisible()
    await user.type(screen.getByRole('textbox', { name: 'What did you say?' }), 'I wrote a checklist.')
    await user.click(screen.getByRole('button', { name: 'Save and assess' }))
    expect(await screen.findByText('a checklist', { selector: 'mark' })).toBeVisible()
    expect((await store.load('one'))?.log.entries.at(-1)).toMatchObject({
      type: 'assessment.revised',
      answer: 0,
    })
  })
})

test('the drawing opens large, and leads to an answer', async () => {
  const { answers, user } = await open({ seed: 11, answers: 6, questions: 1 })
  await user.click(await screen.findByRole('button', { name: 'Path' }))
  await user.click(await screen.findByRole('button', { name: 'Larger drawing' }))
  const dialog = screen.getByRole('dialog')
  expect(dialog.getBoundingClientRect().width).toBeCloseTo(innerWidth)
  expect(dialog.scrollWidth).toBeLessThanOrEqual(dialog.clientWidth)
  const node = dialog.querySelector(`[data-prompt="${answers[3]?.prompt}"]`)
  if (!node) throw new Error('the prompt is not drawn')
  await user.click(node)
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(slider()).toHaveValue(String(answers.find((a) => a.prompt === answers[3]?.prompt)?.askedAt))
})

describe('a correction', () => {
  test('is assessed in its context, recorded as an event, and says what changed', async () => {
    const { answers, store, asked, user, log } = await open({ seed: 11, answers: 5, questions: 1 })
    await user.click(await screen.findByRole('button', { name: 'Correct what was heard in answer 1' }))
    const box = screen.getByRole('textbox', { name: 'What you really said' })
    expect(box).toHaveValue(answers[0]?.text ?? '')
    await user.clear(box)
    await user.type(box, 'I wrote a checklist.')
    await user.click(screen.getByRole('button', { name: 'Save and assess' }))

    expect(
      await within(rows()[0] as HTMLElement).findByText('lasting mechanism', { selector: 'dd' }),
    ).toBeVisible()
    expect(within(rows()[0] as HTMLElement).getByText('a checklist', { selector: 'mark' })).toBeVisible()
    expect(asked).toMatchObject([
      { text: 'I wrote a checklist.', context: { probe: null, asked: answers[0]?.asked } },
    ])
    const stored = await store.load('one')
    expect(stored?.log.entries).toHaveLength(log.entries.length + 1)
    expect(stored?.log.entries.at(-1)).toMatchObject({ type: 'assessment.revised', answer: 0 })
  })

  test('that cannot be saved keeps the words and says so', async () => {
    const { user } = await open({ seed: 11, answers: 1 }, (store) => {
      vi.spyOn(store, 'append').mockRejectedValue(new Error('no'))
    })
    await user.click(await screen.findByRole('button', { name: 'Correct what was heard in answer 1' }))
    await user.type(screen.getByRole('textbox', { name: 'What you really said' }), ' And more.')
    await user.click(screen.getByRole('button', { name: 'Save and assess' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('could not be saved')
    expect(screen.getByRole('textbox', { name: 'What you really said' })).toHaveDisplayValue(/And more\.$/)
  })
})

describe('a finding', () => {
  test('is called wrong, stays so, and comes back', async () => {
    const { answers, store, user } = await open({ seed: 11, answers: 5, questions: 1 })
    const at = answers.findIndex((a) => (a.assessment?.findings.length ?? 0) > 0)
    const signal = answers[at]?.assessment?.findings[0]?.signal
    if (!signal) throw new Error('no answer shows anything')
    const row = within((await screen.findAllByRole('article'))[at] as HTMLElement)
    const { label } = signals[signal]
    await user.click(row.getAllByText(label)[0] as HTMLElement)
    await user.click(row.getByRole('button', { name: new RegExp(`^“${label}” is wrong`) }))
    const undo = await row.findByRole('button', { name: new RegExp(`^Bring back “${label}”`) })
    expect((await store.load('one'))?.log.entries.at(-1)).toMatchObject({
      type: 'finding.corrected',
      answer: at,
      signal,
      verdict: 'wrong',
    })
    await user.click(undo)
    expect(await row.findByText(label, { selector: 'summary *' })).toBeVisible()
  })

  test('that was missed is noted with the words that show it', async () => {
    const { answers, user } = await open({ seed: 11, answers: 1, questions: 1 })
    const words = (answers[0]?.text ?? '').split(' ').slice(0, 3).join(' ')
    await user.click(await screen.findByRole('button', { name: 'Something was missed in answer 1' }))
    await user.selectOptions(screen.getByRole('combobox', { name: 'What the answer shows' }), 'beyond-role')
    await user.type(screen.getByRole('textbox', { name: 'The words that show it' }), 'nowhere at all')
    await user.click(screen.getByRole('button', { name: 'Note it' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('does not stand in this answer')
    const box = screen.getByRole('textbox', { name: 'The words that show it' })
    await user.clear(box)
    await user.type(box, words)
    await user.click(screen.getByRole('button', { name: 'Note it' }))
    expect(await screen.findByText('noted by you')).toBeVisible()
    expect((await axe.run(document.body)).violations.map(({ id }) => id)).toEqual([])
  })
})

describe('the session', () => {
  test('is renamed', async () => {
    const { store, user } = await open({ seed: 11, answers: 2 })
    await user.click(await screen.findByRole('button', { name: 'Rename' }))
    const title = screen.getByRole('textbox', { name: 'Title' })
    await user.clear(title)
    await user.type(title, 'Another evening{Enter}')
    expect(await screen.findByRole('heading', { name: 'Another evening' })).toBeVisible()
    expect((await store.load('one'))?.title).toBe('Another evening')
  })

  test('is deleted, and comes back', async () => {
    const { store, user, history } = await open({ seed: 11, answers: 2 })
    await user.click(await screen.findByRole('button', { name: 'Delete' }))
    await screen.findByText('All sessions are here')
    expect(await store.list()).toEqual([])
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(await screen.findByRole('heading', { name: 'An evening' })).toBeVisible()
    expect(await store.list()).toHaveLength(1)
    expect(history.at(-1)).toBe('/review/one')
  })

  test('that was interrupted can be gone on with', async () => {
    await open({ seed: 11, answers: 3, unfinished: true })
    const link = await screen.findByRole('link', { name: 'Go on with the interview' })
    expect(link).toHaveAttribute('href', '/interview/one')
  })

  test('without answers says so', async () => {
    await open({ seed: 11, answers: 0 })
    expect(await screen.findByRole('heading', { name: 'Nothing was answered here' })).toBeVisible()
    expect(screen.queryByRole('slider')).toBeNull()
  })

  test.each([
    ['is not there', null, 'There is no such session here'],
    ['is from a newer version', new LogError('newer', 'newer'), 'made by a newer version'],
    ['is damaged', new LogError('corrupt', 'corrupt'), 'This session is damaged'],
    ['cannot be loaded', new Error('no'), 'could not be loaded'],
  ])('that %s is explained', async (_, problem, words) => {
    await open({ seed: 11, answers: 1 }, (store) => {
      vi.spyOn(store, 'load').mockImplementation(() =>
        problem ? Promise.reject(problem) : Promise.resolve(null),
      )
    })
    expect(await screen.findByRole('alert')).toHaveTextContent(words)
    expect(screen.getByRole('link', { name: 'All sessions' })).toHaveAttribute('href', '/sessions')
    expect(screen.queryAllByRole('button', { name: 'Save what is left' })).toHaveLength(
      words.includes('damaged') ? 1 : 0,
    )
  })
})

test.each(['light', 'dark'])('axe finds nothing in %s', async (theme) => {
  document.documentElement.dataset.theme = theme
  const { user } = await open({ seed: 11, answers: 12, questions: 3, input: 'mixed' })
  await screen.findByRole('heading', { name: 'An evening' })
  await user.keyboard(']]]')
  await vi.waitFor(() => expect(document.querySelector('figcaption')).not.toBeNull())
  const { violations } = await axe.run(document.body)
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  delete document.documentElement.dataset.theme
})
