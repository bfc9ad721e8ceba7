import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { page } from 'vitest/browser'
import { afterEach, describe, expect, test } from 'vitest'
import { Route } from 'wouter'
import { OPENING } from '../../machines/plan.ts'
import DrillsScreen from '../../src/drills/DrillsScreen.tsx'
import { drillHeader } from '../../src/drills/header.ts'
import { HomeScreen } from '../../src/home/HomeScreen.tsx'
import ReviewScreen from '../../src/review/ReviewScreen.tsx'
import { browserClock } from '../../src/speech/index.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { defaultSettings, useSettings } from '../../src/ui/settings.ts'
import { newDrill, playDrill, type Turn } from '../support/drills.ts'
import { clearScreen, showScreen, testServices, violations } from '../support/screens.tsx'

afterEach(async () => {
  clearScreen()
  await page.viewport(414, 896)
})

const dayMs = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs).toISOString()

/** Keeps a drill of first answers about a disagreement and a mistake, as it was taken some days ago. */
async function keepDrill(store: MemorySessionStore, id: string, days: number, turns: readonly Turn[]) {
  const createdAt = daysAgo(days)
  const header = drillHeader(
    newDrill({
      id,
      createdAt,
      today: createdAt.slice(0, 10),
      chosen: [
        { question: 'disagreement', prompt: OPENING },
        { question: 'mistake', prompt: OPENING },
      ],
    }),
  )
  const log = playDrill(header, turns)
  await store.create(log.header, 'Drill: first answer')
  await store.append(id, 0, log.entries)
  return log
}

const long: Turn = { does: 'answer', seconds: 44, text: 'We differed about the cache, so I measured it.' }

const shell = (
  <>
    <Route path="/">
      <HomeScreen start={() => Promise.resolve()} />
    </Route>
    <Route path="/drills">
      <DrillsScreen />
    </Route>
    <Route path="/review/:id">
      <ReviewScreen />
    </Route>
  </>
)
const show = (store: MemorySessionStore, path: string) =>
  showScreen(shell, testServices({ store, clock: browserClock }), path)

