import '@testing-library/jest-dom/vitest'
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { Route, Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import ReviewScreen from '../../src/review/ReviewScreen.tsx'
import { fork } from '../../src/session/fork.ts'
import type { Entry } from '../../src/session/log.ts'
import { browserClock } from '../../src/speech/index.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import CompareScreen from '../../src/takes/CompareScreen.tsx'
import { ServicesContext } from '../../src/ui/services.ts'
import { testServices, violations } from '../support/screens.tsx'
import { generateSession } from '../support/sessions.ts'
import '../../src/ui/tokens.css'
import '../../src/ui/base.css'

const stores: MemorySessionStore[] = []
afterEach(() => {
  cleanup()
  for (const store of stores.splice(0)) store.close()
})

const earlier =
  'We checked the invoices by hand every morning, and I cut that from four hours to twenty minutes.'
const later = 'I saved $400 a month. I cut that from four hours to 20 minutes a day.'

/** A session, a take of it from its third prompt on, and one that has answered nothing yet. */
async function keepFamily() {
  const store = new MemorySessionStore()
  stores.push(store)
  const { log, takes } = generateSession({
    id: 'first',
    seed: 4,
    answers: 4,
    questions: 1,
    audio: true,
    sampleRate: 2_000,
  })
  const told = log.entries.map((e, i): Entry =>
    e.type === 'answer.assessed' && i > 10 ? { ...e, text: earlier } : e,
  )
  await store.put({ log: { ...log, entries: told }, title: 'An evening', takes }, null)
  const take = fork({ ...log, entries: told }, 2, { id: 'second', createdAt: '2026-11-24T09:00:00.000Z' })
  const from = take.header.fork?.entries ?? 0
  const own = told.slice(from).map((e): Entry => {
    if (e.type === 'listening.started' && e.take) return { ...e, take: `${e.take}.again` }
    if ('at' in e)
      return e.type === 'answer.assessed' ? { ...e, at: e.at + 1, text: later } : { ...e, at: e.at + 1 }
    return e
  })
  const again = takes.slice(2).map((each) => ({ ...each, take: `${each.take}.again` }))
  await store.put(
    {
      log: { header: take.header, entries: [...take.entries, ...own] },
      title: 'An evening (take 2)',
      takes: again,
    },
    null,
  )
  return { store, log }
}

async function show(path: string) {
  const { store, log } = await keepFamily()
  const { hook, history } = memoryLocation({ path, record: true })
  render(
    <ServicesContext value={testServices({ clock: browserClock, store })}>
      <Router hook={hook}>
        <Route path="/review/:id">
          <ReviewScreen />
        </Route>
        <Route path="/compare/:a/:b" component={CompareScreen} />
        <Route path="/interview/:id">The interview is here</Route>
      </Router>
    </ServicesContext>,
  )
  return { store, log, history, user: userEvent.setup() }
}

describe('takes', () => {
  test('another one begins at a prompt of the review, and leads to its interview', async () => {
    const { store, history, user } = await show('/review/first')
    const buttons = await screen.findAllByRole('button', { name: /^Retake from here: / })
    expect(buttons.length).toBeGreaterThan(1)
    await user.click(buttons[1] as HTMLElement)
    await screen.findByText('The interview is here')
    const [newest] = await store.list()
    expect(history.at(-1)).toBe(`/interview/${newest?.id}`)
    expect(newest).toMatchObject({ title: 'An evening (take 3)', fork: { session: 'first' }, status: 'open' })
  })

  test('are a tree at the head of each review, from which two are compared', async () => {
    const { history, user } = await show('/review/second')
    await user.click(await screen.findByText('take 2 of 2'))
    const tree = screen.getByRole('list', { name: 'Takes of this session' })
    expect(within(tree).getByText('Take 2: this one')).toHaveAttribute('aria-current', 'true')
    expect(within(tree).getByRole('link', { name: 'Take 1' })).toHaveAttribute('href', '/review/first')
    await user.click(within(tree).getByRole('link', { name: 'Compare with take 1' }))
    expect(history.at(-1)).toBe('/compare/second/first')
    await screen.findByRole('heading', { name: 'Compare takes' })
  })

  test('stand side by side, the earlier one first, with what was repeated and what was told anew', async () => {
    const { user } = await show('/compare/second/first')
    await screen.findByText(/answers are the same in both and not shown/)
    const prompts = screen.getAllByRole('article')
    expect(prompts).toHaveLength(2)
    const first = prompts[0] as HTMLElement
    expect(
      within(first)
        .getAllByRole('columnheader')
        .map((each) => each.textContent),
    ).toEqual(['Measure', 'Take 1', 'Take 2'])
    expect(within(first).getByText(/of take 2 is word for word as in take 1/)).toBeInTheDocument()
    const marked = [...first.querySelectorAll('mark')].map((each) => each.textContent)
    expect(marked).toEqual(['I cut that from four hours to'])
    const facts = within(first).getByLabelText('Figures and times')
    expect(facts).toHaveTextContent('Told again in other words“20 minutes a day”')
    expect(facts).toHaveTextContent('Told again to the letter“four hours”')
    expect(facts).toHaveTextContent('Told in take 2 only“$400 a month”')
    expect(await violations()).toEqual([])
    const players = within(first).getAllByRole('button', { name: /^Play .* in take [12]$/ })
    expect(players).toHaveLength(2)
    for (const button of players) await user.click(button)
    expect(await within(first).findByLabelText(/in take 1$/)).toBeInstanceOf(HTMLAudioElement)
    expect(await within(first).findByLabelText(/in take 2$/)).toBeInstanceOf(HTMLAudioElement)
  })

  test('that are not here are told', async () => {
    await show('/compare/first/gone')
    await screen.findByRole('heading', { name: 'These takes cannot be compared' })
    expect(await violations()).toEqual([])
  })
})
