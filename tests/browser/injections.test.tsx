import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Route } from 'wouter'
import { rescue } from '../../src/archive/rescue.ts'
import { openFile } from '../../src/archive/saving.ts'
import { openZip } from '../../src/archive/zipRead.ts'
import BackupScreen from '../../src/backup/BackupScreen.tsx'
import DiagnosticsScreen from '../../src/diagnostics/DiagnosticsScreen.tsx'
import { HomeScreen } from '../../src/home/HomeScreen.tsx'
import InterviewScreen from '../../src/interview/InterviewScreen.tsx'
import LibraryScreen from '../../src/library/LibraryScreen.tsx'
import ReviewScreen from '../../src/review/ReviewScreen.tsx'
import type { SessionStore } from '../../src/session/store.ts'
import SettingsScreen from '../../src/settings/SettingsScreen.tsx'
import SetupScreen from '../../src/setup/SetupScreen.tsx'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import type { VoiceOption } from '../../src/speech/ports.ts'
import { useSettings } from '../../src/ui/settings.ts'
import { showToast } from '../../src/ui/toasts.ts'
import { archiveOf, bytesSource, collect, placesOf } from '../support/archives.ts'
import { injectedHeader, injectedSession, injections } from '../support/injections.ts'
import { clearScreen, noVoices, showScreen, silentVoice, testServices } from '../support/screens.tsx'

afterEach(() => {
  clearScreen()
  vi.restoreAllMocks()
})

const whole = injectedSession('whole')
const at = (index: number) => injections[index % injections.length] ?? ''

/** A session for each text, by that name, and one with all of them inside. */
async function filled(): Promise<SessionStore> {
  const store = new MemorySessionStore()
  await store.put({ log: whole, title: at(0), takes: [] }, null)
  for (const [i, title] of injections.entries()) {
    const header = { ...whole.header, id: `t${i}` }
    await store.put({ log: { header, entries: whole.entries.slice(0, 1) }, title, takes: [] }, null)
  }
  return store
}

/** What ran, or could run: an element, a handler or an address that came with a text. */
async function active(): Promise<string[]> {
  // Whatever loads or fails to load has told its handlers by then.
  await new Promise((resolve) => setTimeout(resolve, 20))
  const ran = (globalThis as { pwned?: unknown }).pwned === undefined ? [] : ['it ran']
  const made =
    'script, iframe, object, embed, base, meta, link, marquee, math, form[action], [srcdoc], [formaction]'
  const elements = [...document.body.querySelectorAll(made)].map(({ outerHTML }) => outerHTML)
  const attributes = [...document.body.querySelectorAll('*')]
    .flatMap((element) => [...element.attributes])
    // The value of a field is no address.
    .filter(
      ({ name, value }) =>
        name.startsWith('on') || (name !== 'value' && /^\s*(javascript|data):/i.test(value)),
    )
    .map(({ name, value }) => `${name}=${value}`)
  return [...ran, ...elements, ...attributes]
}

