import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { Route } from 'wouter'
import ReviewScreen from '../../src/review/ReviewScreen.tsx'
import { answersOf } from '../../src/session/answers.ts'
import { browserClock } from '../../src/speech/index.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { useSettings } from '../../src/ui/settings.ts'
import { clearScreen, showScreen, testServices, violations } from '../support/screens.tsx'
import { generateSession } from '../support/sessions.ts'

afterEach(clearScreen)

async function open(selfReview: boolean | undefined) {
  const { log } = generateSession({ id: 'one', seed: 11, answers: 3, questions: 1 })
  const store = new MemorySessionStore()
  await store.create({ ...log.header, selfReview }, 'An evening')
  await store.append('one', 0, log.entries)
  const screenOf = (
    <Route path="/review/:id">
      <ReviewScreen />
    </Route>
  )
  const { unmount } = showScreen(screenOf, testServices({ store, clock: browserClock }), '/review/one')
  await screen.findByRole('heading', { name: 'Answers' })
  const last = async () => (await store.load('one'))?.log.entries.at(-1)
  return { answers: answersOf(log), user: userEvent.setup(), last, unmount, store, screenOf }
}

const row = (place: number) => within(screen.getAllByRole('article')[place] as HTMLElement)
const chart = () => screen.queryByRole('region', { name: /^Answers against/ })
const findings = () => screen.queryAllByRole('list', { name: 'Findings' })

test('an answer is marked by keys alone before what was noted is shown beside it', async () => {
  const { answers, user, last } = await open(true)
  expect(findings()).toEqual([])
  expect(chart()).toBeNull()
  expect(document.querySelector('[data-answer] mark')).toBeNull()
  expect(row(0).queryByText('How it was said')).toBeNull()
  expect(screen.getByText('0 of 3 marked.')).toBeVisible()
  expect(await violations()).toEqual([])

  row(0).getAllByRole('radio')[0]?.focus()
  await user.keyboard(' {ArrowRight}{Tab} {Tab} {Tab} {Tab} {ArrowRight}{ArrowRight}{Tab}')
  expect(row(0).getByRole('button', { name: 'Save your marks' })).toHaveFocus()
  await user.keyboard('{Enter}')
  const table = await row(0).findByRole('table')
  expect(await last()).toMatchObject({
    type: 'answer.marked',
    answer: 0,
    marks: { inBand: 'no', bottomLineFirst: 'yes', ownPart: 'yes', result: 'yes', grade: 3 },
  })
  expect(within(table).getByRole('row', { name: /^Within 15–30 s no \d+ s, / })).toBeVisible()
  expect(within(table).getByRole('row', { name: /^Would convince 3 of 4/ })).toBeVisible()
  expect(row(0).getByText(/(thought for|began at once)/)).toBeVisible()
  expect(row(0).queryAllByRole('list', { name: 'Findings' })).toHaveLength(
    (answers[0]?.assessment?.findings.length ?? 0) > 0 ? 1 : 0,
  )
  expect(row(1).queryByRole('list', { name: 'Findings' })).toBeNull()
  expect(chart()).toBeNull()
  expect(await violations()).toEqual([])

  await user.click(row(0).getByRole('button', { name: 'Change your marks of answer 1' }))
  const first = within(row(0).getByRole('group', { name: 'Within 15–30 s?' }))
  expect(first.getByRole('radio', { name: 'no' })).toBeChecked()
  await user.click(first.getByRole('radio', { name: 'unsure' }))
  await user.click(row(0).getByRole('button', { name: 'Save your marks' }))
  expect(await row(0).findByRole('row', { name: /^Within 15–30 s unsure/ })).toBeVisible()
})

test('each can be skipped, and once none is left the chart is there', async () => {
  const { user, last } = await open(true)
  for (const place of [0, 1, 2]) {
    expect(chart()).toBeNull()
    await user.click(row(place).getByRole('button', { name: 'Skip this one' }))
    await row(place).findByRole('button', { name: `Mark it yourself, answer ${place + 1}` })
  }
  expect(await last()).toMatchObject({ type: 'answer.marked', answer: 2, marks: null })
  expect(chart()).toBeVisible()
  expect(screen.queryByRole('region', { name: 'Self-review' })).toBeNull()
})

test('everything is shown at once where that is wished, and stays so', async () => {
  const { user, last, unmount, store, screenOf } = await open(true)
  await user.click(screen.getByRole('button', { name: 'Show me everything' }))
  expect(await screen.findByRole('region', { name: /^Answers against/ })).toBeVisible()
  expect(await last()).toMatchObject({ type: 'findings.shown' })
  unmount()
  showScreen(screenOf, testServices({ store, clock: browserClock }), '/review/one')
  expect(await screen.findByRole('region', { name: /^Answers against/ })).toBeVisible()
})

test.each([
  ['an earlier session', undefined, true],
  ['a session, where the settings say so', true, false],
])('%s shows everything, and offers to mark', async (_, selfReview, isOn) => {
  useSettings.setState({ selfReview: isOn })
  await open(selfReview)
  expect(chart()).toBeVisible()
  expect(findings().length).toBeGreaterThan(0)
  expect(screen.getByRole('button', { name: 'Mark it yourself, answer 1' })).toBeVisible()
  expect(await violations()).toEqual([])
})
