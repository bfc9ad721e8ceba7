import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { browserServices } from '../../src/app/services.ts'
import { trialHeader } from '../../src/diagnostics/trialHeader.ts'
import DiagnosticsScreen from '../../src/diagnostics/DiagnosticsScreen.tsx'
import { trials, type Trial } from '../../src/diagnostics/trials.ts'
import { LicenceList } from '../../src/licences/LicenceList.tsx'
import { noteError, readErrors } from '../../src/platform/errors.ts'
import { Page } from '../../src/ui/Page.tsx'
import { browserClock } from '../../src/speech/index.ts'
import { databaseVersion } from '../../src/storage/database.ts'
import { tryDatabase } from '../../src/storage/health.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { clearScreen, keepSession, showScreen, testServices, violations } from '../support/screens.tsx'

beforeEach(() => localStorage.clear())
afterEach(() => {
  vi.restoreAllMocks()
  clearScreen()
})

/** Browsers without voices are given a second to tell. */
const patient = { timeout: 10_000 }

const quick: Trial[] = [
  { name: 'Good part', run: () => Promise.resolve('all there') },
  { name: 'Bad part', run: () => Promise.reject(new Error('it stopped')) },
]

describe('diagnostics', () => {
  test('tell what the browser can do and what is stored, and break no rule of accessibility', async () => {
    showScreen(<DiagnosticsScreen trials={quick} />, testServices())
    const browser = within(screen.getByRole('region', { name: 'This browser' }))
    expect((await browser.findByText('AudioWorklet', {}, patient)).nextSibling?.textContent).toContain('yes')
    expect(browser.getByText('WebAssembly with SIMD').nextSibling?.textContent).toContain('yes')
    const storage = within(screen.getByRole('region', { name: 'Storage' }))
    expect((await storage.findByText('Space')).nextSibling?.textContent).toMatch(/\d [kMG]B used, .* left/)
    expect(await violations()).toEqual([])
  })

  test('run each part, go on after one that fails, and say what went wrong', async () => {
    showScreen(<DiagnosticsScreen trials={quick} />, testServices())
    await userEvent.click(screen.getByRole('button', { name: 'Run the self-test' }))
    const results = within(screen.getByRole('region', { name: 'Self-test' }))
    expect((await results.findByText('Bad part')).nextSibling?.textContent).toContain('failed')
    expect(results.getByText('it stopped')).toBeTruthy()
    expect(results.getByText('all there')).toBeTruthy()
    expect(await violations()).toEqual([])
  })

  test('write a report that can be read in full, with no title of a session and no words from errors', async () => {
    const store = new MemorySessionStore()
    await keepSession(store, 'one', { title: 'My secret project' })
    noteError(new Error('Could not read "my manager was wrong"'))
    showScreen(<DiagnosticsScreen trials={quick} />, testServices({ store }))
    await screen.findByText('AudioWorklet', {}, patient)
    await userEvent.click(screen.getByRole('button', { name: 'Run the self-test' }))
    await screen.findByText('it stopped')
    await userEvent.click(screen.getByRole('button', { name: 'Show the report' }))
    const report = screen.getByLabelText('The report').textContent
    expect(report).toContain('AudioWorklet: yes')
    expect(report).toContain('Sessions: 1')
    expect(report).toContain('Bad part: failed')
    expect(report).toContain('Error: Could not read "…"')
    expect(report).not.toMatch(/secret|manager/)
    expect(await violations()).toEqual([])
  })

  test('tell, before the self-test, that the database is there but refused, and why', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    })
    const { services } = await browserServices(null)
    showScreen(<DiagnosticsScreen trials={quick} />, services)
    const refused = /the database refused \(The operation is insecure\.\)/
    const database = (await screen.findByText('Database', {}, patient)).nextSibling
    expect(database?.textContent).toMatch(/no.*there but did not open/)
    expect(database?.textContent).toMatch(refused)
    const errors = screen.getByRole('region', { name: 'Last errors' })
    expect(errors.textContent).toMatch(refused)
    await userEvent.click(screen.getByRole('button', { name: 'Show the report' }))
    const report = screen.getByLabelText('The report').textContent
    expect(report).toMatch(/Database: no \(It is there but did not open/)
    expect(report).toMatch(/StoreError: opening the database: the database refused/)
    expect(await violations()).toEqual([])
  })

  test('name each database with its own version, whether that is stored times ten or as it is', async () => {
    vi.spyOn(indexedDB, 'databases').mockResolvedValue([
      { name: 'mockloop', version: 10 * databaseVersion },
      { name: 'mockloop.backup', version: 1 },
    ])
    showScreen(<DiagnosticsScreen trials={quick} />, testServices())
    const sessions = await screen.findByText('Database mockloop')
    expect(sessions.nextSibling?.textContent).toBe(`version ${databaseVersion}`)
    expect(screen.getByText('Database mockloop.backup').nextSibling?.textContent).toBe('version 1')
    await userEvent.click(screen.getByRole('button', { name: 'Show the report' }))
    const report = screen.getByLabelText('The report').textContent
    expect(report).toContain(`Database mockloop: version ${databaseVersion}\n`)
    expect(report).toContain('Database mockloop.backup: version 1\n')
  })

  test('tell and forget errors where the browser refuses local storage as well', async () => {
    const denied = vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(() => {
      throw new DOMException('Access is denied for this document.', 'SecurityError')
    })
    noteError(new RangeError('too much'))
    showScreen(<DiagnosticsScreen trials={quick} />, testServices())
    expect(screen.getByRole('region', { name: 'Last errors' }).textContent).toContain('RangeError: too much')
    await userEvent.click(screen.getByRole('button', { name: 'Forget them' }))
    expect(readErrors()).toEqual([])
    denied.mockRestore()
    noteError(new RangeError('again'))
    expect(localStorage.getItem('mockloop.errors')).toContain('again')
  })

  test('forget errors when asked to; one that comes again counts once', async () => {
    const again = () => noteError(new RangeError('too much'))
    again()
    again()
    expect(readErrors()).toHaveLength(1)
    showScreen(<DiagnosticsScreen trials={quick} />, testServices())
    await userEvent.click(screen.getByRole('button', { name: 'Forget them' }))
    expect(readErrors()).toEqual([])
  })
})

describe('the self-test', () => {
  const trial = (name: string) => {
    const found = trials.find((each) => each.name === name)
    if (!found) throw new Error(`no trial ${name}`)
    return found.run(testServices({ clock: browserClock }))
  }

  test.each([
    ['WebAssembly', 'run'],
    ['Recording', 'a tone came through'],
    ['Voice model', 'is speech'],
  ])('%s works in this browser', { timeout: 60_000 }, async (name, words) => {
    expect(await trial(name)).toContain(words)
  })

  test('Database leaves nothing behind', async () => {
    await tryDatabase(trialHeader())
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('mockloop.selftest')
  })
})

test('licences are listed with their words', async () => {
  const licences = [{ name: 'react', version: '1.0.0', licence: 'MIT', text: 'Permission is hereby granted' }]
  showScreen(
    <Page title="Licences">
      <LicenceList licences={licences} />
    </Page>,
    testServices(),
  )
  await userEvent.click(screen.getByText('react'))
  expect(screen.getByText('Permission is hereby granted')).toBeVisible()
  expect(await violations()).toEqual([])
})
