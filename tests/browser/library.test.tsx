import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import LibraryScreen from '../../src/library/LibraryScreen.tsx'
import { StoreError } from '../../src/session/store.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { ServicesContext } from '../../src/ui/services.ts'
import { useToasts } from '../../src/ui/toasts.ts'
import {
  clearScreen,
  durableStore,
  keepSession,
  showScreen,
  testServices,
  violations,
} from '../support/screens.tsx'
import { generateSession } from '../support/sessions.ts'

afterEach(clearScreen)

async function library() {
  const store = new MemorySessionStore()
  await keepSession(store, 'first', { title: 'First', createdAt: '2026-11-20T10:00:00.000Z' })
  await keepSession(store, 'second', { title: 'Second', createdAt: '2026-11-21T10:00:00.000Z', ended: false })
  showScreen(<LibraryScreen />, testServices({ store }), '/sessions')
  await screen.findByText('2 sessions, on this machine')
  return store
}
const titles = () =>
  screen.getAllByRole('link', { name: /^(First|Second|Renamed)$/ }).map((link) => link.textContent)

describe('library', () => {
  test('lists sessions, newest first, with what is known of them', async () => {
    await library()
    expect(titles()).toEqual(['Second', 'First'])
    expect(screen.getByText('interrupted')).toBeTruthy()
    expect(screen.getAllByText('1 answer')).toHaveLength(2)
    expect(screen.getByText('1:01')).toBeTruthy()
    expect(await violations()).toEqual([])
  })

  test('tells how large the recordings are, of each session and of all', async () => {
    const store = await library()
    for (const [take, seconds] of [
      ['short', 60],
      ['long', 600],
    ] as const) {
      const samples = new Int16Array(seconds * 16_000)
      await store.appendAudio({ session: 'first', take, index: 0, sampleRate: 16_000, samples })
    }
    await store.rename('second', 'Renamed')
    await screen.findByText('2 sessions, on this machine; their recordings take 21 MB')
    expect(screen.getAllByText('21 MB')).toHaveLength(1)
    expect(await violations()).toEqual([])
  })

  test('says when room runs short, and when there is too little to record', async () => {
    const room = (freeBytes: number) => ({
      space: () => Promise.resolve({ usedBytes: 1, freeBytes }),
      isKept: () => Promise.resolve(true),
      keep: () => Promise.resolve(true),
    })
    showScreen(<LibraryScreen />, testServices({ room: room(499_000_000) }), '/sessions')
    await screen.findByText(
      /Room is running short: 499 MB are left for this app, enough to record for about 4 h/,
    )
    expect(await violations()).toEqual([])
    clearScreen()
    showScreen(<LibraryScreen />, testServices({ room: room(99_000_000) }), '/sessions')
    await screen.findByText(
      /There is no room to record: 99 MB are left for this app, and a recording needs 100 MB/,
    )
    clearScreen()
    showScreen(
      <LibraryScreen />,
      testServices({ store: durableStore(), room: room(500_000_000) }),
      '/sessions',
    )
    await screen.findByText('No sessions yet')
    expect(screen.queryByText(/room/i)).toBeNull()
  })

  test('renames in place by keyboard, and gives the focus back', async () => {
    const store = await library()
    screen.getByRole('button', { name: 'Rename First' }).focus()
    await userEvent.keyboard('{Enter}')
    const field = screen.getByRole('textbox', { name: 'Name of First' })
    expect(document.activeElement).toBe(field)
    await userEvent.keyboard('  Renamed {Enter}')
    await screen.findByRole('link', { name: 'Renamed' })
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Rename Renamed' }))
    expect((await store.load('first'))?.title).toBe('Renamed')
  })

  test('refuses an empty name, and leaves the old one on Escape', async () => {
    const store = await library()
    await userEvent.click(screen.getByRole('button', { name: 'Rename First' }))
    await userEvent.keyboard('{Backspace}{Enter}')
    expect(screen.getByText('A session needs a name.')).toBeTruthy()
    await userEvent.keyboard('{Escape}')
    expect(titles()).toEqual(['Second', 'First'])
    expect((await store.load('first'))?.title).toBe('First')
  })

  test('deletes with a way back, by button or Ctrl Z', async () => {
    await library()
    await userEvent.click(screen.getByRole('button', { name: 'Delete Second' }))
    await waitFor(() => expect(titles()).toEqual(['First']))
    expect(document.activeElement).toBe(screen.getByRole('link', { name: 'First' }))
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(titles()).toEqual(['Second', 'First']))
    await userEvent.click(screen.getByRole('button', { name: 'Delete First' }))
    await waitFor(() => expect(titles()).toEqual(['Second']))
    await userEvent.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(titles()).toEqual(['Second', 'First']))
  })

  test('deletes for good once the notice is gone', async () => {
    const store = await library()
    await userEvent.click(screen.getByRole('button', { name: 'Delete Second' }))
    await screen.findByText('Deleted “Second”')
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(useToasts.getState().toasts).toEqual([])
    await expect(store.restore('second')).rejects.toThrow(StoreError)
  })

  test('teaches where it is empty', async () => {
    showScreen(<LibraryScreen />, testServices({ store: durableStore() }), '/sessions')
    await screen.findByRole('heading', { name: 'No sessions yet' })
    expect(await violations()).toEqual([])
  })

  test('says that stored sessions cannot be shown, and promises no keeping, where nothing is kept', async () => {
    showScreen(<LibraryScreen />, testServices(), '/sessions')
    await screen.findByRole('heading', { name: 'Stored sessions cannot be shown now' })
    expect(screen.getByText(/listed here until this tab is closed or loaded anew/)).toBeDefined()
    expect(screen.queryByText(/No sessions yet|is kept/)).toBeNull()
    expect(await violations()).toEqual([])
  })

  test('shows as many as are in view, and tells how many there are', async () => {
    const store = new MemorySessionStore()
    for (let i = 0; i < 200; i++) await keepSession(store, `s-${i}`, { title: `Session ${i}` })
    showScreen(<LibraryScreen />, testServices({ store }), '/sessions')
    await screen.findByText('200 sessions, on this machine')
    const rows = () => screen.getAllByRole('button', { name: /^Delete/ }).map((b) => b.closest('li'))
    expect(rows().length).toBeLessThan(60)
    expect(rows()[0]?.getAttribute('aria-setsize')).toBe('200')
    expect(rows()[0]?.getAttribute('aria-posinset')).toBe('1')
    // The row with the focus stays, wherever one scrolls to.
    const first = screen.getByRole('link', { name: 'Session 99' })
    first.focus()
    await userEvent.keyboard('{End}')
    await waitFor(() => expect(document.activeElement?.closest('li')?.ariaPosInSet).toBe('200'))
    const last = document.activeElement
    scrollTo(0, 0)
    await waitFor(() => expect(rows()[0]?.ariaPosInSet).toBe('1'))
    expect(document.activeElement).toBe(last)
    await userEvent.keyboard('{ArrowUp}')
    await waitFor(() => expect(document.activeElement?.closest('li')?.ariaPosInSet).toBe('199'))
  })
})

