import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import LibraryScreen from '../../src/library/LibraryScreen.tsx'
import { StoreError } from '../../src/session/store.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { useToasts } from '../../src/ui/toasts.ts'
import { clearScreen, keepSession, showScreen, testServices, violations } from '../support/screens.tsx'

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
    showScreen(<LibraryScreen />, testServices({ room: room(500_000_000) }), '/sessions')
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
    showScreen(<LibraryScreen />, testServices(), '/sessions')
    await screen.findByRole('heading', { name: 'No sessions yet' })
    expect(await violations()).toEqual([])
  })

  test('shows many at once', async () => {
    const store = new MemorySessionStore()
    for (let i = 0; i < 200; i++) await keepSession(store, `s-${i}`, { title: `Session ${i}` })
    showScreen(<LibraryScreen />, testServices({ store }), '/sessions')
    await screen.findByText('200 sessions, on this machine')
    expect(screen.getAllByRole('button', { name: /^Delete/ })).toHaveLength(200)
  })
})
