import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { deleteDB } from 'idb'
import { afterEach, describe, expect, test } from 'vitest'
import BackupScreen from '../../src/backup/BackupScreen.tsx'
import { placesOf } from '../../src/ui/places.ts'
import { workClaim } from '../../src/platform/claim.ts'
import { rescue } from '../../src/archive/rescue.ts'
import { DatabaseSessionStore } from '../../src/storage/sessionStore.ts'
import LibraryScreen from '../../src/library/LibraryScreen.tsx'
import type { SessionStore } from '../../src/session/store.ts'
import { archiveOf, collect, keep, zipOf } from '../support/archives.ts'
import { clearScreen, showScreen, testServices, violations } from '../support/screens.tsx'
import { generateSession } from '../support/sessions.ts'

/** The first check waits for its worker to be served. */
const patient = [{}, { timeout: 20_000 }] as const

let opened: { store: DatabaseSessionStore; name: string }[] = []

/** A browser that keeps nothing yet. */
async function browser(): Promise<DatabaseSessionStore> {
  const name = `test-${crypto.randomUUID()}`
  const store = await DatabaseSessionStore.open(name)
  opened.push({ store, name })
  return store
}

afterEach(async () => {
  clearScreen()
  for (const { store, name } of opened) {
    store.close()
    await deleteDB(name)
  }
  opened = []
})

const session = (seed: number) => generateSession({ seed, answers: 3, questions: 1, audio: true })
const archive = (store: SessionStore) => archiveOf(placesOf(testServices({ store })))
const show = (store: SessionStore) => showScreen(<BackupScreen />, testServices({ store }), '/backup')
const choose = (bytes: Uint8Array<ArrayBuffer>, name = 'mine.zip') =>
  userEvent.upload(
    screen.getByLabelText('Archives to import'),
    new File([bytes], name, { type: 'application/zip' }),
  )

describe('export and import', () => {
  test('bring everything into another browser, byte for byte, and can be taken back', async () => {
    const here = await browser()
    await keep(here, session(1), 'First')
    await keep(here, session(2), 'Second')
    const bytes = await archive(here)
    const there = await browser()
    show(there)
    await choose(bytes)
    await screen.findByText('What “mine.zip” holds', ...patient)
    expect(screen.getAllByText(/new here/)).toHaveLength(2)
    expect(await there.list()).toEqual([])
    expect(await violations()).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: /^Import 2/ }))
    await screen.findByText('2 sessions imported.', ...patient)
    expect(indexedDB.cmp(await archive(there), bytes)).toBe(0)
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await screen.findByText(/Taken back/)
    expect(await there.list()).toEqual([])
  })

  test('of a file that is none say so and write nothing', async () => {
    const there = await browser()
    show(there)
    await choose(new Uint8Array([1, 2, 3]), 'photo.zip')
    expect((await screen.findByRole('alert', ...patient)).textContent).toMatch(
      /“photo.zip” was not imported.*no zip file/,
    )
    await choose(await zipOf({ 'manifest.json': '{"format":9,"kinds":[]}' }), 'newer.zip')
    await screen.findByText(/newer version of this app/, ...patient)
    expect(await there.list()).toEqual([])
  })

  test('show what is here already, and have nothing to do then', async () => {
    const here = await browser()
    await keep(here, session(1), 'First')
    show(here)
    await choose(await archive(here))
    await screen.findByText(/here already, skipped/, ...patient)
    expect(screen.getByRole('button', { name: 'Nothing to import' })).toHaveProperty('disabled', true)
  })

  test('take in all of a folder at once; what is no archive among them is named', async () => {
    const [one, two] = [await browser(), await browser()]
    await keep(one, session(1), 'First')
    await keep(two, session(2), 'Second')
    const there = await browser()
    show(there)
    await userEvent.upload(screen.getByLabelText('Archives to import'), [
      new File([await archive(one)], 'one.zip', { type: 'application/zip' }),
      new File(['x'], 'notes.zip', { type: 'application/zip' }),
      new File([await archive(two)], 'two.zip', { type: 'application/zip' }),
      new File([await archive(one)], 'one again.zip', { type: 'application/zip' }),
    ])
    await screen.findByText('What “4 files” holds', ...patient)
    expect(screen.getByText(/^notes.zip: /)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: /^Import 2/ }))
    await screen.findByText('2 sessions imported.', ...patient)
    expect((await there.list()).map(({ title }) => title).toSorted()).toEqual(['First', 'Second'])
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await screen.findByText('Taken back: what was imported is gone again.')
    expect(await there.list()).toEqual([])
    expect(await there.takesOf(session(1).log.header.id)).toEqual([])
  })

  test('say what stays when what was added to a session is taken back', async () => {
    const [here, there] = [await browser(), await browser()]
    const whole = session(1)
    await keep(here, whole, 'First')
    const { header, entries } = whole.log
    await keep(there, { log: { header, entries: entries.slice(0, 3) }, takes: [] }, 'First')
    show(there)
    await choose(await archive(here))
    await screen.findByText(/adds to what is here/, ...patient)
    await userEvent.click(screen.getByRole('button', { name: /^Import 1/ }))
    await screen.findByText('0 sessions imported, 1 added to.', ...patient)
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await screen.findByText(/What was added to 1 session that was here stays\.$/)
    expect((await there.load(header.id))?.log).toEqual(whole.log)
  })

  test('are held off while another tab imports, and hold off updates meanwhile', async () => {
    const claimed: string[] = []
    const there = await browser()
    const claim = (free: boolean) => (name: string) => {
      claimed.push(name)
      return Promise.resolve(free ? () => claimed.push(`${name} given back`) : null)
    }
    showScreen(<BackupScreen />, testServices({ store: there, claim: claim(false) }), '/backup')
    await choose(new Uint8Array([1]))
    expect((await screen.findByRole('alert')).textContent).toMatch(/another tab is importing/)
    clearScreen()
    showScreen(<BackupScreen />, testServices({ store: there, claim: claim(true) }), '/backup')
    await choose(new Uint8Array([1]))
    await screen.findByRole('alert', ...patient)
    const name = workClaim('import')
    expect(claimed).toEqual([name, name, `${name} given back`])
  })

  test('let sessions be chosen', async () => {
    const here = await browser()
    await keep(here, session(1), 'First')
    await keep(here, session(2), 'Second')
    show(here)
    await userEvent.click(await screen.findByRole('radio', { name: /Chosen ones/ }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'Second' }))
    expect(screen.getByRole('button', { name: 'Export 1 session' })).toBeTruthy()
    expect(await violations()).toEqual([])
  })

  test('save what is left of a session that cannot be opened', async () => {
    const here = await browser()
    const { log, takes } = session(1)
    await keep(here, { log, takes }, 'Broken')
    await here.append(log.header.id, log.entries.length, [{ type: 'nonsense', at: 1 } as never])
    await expect(here.load(log.header.id)).rejects.toThrow(/entry/)
    const sink = collect()
    await rescue(here, log.header.id, sink)
    const text = new TextDecoder('latin1').decode(sink.bytes())
    expect(text).toContain('session.json')
    expect(text.match(/recording-\d+\.pcm/g)?.length).toBeGreaterThanOrEqual(takes.length)
    await keep(here, session(2), 'Sound')
    showScreen(<LibraryScreen />, testServices({ store: here }), '/sessions')
    await screen.findByText('“Broken” cannot be opened', ...patient)
    expect(screen.getByRole('button', { name: 'Save what is left' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Sound' })).toBeTruthy()
    expect(screen.queryByText('“Sound” cannot be opened')).toBeNull()
  })
})