/** Those that are not there as they were written, in what is shown or in a field. */
function missing(texts: readonly string[], place: ParentNode = document.body): string[] {
  const fields = [...place.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')]
  const shown = [place.textContent, ...fields.map(({ value }) => value)].join('\n')
  return texts.filter((text) => !shown.includes(text))
}

test('there are a hundred of them and more', () => {
  expect(new Set(injections).size).toBeGreaterThanOrEqual(100)
})

const nextFrame = () => new Promise(requestAnimationFrame)

describe('texts that run where they are taken for more than text are shown as text', () => {
  test('in the review', async () => {
    const review = <Route path="/review/:id" component={ReviewScreen} />
    showScreen(review, testServices({ store: await filled() }), '/review/whole')
    await screen.findByRole('heading', { level: 1 })
    await waitFor(() => expect(document.body.textContent).toContain('window.pwned'))
    expect(await active()).toEqual([])
    const asked = whole.entries.flatMap((entry) => (entry.type === 'prompt.asked' ? [entry.text] : []))
    expect(asked.length).toBeGreaterThan(40)
  })

  test('in the library and at home', async () => {
    const store = await filled()
    showScreen(<LibraryScreen />, testServices({ store }), '/sessions')
    await screen.findByText(`${injections.length + 1} sessions, on this machine`)
    let left = missing(injections)
    // Only what is in view is on the page.
    for (let y = 0; left.length > 0 && y < document.documentElement.scrollHeight; y += innerHeight / 2) {
      scrollTo(0, y)
      await nextFrame()
      await nextFrame()
      left = missing(left)
      expect(await active()).toEqual([])
    }
    expect(left).toEqual([])
    clearScreen()
    for (let from = 0; from < injections.length; from += 3) {
      const few = new MemorySessionStore()
      for (const [i, title] of injections.slice(from, from + 3).entries())
        await few.put(
          { log: { header: { ...whole.header, id: `h${i}` }, entries: [] }, title, takes: [] },
          null,
        )
      showScreen(<HomeScreen start={() => Promise.resolve()} />, testServices({ store: few }))
      await screen.findByRole('region', { name: 'Interrupted' })
      expect(missing(injections.slice(from, from + 3))).toEqual([])
      expect(await active()).toEqual([])
      clearScreen()
    }
  })

  test('in the interview: its name, its questions, and what is typed', async () => {
    vi.spyOn(navigator, 'userActivation', 'get').mockReturnValue({ hasBeenActive: false, isActive: false })
    for (let i = 0; i < injections.length; i += 3) {
      const [title, question, draft] = [at(i), at(i + 1), at(i + 2)]
      const store = new MemorySessionStore()
      const header = injectedHeader({ ...whole.header, id: 'i', input: 'keyboard' }, question)
      await store.create(header, title)
      const createAssessor = async () => ({ assess: () => new Promise<never>(() => {}), close() {} })
      const services = testServices({ store, createAssessor })
      showScreen(<Route path="/interview/:id" component={InterviewScreen} />, services, '/interview/i')
      const start = await screen.findByRole('button', { name: /^Start/ })
      expect(missing([title])).toEqual([])
      fireEvent.click(start)
      const asked = await screen.findByRole('region', { name: 'Question' })
      expect(asked.textContent).toContain(question.slice(0, 400).trim())
      fireEvent.click(await screen.findByRole('button', { name: /^I’m ready/ }))
      const box = await screen.findByRole('textbox', { name: /Your answer/ })
      fireEvent.change(box, { target: { value: draft } })
      expect(await active()).toEqual([])
      clearScreen()
    }
  })

  test('in the set-up and the settings: what the system calls its devices and voices, and what was stored', async () => {
    const list = injections.map((label, i) => ({ id: `d${i}`, label }))
    const options = injections.map((text): VoiceOption => ({
      id: text,
      label: text,
      kind: 'good',
      failed: false,
    }))
    const state = { ...noVoices, options, speaks: options[0] ?? null }
    const services = testServices({
      voices: async () => ({
        state: () => state,
        subscribe: () => () => {},
        load: () => Promise.resolve(),
        create: () => silentVoice,
      }),
      microphones: {
        list: async () => list,
        onChange: () => () => {},
        prepare() {},
        open: () => Promise.reject(new Error(at(1))),
      },
    })
    useSettings.getState().change({ voiceChoice: at(2), recogniser: at(3) })
    useSettings.getState().choose({ questions: [...injections], pick: 'chosen', device: at(4) })
    showScreen(<SetupScreen start={() => Promise.reject(new Error(at(5)))} />, services, '/setup')
    await userEvent.click(screen.getByRole('button', { name: 'Check the microphone' }))
    await waitFor(() => expect(document.body.textContent).toContain('window.pwned'))
    expect(await active()).toEqual([])
    clearScreen()
    useSettings.getState().change({ voiceChoice: at(2), recogniser: at(3) })
    showScreen(<SettingsScreen />, services, '/settings')
    await waitFor(() => expect(missing(injections)).toEqual([]))
    expect(await active()).toEqual([])
  })

  test('in the diagnostics: what went wrong, and the report of it', async () => {
    const noted = injections.map((text) => ({
      at: '2026-11-22T18:20:00.000Z',
      name: text,
      message: text,
      place: text,
    }))
    localStorage.setItem('mockloop.errors', JSON.stringify(noted))
    const trials = injections.map((text) => ({ name: text, run: () => Promise.reject(new Error(text)) }))
    showScreen(<DiagnosticsScreen trials={trials} />, testServices(), '/diagnostics')
    await userEvent.click(screen.getByRole('button', { name: 'Run the self-test' }))
    await screen.findByRole('button', { name: 'Run the self-test' })
    expect(missing(injections, screen.getByRole('region', { name: 'Self-test' }))).toEqual([])
    expect(missing(injections, screen.getByRole('region', { name: 'Last errors' }))).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Show the report' }))
    expect(missing(injections, screen.getByLabelText('The report'))).toEqual([])
    expect(await active()).toEqual([])
    const saved = vi.spyOn(URL, 'createObjectURL')
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
    await userEvent.click(screen.getByRole('button', { name: 'Save as a file' }))
    expect(saved.mock.calls.map(([blob]) => (blob as Blob).type)).toEqual(['text/plain'])
  })

  test('in notices', async () => {
    showScreen(<p>Nothing else</p>, testServices())
    act(() => {
      for (const message of injections) showToast({ message })
    })
    expect(missing(injections)).toEqual([])
    expect(await active()).toEqual([])
  })
})

describe('exports hold them as data', () => {
  test('an archive gives them back as they were, and shows them as text before it is taken in', async () => {
    const here = placesOf(await filled())
    const bytes = await archiveOf(here)
    const there = new MemorySessionStore()
    showScreen(<BackupScreen />, testServices({ store: there }), '/backup')
    await userEvent.click(await screen.findByRole('radio', { name: /Chosen ones/ }))
    await userEvent.upload(screen.getByLabelText('Archives to import'), new File([bytes], `${at(7)}.zip`))
    await screen.findByRole('heading', { name: /^What “/ }, { timeout: 20_000 })
    expect(missing(injections)).toEqual([])
    expect(await active()).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: /^Import \d+/ }))
    await screen.findByText(/^\d+ sessions imported\.$/, {}, { timeout: 20_000 })
    expect((await there.load('whole'))?.log).toEqual(whole)
    expect(await there.list()).toEqual(await here.store.list())
    expect(await active()).toEqual([])
  })

  test('files have names of the app’s own, and types that nothing runs', async () => {
    const store = await filled()
    const sinks = [collect(), collect()] as const
    await sinks[0].write(await archiveOf(placesOf(store)))
    await rescue(store, 'whole', sinks[1])
    for (const sink of sinks) {
      const names = [...(await openZip(bytesSource(sink.bytes()))).keys()]
      expect(names.length).toBeGreaterThan(0)
      expect(names.filter((name) => !/^[\w./-]+\.(json|pcm)$/.test(name))).toEqual([])
    }
    Object.assign(globalThis, { showSaveFilePicker: undefined })
    const saved = vi.spyOn(URL, 'createObjectURL')
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
    const file = await openFile('x.zip')
    await file.write(sinks[0].bytes())
    await file.close()
    expect(saved.mock.calls.map(([blob]) => (blob as Blob).type)).toEqual(['application/zip'])
  })

  test('and one that is no archive is refused by its name, as text', async () => {
    showScreen(<BackupScreen />, testServices(), '/backup')
    for (const name of injections.slice(0, 6)) {
      const input = await screen.findByLabelText('Archives to import')
      await userEvent.upload(input, new File(['x'], name, { type: 'application/zip' }))
      const alert = await screen.findByRole('alert', {}, { timeout: 20_000 })
      await waitFor(() => expect(within(alert).getByRole('heading').textContent).toContain(name))
      expect(await active()).toEqual([])
    }
  })
})

test('what is checked for would be found', async () => {
  const place = document.createElement('div')
  document.body.append(place)
  place.innerHTML = '<b onpointerenter="0">x</b><a href="javascript:0">x</a>'
  expect(await active()).toEqual(['onpointerenter=0', 'href=javascript:0'])
  place.remove()
  expect(await active()).toEqual([])
})
