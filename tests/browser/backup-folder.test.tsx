import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openBackups } from '../../src/archive/backups.ts'
import { fileOf, mayWrite, type Folder } from '../../src/archive/folder.ts'
import { placesOf } from '../../src/ui/places.ts'
import BackupScreen from '../../src/backup/BackupScreen.tsx'
import { HomeScreen } from '../../src/home/HomeScreen.tsx'
import { workClaim } from '../../src/platform/claim.ts'
import SettingsScreen from '../../src/settings/SettingsScreen.tsx'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { useSettings } from '../../src/ui/settings.ts'
import { archiveOf, keep } from '../support/archives.ts'
import { clearScreen, showScreen, testServices, violations } from '../support/screens.tsx'
import { generateSession, type GeneratedSession } from '../support/sessions.ts'

/** The browser's own folder: the same kind of handle, without a dialogue. */
let folder: FileSystemDirectoryHandle
let name: string

beforeEach(async () => {
  name = `test-${crypto.randomUUID()}`
  const root = await navigator.storage.getDirectory()
  folder = await root.getDirectoryHandle(name, { create: true })
})
afterEach(async () => {
  clearScreen()
  vi.restoreAllMocks()
  indexedDB.deleteDatabase(name)
  const root = await navigator.storage.getDirectory()
  await root.removeEntry(name, { recursive: true }).catch(() => {})
})

/** Old enough for any reminder. */
function session(seed: number): GeneratedSession {
  const { log, takes } = generateSession({ seed, answers: 2, questions: 1, audio: true })
  const createdAt = `2020-01-0${seed}T12:00:00.000Z`
  return { log: { ...log, header: { ...log.header, createdAt } }, takes }
}

async function world() {
  const store = new MemorySessionStore()
  await keep(store, session(1), 'First')
  await keep(store, session(2), 'Second')
  let taken: string | null = null
  const now = vi.fn<() => number>(() => Date.now())
  const claims = new Set<string>()
  const services = testServices({
    store,
    claim: async (wanted) => {
      if (claims.has(wanted)) return null
      claims.add(wanted)
      return () => claims.delete(wanted)
    },
    backups: () => open(),
  })
  const open = () =>
    openBackups({
      store,
      places: placesOf(services),
      taken: () => taken,
      now,
      name,
      pick: async () => folder,
    })
  return { store, services, open, now, claims, take: (id: string | null) => (taken = id) }
}

async function filesIn(): Promise<Record<string, number>> {
  const files: Record<string, number> = {}
  for await (const [file, handle] of folder.entries())
    if (handle.kind === 'file') files[file] = (await handle.getFile()).lastModified
  return files
}
const bytesOf = async (file: string) =>
  new Uint8Array(await (await (await folder.getFileHandle(file)).getFile()).arrayBuffer())

describe('a folder of backups', () => {
  test('gets one archive for each session, and later only what changed or is missing', async () => {
    const { store, services, open } = await world()
    const backups = await open()
    await backups.chooseFolder()
    expect((await backups.write()).written).toHaveLength(2)
    const list = await store.list()
    const [first = '', second = ''] = list.map(fileOf)
    expect(new Set(Object.keys(await filesIn()))).toEqual(new Set([first, second, 'mockloop-settings.zip']))
    const alone = await archiveOf(placesOf(services), [{ kind: 'session', id: list[0]?.id ?? '' }])
    expect(indexedDB.cmp(await bytesOf(first), alone)).toBe(0)
    expect(backups.state().saved.at).not.toBeNull()

    const before = await filesIn()
    expect((await backups.write()).written).toEqual([])
    expect(await filesIn()).toEqual(before)

    await store.rename(list[1]?.id ?? '', 'Renamed')
    await folder.removeEntry(first)
    expect(new Set((await backups.write()).written.map(({ title }) => title))).toEqual(
      new Set(['Renamed', list[0]?.title]),
    )
    expect(new TextDecoder('latin1').decode(await bytesOf(first))).toContain('manifest.json')
  })

  test('is remembered with what it holds, at the next visit and in other tabs', async () => {
    const { open } = await world()
    const [one, two] = [await open(), await open()]
    await one.chooseFolder()
    await vi.waitFor(() => expect(two.state().folder).toBe(name))
    await one.write()
    const later = await open()
    expect(later.state()).toMatchObject({ folder: name, saved: { at: one.state().saved.at } })
    expect((await later.write()).written).toEqual([])
    await later.leaveFolder()
    await expect(later.write()).rejects.toThrow('No folder was chosen')
    expect(Object.keys(await filesIn())).toHaveLength(3)
  })

  test('leaves out what is being taken, until that has ended', async () => {
    const { open, take } = await world()
    const backups = await open()
    await backups.chooseFolder()
    take(session(1).log.header.id)
    expect((await backups.write()).written.map(({ title }) => title)).toEqual(['Second'])
    expect(backups.state().saved.at).toBeNull()
    take(null)
    expect((await backups.write()).written.map(({ title }) => title)).toEqual(['First'])
  })

  test('cancelled half-way holds whole archives only, and goes on behind them', async () => {
    const { open } = await world()
    const backups = await open()
    await backups.chooseFolder()
    const cancel = new AbortController()
    backups.subscribe(() => {
      if (backups.state().writing?.done === 1) cancel.abort()
    })
    await expect(backups.write(cancel.signal)).rejects.toMatchObject({ name: 'AbortError' })
    expect(Object.keys(await filesIn())).toHaveLength(2)
    expect(backups.state().writing).toBeNull()
    expect((await backups.write()).written).toHaveLength(1)
  })

  test('that is gone, or may not be written into, is told in words', async () => {
    const { open, claims } = await world()
    const backups = await open()
    await backups.chooseFolder()
    claims.add(workClaim('backup'))
    await expect(backups.write()).rejects.toThrow('Another tab is writing a backup.')
    claims.clear()
    vi.spyOn(FileSystemFileHandle.prototype, 'createWritable').mockRejectedValueOnce(
      new DOMException('', 'NotAllowedError'),
    )
    await expect(backups.write()).rejects.toThrow(/may not write into/)
    const root = await navigator.storage.getDirectory()
    await root.removeEntry(name, { recursive: true })
    await expect(backups.write()).rejects.toThrow(/is no longer there/)
    expect(claims.size).toBe(0)
  })

  test('is asked for leave from a click only', async () => {
    const asked: string[] = []
    const handle = (state: PermissionState): Folder =>
      Object.assign(Object.create(folder) as FileSystemDirectoryHandle, {
        queryPermission: async () => state,
        requestPermission: async () => {
          asked.push(state)
          return 'granted' as const
        },
      })
    expect(await mayWrite(handle('granted'), false)).toBe(true)
    expect(await mayWrite(handle('prompt'), false)).toBe(false)
    expect(asked).toEqual([])
    expect(await mayWrite(handle('prompt'), true)).toBe(true)
    expect(asked).toEqual(['prompt'])
  })
})