const animals = { one: 'zebra', two: 'okapi', three: 'quokka' }

/** A library of three sessions with words in them. */
async function spoken(path = '/sessions') {
  const store = new MemorySessionStore()
  const recipes = [
    {
      id: 'one',
      title: 'First round',
      seed: 3,
      input: 'microphone',
      level: 'L5',
      at: '2026-11-20T10:00:00.000Z',
    },
    {
      id: 'two',
      title: 'Second round',
      seed: 4,
      input: 'keyboard',
      level: 'L6',
      at: '2026-10-01T10:00:00.000Z',
    },
    {
      id: 'three',
      title: 'Onsite',
      seed: 5,
      input: 'microphone',
      level: 'L6',
      at: '2025-03-01T10:00:00.000Z',
    },
  ] as const
  for (const { id, title, seed, input, level, at } of recipes) {
    const { log } = generateSession({ id, seed, answers: 6, input, level })
    const entries = log.entries.map((entry) =>
      entry.type === 'answer.assessed'
        ? { ...entry, text: `${entry.text} This one is called ${animals[id]}, with a Café of its own.` }
        : entry,
    )
    const header = { ...log.header, createdAt: at }
    await store.put(
      { log: { header, entries }, title, tags: id === 'three' ? ['onsite'] : [], takes: [] },
      null,
    )
  }
  showScreen(<LibraryScreen />, testServices({ store }), path)
  await screen.findByText('3 sessions, on this machine')
  return store
}
const shownTitles = () =>
  screen
    .queryAllByRole('link', { name: /^(First round|Second round|Onsite)$/ })
    .map((link) => link.textContent)
const search = () => screen.getByRole('searchbox', { name: /^Search/ })

