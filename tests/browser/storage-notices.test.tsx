import { act, screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { App } from '../../src/app/App.tsx'
import { whileOpening } from '../../src/app/opening.tsx'
import { StoreNotice } from '../../src/app/StoreNotice.tsx'
import { openDesk } from '../../src/interview/desk.ts'
import { StoreError } from '../../src/session/store.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { StorageNotice, UnsavedNotice } from '../../src/ui/StorageNotice.tsx'
import { useSettings } from '../../src/ui/settings.ts'
import { useStorage } from '../../src/ui/storage.ts'
import { handClock } from '../support/clock.ts'
import {
  clearScreen,
  keepSession,
  showScreen,
  testServices,
  testVoices,
  violations,
} from '../support/screens.tsx'
import { generateSession } from '../support/sessions.ts'
import { handVoice } from '../support/stage.ts'

afterEach(clearScreen)

const aboveScreen = (notice: ReactNode) => (
  <>
    {notice}
    <main>
      <h1>A screen</h1>
    </main>
  </>
)

/** Whether closing the tab would ask first. */
function asksBeforeLeaving(): boolean {
  const leaving = new Event('beforeunload', { cancelable: true })
  dispatchEvent(leaving)
  return leaving.defaultPrevented
}

describe('the notices on storage', () => {
  test('say that the browser does not answer, for as long as it does not', async () => {
    showScreen(aboveScreen(<StorageNotice />), testServices())
    expect(screen.queryByText(/has not answered/)).toBeNull()
    act(() => useStorage.setState({ late: 1 }))
    expect(screen.getByText(/has not answered/).textContent).toContain('close other tabs')
    expect(await violations()).toEqual([])
    act(() => useStorage.setState({ late: 0 }))
    expect(screen.queryByText(/has not answered/)).toBeNull()
    act(() => useStorage.setState({ updated: true }))
    expect(screen.getByText(/Another tab updated this app/)).toBeDefined()
    expect(screen.getByRole('button', { name: 'Reload' })).toBeDefined()
    expect(await violations()).toEqual([])
  })

  test('say that an interview which was left is not saved, until it is; only then can another begin', async () => {
    const clock = handClock()
    const store = new MemorySessionStore()
    const append = store.append.bind(store)
    const { header } = generateSession({ seed: 2, answers: 1, questions: 1, input: 'keyboard' }).log
    await store.create(header, 'A session')
    let isHeld = false
    const services = testServices({
      clock,
      store,
      taking: {
        elsewhere: () => null,
        subscribe: () => () => {},
        begin: async () => {
          isHeld = true
          return () => (isHeld = false)
        },
        close() {},
      },
      voices: testVoices(handVoice().voice),
      createAssessor: () => Promise.resolve({ assess: () => new Promise(() => {}), close() {} }),
    })
    showScreen(aboveScreen(<UnsavedNotice />), services)
    const desk = await openDesk(header.id, services)
    await desk.start('keyboard')
    await waitFor(async () => expect((await store.load(header.id))?.log.entries).toHaveLength(2))
    const room = desk.state.getState()
    store.append = () => Promise.reject(new StoreError('full', 'the disk is full'))
    if (room.at === 'room') room.interviewer.pause()

    const closed = desk.close()
    expect((await screen.findByText(/could not be saved/)).textContent).toContain('Free some space')
    expect([asksBeforeLeaving(), isHeld]).toEqual([true, true])
    expect(await violations()).toEqual([])
    store.append = append
    act(() => clock.advance(2_000))
    await closed
    expect((await store.load(header.id))?.log.entries.at(-1)).toMatchObject({ type: 'session.paused' })
    await waitFor(() => expect(screen.queryByText(/could not be saved/)).toBeNull())
    expect([asksBeforeLeaving(), isHeld]).toEqual([false, false])
  })

  test('lead to where sessions of a tab that keeps nothing can be saved, and ask before it is left with one', async () => {
    const store = new MemorySessionStore()
    const problem = new StoreError('failed', 'the browser refused')
    showScreen(aboveScreen(<StoreNotice problem={problem} exports />), testServices({ store }))
    const notice = screen.getByRole('complementary', { name: 'Storage' })
    expect(notice.textContent).toContain('gone when this tab is closed or loaded anew')
    expect([asksBeforeLeaving(), screen.queryByRole('link')]).toEqual([false, null])

    await keepSession(store, 'one')
    expect(await screen.findByRole('link', { name: 'Export, import' })).toHaveProperty('pathname', '/backup')
    await waitFor(() => expect(asksBeforeLeaving()).toBe(true))
    expect(await violations()).toEqual([])
    await store.remove('one')
    await waitFor(() => expect([asksBeforeLeaving(), screen.queryByRole('link')]).toEqual([false, null]))
  })

  test.each([
    ['blocked', 'Another tab runs an older version of this app. Close it and reload.'],
    ['corrupt', 'opening the database: what is stored can no longer be read'],
    ['full', 'opening the database: there is no space left'],
    ['failed', 'opening the database: the database refused'],
  ] as const)(
    'say of a database that is %s that what is taken now is lost, not what is stored',
    (problem, message) => {
      const services = testServices()
      showScreen(aboveScreen(<StoreNotice problem={new StoreError(problem, message)} exports />), services)
      const { textContent } = screen.getByRole('complementary', { name: 'Storage' })
      expect(textContent).toMatch(/sessions taken now are gone when this tab is closed or loaded anew\. $/i)
      expect(textContent).not.toContain('Until then')
    },
  )

  test('ask before an interview that nothing keeps is left, and lead nowhere while it is taken', async () => {
    const store = new MemorySessionStore()
    await keepSession(store, 'one')
    showScreen(
      <App services={testServices({ store })} storeProblem={null} />,
      testServices(),
      '/interview/none',
    )
    await waitFor(() => expect(asksBeforeLeaving()).toBe(true))
    const notice = screen.getByRole('complementary', { name: 'Storage' })
    expect(within(notice).queryByRole('link')).toBeNull()
  })

  test('stand in the empty page where what is stored does not open', async () => {
    useSettings.setState({ theme: 'dark' })
    const page = document.createElement('div')
    page.id = 'root'
    document.body.append(page)
    let open: (what: string) => void = () => {}
    const opening = whileOpening(new Promise<string>((resolve) => (open = resolve)), 20)
    await waitFor(() => expect(page.textContent).toMatch(/close the others, then load this page again/))
    expect(screen.getByRole('heading', { level: 1, name: 'Mockloop' })).toBeDefined()
    expect(within(screen.getByRole('alert')).getByRole('heading').textContent).toMatch(/does not open yet/)
    expect(screen.getByRole('button', { name: 'Reload' })).toBeDefined()
    expect(document.documentElement.dataset.theme).toBe('dark')
    expect(await violations()).toEqual([])
    open('opened')
    expect(await opening).toBe('opened')
    // The app comes in its place.
    expect(page.childElementCount).toBe(0)
    page.remove()
  })
})
