import '@testing-library/jest-dom/vitest'
import { screen } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { HomeScreen } from '../../src/home/HomeScreen.tsx'
import LibraryScreen from '../../src/library/LibraryScreen.tsx'
import { watchTaking, type Taking } from '../../src/platform/taking.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import {
  clearScreen,
  keepSession,
  showScreen,
  takenBy,
  testServices,
  violations,
} from '../support/screens.tsx'

let tabs: Taking[] = []
/** As each tab has its own. */
function tab(): Taking {
  const taking = watchTaking()
  tabs.push(taking)
  return taking
}

afterEach(() => {
  clearScreen()
  for (const each of tabs) each.close()
  tabs = []
})

const seesSoon = (taking: Taking, session: string | null) =>
  vi.waitFor(() => expect(taking.elsewhere()).toBe(session))

describe('tabs', () => {
  test('see what another takes, from its begin to its end', async () => {
    const [one, two] = [tab(), tab()]
    const heard = vi.fn<() => void>()
    two.subscribe(heard)
    const release = await one.begin('a')
    await seesSoon(two, 'a')
    expect(one.elsewhere()).toBeNull()
    expect(await two.begin('b')).toBeNull()
    release?.()
    await seesSoon(two, null)
    expect(heard).toHaveBeenCalledTimes(2)
    const again = await two.begin('b')
    expect(again).not.toBeNull()
    await seesSoon(one, 'b')
    again?.()
    await seesSoon(one, null)
  })

  test('that are opened later see it as well', async () => {
    const release = await tab().begin('a')
    const late = tab()
    await seesSoon(late, 'a')
    release?.()
    await seesSoon(late, null)
    expect(late.elsewhere()).toBeNull()
  })

  test('can take over the moment that another has ended, however many watch', async () => {
    const watchers = Array.from({ length: 5 }, tab)
    const [one, two] = [tab(), tab()]
    for (const [from, to] of [
      [one, two],
      [two, one],
      [one, two],
    ] as const) {
      const release = await from.begin('a')
      await Promise.all(watchers.map((each) => seesSoon(each, 'a')))
      release?.()
      const next = await vi.waitFor(async () => {
        const taken = await to.begin('a')
        expect(taken).not.toBeNull()
        return taken
      })
      await Promise.all(watchers.map((each) => seesSoon(each, 'a')))
      next?.()
      await Promise.all(watchers.map((each) => seesSoon(each, null)))
    }
  })

  test('notice at once that a page is gone', async () => {
    // A page of its own, in a frame: it holds what a tab holds, and is gone without a word.
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const locks = frame.contentWindow?.navigator.locks
    for (const name of ['mockloop.interview', 'mockloop.taking.a'])
      await new Promise<void>((resolve) => {
        void locks
          ?.request(name, () => {
            resolve()
            return new Promise(() => {})
          })
          .catch(() => {})
      })
    const here = tab()
    await seesSoon(here, 'a')
    expect(await here.begin('b')).toBeNull()
    frame.remove()
    await seesSoon(here, null)
    const release = await here.begin('b')
    expect(release).not.toBeNull()
    release?.()
  })
})

describe('lists', () => {
  async function twoOpen() {
    const store = new MemorySessionStore()
    await keepSession(store, 'taken', { title: 'Taken', ended: false })
    await keepSession(store, 'left', { title: 'Left', ended: false })
    return store
  }

  test('at home say which one is taken, and shut what would begin another until it ends', async () => {
    const { taking, end } = takenBy('taken')
    const services = testServices({ store: await twoOpen(), taking })
    showScreen(<HomeScreen start={() => Promise.resolve()} />, services)
    const goOn = await screen.findByRole('button', { name: 'Go on with Left' })
    expect(goOn).toBeDisabled()
    expect(goOn).toHaveAccessibleDescription(/“Taken” is being taken in another tab/)
    expect(screen.getByRole('button', { name: 'Aloud' })).toBeDisabled()
    expect(screen.queryByRole('button', { name: 'Delete Taken' })).toBeNull()
    expect(await violations()).toEqual([])
    end()
    expect(await screen.findByRole('link', { name: 'Go on with Taken' })).toBeVisible()
    expect(screen.getByRole('link', { name: 'Go on with Left' })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Aloud' })).toBeEnabled()
    expect(screen.queryByText(/being taken/)).toBeNull()
  })

  test('of all sessions say so beside it, and leave the rest as it is', async () => {
    const { taking } = takenBy('taken')
    showScreen(<LibraryScreen />, testServices({ store: await twoOpen(), taking }), '/sessions')
    expect(await screen.findByText('being taken in another tab')).toBeVisible()
    expect(screen.getByRole('link', { name: 'Taken' })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Delete Taken' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Delete Left' })).toBeVisible()
    expect(screen.getByText('interrupted')).toBeVisible()
    expect(await violations()).toEqual([])
  })
})