describe('the reminder', () => {
  const home = (services: Parameters<typeof showScreen>[1]) =>
    showScreen(<HomeScreen start={() => Promise.resolve()} />, services)

  test('shows at home when it is due, and not after it was put off', async () => {
    const { services } = await world()
    home(services)
    const note = within(await screen.findByRole('region', { name: 'Backup' }))
    expect(note.getByText(/2 sessions are in no backup yet/)).toBeVisible()
    expect(note.getByRole('link', { name: 'Back up' })).toHaveAttribute('href', '/backup')
    expect(await violations()).toEqual([])
    await userEvent.click(note.getByRole('button', { name: 'Not now' }))
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Backup' })).toBeNull())
  })

  test('is not there where it is turned off', async () => {
    const { services } = await world()
    useSettings.setState({ backups: 'off' })
    home(services)
    await screen.findByText('First')
    expect(screen.queryByRole('region', { name: 'Backup' })).toBeNull()
  })

  test('gives way to the backup itself where the folder may be written into', async () => {
    const { services, open } = await world()
    await (await open()).chooseFolder()
    home(services)
    await screen.findByText(`Backed up into “${name}”: 2 sessions.`)
    expect(screen.queryByRole('region', { name: 'Backup' })).toBeNull()
    expect(Object.keys(await filesIn())).toHaveLength(3)
  })

  test('is off once everything was exported into a file', async () => {
    const { services, open } = await world()
    showScreen(<BackupScreen />, services, '/backup')
    const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
    Object.assign(globalThis, { showSaveFilePicker: undefined })
    await userEvent.click(await screen.findByRole('button', { name: 'Export 2 sessions' }))
    await screen.findByText(/^Written: 3 things/)
    expect(saved).toHaveBeenCalledOnce()
    await vi.waitFor(async () => expect((await open()).state().saved.at).not.toBeNull())
  })
})

describe('settings of backups', () => {
  test('choose how often, and the folder; both are kept', async () => {
    const { services } = await world()
    Object.assign(globalThis, { showDirectoryPicker: async () => folder })
    showScreen(<SettingsScreen />, services, '/settings')
    await userEvent.click(await screen.findByRole('radio', { name: 'Weekly' }))
    expect(useSettings.getState().backups).toBe('weekly')
    await userEvent.click(await screen.findByRole('button', { name: 'Choose a folder…' }))
    expect(await screen.findByText(`“${name}”`)).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Back up now' }))
    await screen.findByText(`Backed up into “${name}”: 2 sessions.`)
    expect(await screen.findByText(/Everything was backed up last on/)).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Stop using it' }))
    expect(await screen.findByRole('button', { name: 'Choose a folder…' })).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test('say so where the browser writes into no folders', async () => {
    const { services } = await world()
    Object.assign(globalThis, { showDirectoryPicker: undefined })
    showScreen(<BackupScreen />, services, '/backup')
    expect(await screen.findByText(/This browser lets no page write into a folder/)).toBeVisible()
  })
})