describe('search in the library', () => {
  test('finds what was said, shows it in its place and leads to that moment', async () => {
    await spoken()
    await userEvent.keyboard('/')
    expect(document.activeElement).toBe(search())
    await userEvent.keyboard('cafe called okapi')
    await screen.findByText('1 of 3 sessions')
    expect(shownTitles()).toEqual(['Second round'])
    const [hit] = await screen.findAllByRole('link', { name: /This one is called okapi, with a Café/ })
    expect(hit?.getAttribute('href')).toMatch(/^\/review\/two\?t=\d+$/)
    expect([...(hit?.querySelectorAll('mark') ?? [])].map((mark) => mark.textContent)).toEqual([
      'called',
      'okapi',
      'Café',
    ])
    expect(location.search).toBe('?q=cafe+called+okapi')
    expect(await violations()).toEqual([])
  })

  test('finds titles, tags and findings by their names', async () => {
    await spoken()
    await userEvent.type(search(), 'onsi')
    await waitFor(() => expect(shownTitles()).toEqual(['Onsite']))
    await userEvent.clear(search())
    await userEvent.type(search(), 'no result named')
    await screen.findAllByRole('link', { name: /Finding: no result named/ })
  })

  test('says where nothing is found, and leads back to all', async () => {
    await spoken('/sessions?q=zeppelin')
    await screen.findByRole('heading', { name: 'No session matches' })
    expect(await violations()).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Show all sessions' }))
    await waitFor(() => expect(shownTitles()).toHaveLength(3))
    expect(location.search).toBe('')
  })

  test('filters and sorts as the address says, and writes there what is chosen', async () => {
    await spoken('/sessions?level=L6&sort=oldest')
    expect(shownTitles()).toEqual(['Onsite', 'Second round'])
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Answers' }), 'Typed')
    expect(shownTitles()).toEqual(['Second round'])
    expect(new URLSearchParams(location.search).get('mode')).toBe('typed')
    await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }))
    expect(shownTitles()).toEqual(['Onsite', 'Second round', 'First round'])
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'When' }), 'From, to…')
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-10-01' } })
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-10-01' } })
    expect(shownTitles()).toEqual(['Second round'])
    expect(location.search).toBe('?span=dates&from=2026-10-01&to=2026-10-01&sort=oldest')
    expect(await violations()).toEqual([])
    // Back, or a link: what the address says counts.
    history.pushState(null, '', '/sessions?tag=onsite')
    await waitFor(() => expect(shownTitles()).toEqual(['Onsite']))
  })

  test('gives tags and takes them away, and shows those that have one', async () => {
    const store = await spoken()
    await userEvent.click(screen.getByRole('button', { name: 'Tags of First round' }))
    await userEvent.keyboard('  for   later {Enter}')
    await screen.findByRole('button', { name: 'Remove tag for later' })
    expect(await violations()).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Done' }))
    await userEvent.click(screen.getByRole('button', { name: 'Show sessions tagged for later' }))
    await waitFor(() => expect(shownTitles()).toEqual(['First round']))
    await userEvent.click(screen.getByRole('button', { name: 'Tags of First round' }))
    await userEvent.click(screen.getByRole('button', { name: 'Remove tag for later' }))
    await waitFor(async () => expect((await store.load('one'))?.tags).toEqual([]))
  })

  test('deletes several with one way back', async () => {
    const store = await spoken()
    await userEvent.click(screen.getByRole('button', { name: 'Select' }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select Onsite' }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select First round' }))
    screen.getByText('2 selected')
    expect(await violations()).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
    await screen.findByText('Deleted 2 sessions')
    await waitFor(() => expect(shownTitles()).toEqual(['Second round']))
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(shownTitles()).toHaveLength(3))
    expect(await store.list()).toHaveLength(3)
  })

  test('on a phone, where nothing lies over what can be done with them', async () => {
    await page.viewport(390, 844)
    const store = new MemorySessionStore()
    for (let i = 0; i < 30; i++) await keepSession(store, `s-${i}`, { title: `Session ${i}` })
    showScreen(<LibraryScreen />, testServices({ store }), '/sessions')
    await screen.findByText('30 sessions, on this machine')
    await userEvent.click(screen.getByRole('button', { name: 'Select' }))
    for (const box of screen.getAllByRole('checkbox').slice(0, 1)) await userEvent.click(box)
    screen.getByText('1 selected')
    for (const name of ['Tags', 'Export', 'Delete', 'Done']) {
      const button = within(screen.getByRole('region', { name: 'Selected sessions' })).getByRole('button', {
        name,
      })
      const { x, y, width, height } = button.getBoundingClientRect()
      expect(document.elementFromPoint(x + width / 2, y + height / 2)?.closest('button')).toBe(button)
    }
    await userEvent.click(screen.getByRole('button', { name: 'Done' }))
    expect(screen.getByRole('link', { name: 'Set up an interview' })).toBeVisible()
    await page.viewport(414, 896)
  })

  test('comes back to the session that was opened', async () => {
    const store = new MemorySessionStore()
    for (let i = 0; i < 60; i++) await keepSession(store, `s-${i}`, { title: `Session ${i}` })
    const services = testServices({ store })
    showScreen(<LibraryScreen />, services, '/sessions')
    await screen.findByText('60 sessions, on this machine')
    screen.getByRole('link', { name: 'Session 9' }).focus()
    await userEvent.keyboard('{End}')
    await waitFor(() => expect(document.activeElement?.closest('li')?.ariaPosInSet).toBe('60'))
    const opened = document.activeElement?.textContent ?? ''
    await userEvent.keyboard('{Enter}')
    expect(location.pathname).toMatch(/^\/review\//)
    cleanup()
    history.back()
    await waitFor(() => expect(location.pathname).toBe('/sessions'))
    render(
      <ServicesContext value={services}>
        <LibraryScreen />
      </ServicesContext>,
    )
    await waitFor(() => expect(document.activeElement?.textContent).toBe(opened))
  })
})
