import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { HomeScreen } from '../../src/home/HomeScreen.tsx'
import { StoreError } from '../../src/session/store.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { useSettings, type Choices } from '../../src/ui/settings.ts'
import {
  clearScreen,
  durableStore,
  keepSession,
  showScreen,
  testServices,
  violations,
} from '../support/screens.tsx'

afterEach(clearScreen)

function starts() {
  const started: Choices[] = []
  return { started, start: (choices: Choices) => Promise.resolve(void started.push(choices)) }
}

describe('home', () => {
  test('lets one answer a question at once, typed or aloud, by button or key', async () => {
    const { started, start } = starts()
    showScreen(<HomeScreen start={start} />, testServices())
    await screen.findByRole('heading', { name: 'What happens' })
    await userEvent.click(screen.getByRole('button', { name: 'Typing' }))
    expect(started).toMatchObject([{ pick: 'random', count: 1, length: 'single', input: 'keyboard' }])
    expect(useSettings.getState().choices.length).toBe('half')
    expect(await violations()).toEqual([])
  })

  test('tells of stored sessions that cannot be shown where nothing is kept, and there alone', async () => {
    const start = () => Promise.resolve()
    showScreen(<HomeScreen start={start} />, testServices({ store: durableStore() }))
    await screen.findByRole('heading', { name: 'What happens' })
    expect(screen.queryByRole('heading', { name: 'Stored sessions cannot be shown now' })).toBeNull()
    clearScreen()
    showScreen(<HomeScreen start={start} />, testServices())
    await screen.findByRole('heading', { name: 'Stored sessions cannot be shown now' })
    expect(screen.queryByText(/stays|kept/)).toBeNull()
    expect(await violations()).toEqual([])
  })

  test('starts by single key, but not where keys are turned off', async () => {
    const { started, start } = starts()
    showScreen(<HomeScreen start={start} />, testServices())
    useSettings.setState({ shortcuts: false })
    await userEvent.keyboard('a')
    expect(started).toEqual([])
    useSettings.setState({ shortcuts: true })
    await userEvent.keyboard('a')
    expect(started).toMatchObject([{ input: 'microphone' }])
  })

  test('offers what was interrupted first, then the last five', async () => {
    const store = new MemorySessionStore()
    await keepSession(store, 'half-way', { title: 'Half way', ended: false })
    for (let day = 1; day <= 7; day++) {
      await keepSession(store, `s${day}`, { title: `Day ${day}`, createdAt: `2026-11-0${day}T10:00:00.000Z` })
    }
    showScreen(<HomeScreen start={() => Promise.resolve()} />, testServices({ store }))
    const interrupted = within(await screen.findByRole('region', { name: 'Interrupted' }))
    expect(interrupted.getByRole('link', { name: 'Go on with Half way' })).toHaveProperty(
      'pathname',
      '/interview/half-way',
    )
    const last = within(screen.getByRole('region', { name: 'Last sessions' }))
    expect(last.getAllByRole('link').map((link) => link.textContent)).toEqual([
      'Day 7',
      'Day 6',
      'Day 5',
      'Day 4',
      'Day 3',
      'All 8 sessions',
      'Progress',
    ])
    expect(await violations()).toEqual([])
    await userEvent.click(interrupted.getByRole('button', { name: 'Delete Half way' }))
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Interrupted' })).toBeNull())
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await screen.findByRole('region', { name: 'Interrupted' })
  })

  test('says why nothing could be started, and lets one try again', async () => {
    let full = true
    const { started, start } = starts()
    const begin = (choices: Choices) =>
      full ? Promise.reject(new StoreError('full', 'the disk is full')) : start(choices)
    showScreen(<HomeScreen start={begin} />, testServices())
    await userEvent.click(screen.getByRole('button', { name: 'Aloud' }))
    expect((await screen.findByRole('alert')).textContent).toContain('the disk is full. Free some space')
    full = false
    await userEvent.click(screen.getByRole('button', { name: 'Aloud' }))
    expect(started).toHaveLength(1)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('says when the sessions cannot be read, and reads again on demand', async () => {
    const store = new MemorySessionStore()
    await keepSession(store, 'kept', { title: 'Kept' })
    const list = store.list.bind(store)
    store.list = () => Promise.reject(new StoreError('blocked', 'another tab holds the database'))
    showScreen(<HomeScreen start={() => Promise.resolve()} />, testServices({ store }))
    expect((await screen.findByRole('alert')).textContent).toContain('another tab holds the database')
    store.list = list
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await screen.findByRole('link', { name: 'Kept' })
  })
})