/** The header of the drill that the address leads to. */
async function started(store: MemorySessionStore) {
  await waitFor(() => expect(location.pathname).toMatch(/^\/interview\//))
  return (await store.load(location.pathname.slice('/interview/'.length)))?.log.header
}

describe('drills', () => {
  test('begin with two keys from home, for who has never practised', async () => {
    const store = new MemorySessionStore()
    show(store, '/')
    await userEvent.keyboard('d')
    await screen.findByText(/^A drill asks one short thing/)
    expect(await violations()).toEqual([])
    useSettings.setState({ choices: { ...defaultSettings.choices, input: 'keyboard' } })
    await userEvent.keyboard('2')
    expect(await started(store)).toMatchObject({
      mode: 'drill',
      input: 'keyboard',
      drill: {
        kind: 'bottom-line',
        items: Array.from({ length: 5 }, () => ({ prompt: 'reactive/bottom-line' })),
      },
    })
  })

  test('of what is due begin with one key from home', async () => {
    const store = new MemorySessionStore()
    await keepDrill(store, 'one', 30, [long, { does: 'decline' }])
    show(store, '/')
    await screen.findByText('Today: 2 items, about a minute')
    expect(await violations()).toEqual([])
    await userEvent.keyboard('q')
    const header = await started(store)
    expect(header?.drill?.kind).toBe('today')
    expect(header?.questions.map(({ id }) => id).toSorted()).toEqual(['disagreement', 'mistake'])
  })

  test('of what is due begin by Enter that was pressed before it was known what is due', async () => {
    const store = new MemorySessionStore()
    await keepDrill(store, 'one', 30, [long, { does: 'decline' }])
    show(store, '/drills')
    await userEvent.keyboard('{Enter}')
    expect((await started(store))?.drill?.kind).toBe('today')
  })

  test('say what is due and why, what was practised, and what goes wrong most', async () => {
    await page.viewport(390, 844)
    const store = new MemorySessionStore()
    const vague: Turn = { does: 'answer', signals: ['no-impact'], text: 'We differed, and I measured it.' }
    for (const day of [33, 32, 31]) await keepDrill(store, `d${day}`, day, [vague, { does: 'decline' }])
    show(store, '/drills')
    const today = within(await screen.findByRole('region', { name: 'Today' }))
    await today.findByText('2 items, about a minute.')
    expect(today.getByText('asked 31 days ago: no result was named')).toBeVisible()
    const kinds = within(screen.getByRole('region', { name: 'Drills' }))
    expect(kinds.getByText('6 items practised')).toBeVisible()
    expect(kinds.getByText(/last:\s+no example, 31 days ago/)).toBeVisible()
    const weak = within(screen.getByRole('region', { name: 'Weak spots' }))
    expect(weak.getByText('No result named')).toBeVisible()
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390)
    expect(await violations()).toEqual([])
    await userEvent.keyboard('{Enter}')
    expect((await started(store))?.drill?.items).toHaveLength(2)
  })

  test('are of what is chosen: a follow-up, a direction, an answer to tell anew, how many', async () => {
    const store = new MemorySessionStore()
    const { entries } = await keepDrill(store, 'one', 1, [long, long])
    expect(entries.length).toBeGreaterThan(0)
    const choose = async (action: () => Promise<void>) => {
      const { unmount } = show(store, '/drills')
      await screen.findByText('Choose the answer')
      await action()
      const header = await started(store)
      unmount()
      return header?.drill
    }
    const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))
    expect(
      await choose(async () => {
        await userEvent.click(screen.getByText('Choose the follow-up'))
        await userEvent.selectOptions(screen.getByLabelText('Question'), 'A mistake')
        await userEvent.selectOptions(screen.getByLabelText('Follow-up'), 'failure/prevention')
        await press('Start this one')
      }),
    ).toEqual({ kind: 'probe', items: [{ prompt: 'failure/prevention' }] })
    expect(await choose(() => press('Above'))).toEqual({
      kind: 'conflict',
      items: [{ prompt: OPENING, direction: 'up' }],
    })
    expect(
      await choose(async () => {
        await userEvent.click(screen.getByText('Choose the answer'))
        await userEvent.selectOptions(screen.getByLabelText('Answer'), 'question:disagreement:opening')
        await press('Start with this one')
      }),
    ).toMatchObject({
      kind: 'other-words',
      items: [{ earlier: { session: 'one', answer: 0, text: long.does === 'answer' ? long.text : '' } }],
    })
    const rapid = await choose(async () => {
      await userEvent.selectOptions(screen.getByLabelText('Items in a drill'), '3')
      await userEvent.keyboard('{Escape}')
      await press('Start Rapid fire')
    })
    expect(rapid?.items).toHaveLength(6)
    expect(useSettings.getState().drillItems).toBe(3)
  })

  test('that cannot be kept say why, and can be tried again', async () => {
    const store = new MemorySessionStore()
    const create = store.create.bind(store)
    store.create = () => Promise.reject(new Error('no space'))
    show(store, '/drills')
    await userEvent.click(await screen.findByRole('button', { name: 'Start with first answers' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('The drill could not be started')
    store.create = create
    await userEvent.click(screen.getByRole('button', { name: 'Start with first answers' }))
    expect((await started(store))?.drill?.kind).toBe('first-answer')
  })
})

test('the rating of a drill’s answer is shown with its reasons, and corrected by its button', async () => {
  const store = new MemorySessionStore()
  await keepDrill(store, 'one', 0, [long, { does: 'unheard' }])
  show(store, '/review/one')
  const first = within(await screen.findByRole('group', { name: 'Answer 1 as practice' }, { timeout: 5_000 }))
  const line = () => first.getByRole('status').textContent
  const before = 'As practice: hard, it took too long. Next in 2 days.'
  expect(line()).toBe(before)
  expect(first.getByRole('button', { name: 'Hard' })).toHaveAttribute('aria-pressed', 'true')
  await userEvent.click(first.getByRole('button', { name: 'Easy' }))
  await waitFor(() =>
    expect(line()).toMatch(
      /^As practice: easy, as you said instead of hard \(it took too long\)\. Next in \d+ days\.$/,
    ),
  )
  const last = async () => (await store.load('one'))?.log.entries.at(-1)
  expect(await last()).toMatchObject({ type: 'rating.corrected', answer: 0, rating: 'easy' })
  await userEvent.click(first.getByRole('button', { name: 'Hard' }))
  await waitFor(() => expect(line()).toBe(before))
  expect(await last()).toMatchObject({ type: 'rating.corrected', answer: 0, rating: null })

  const second = within(screen.getByRole('group', { name: 'Answer 2 as practice' }))
  expect(second.getByRole('status')).toHaveTextContent('not rated, for there are no words to judge')
  await userEvent.click(second.getByRole('button', { name: 'Easy' }))
  await waitFor(() =>
    expect(second.getByRole('status')).toHaveTextContent(/^As practice: easy, as you said\. Next in/),
  )
  expect(await violations()).toEqual([])
})
