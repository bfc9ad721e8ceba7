import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import speechUrl from '../fixtures/audio/ans_flite_clean.wav?url'
import { ExportButton } from '../../src/export/ExportButton.tsx'
import { audioEnd, audioStart, pageParts } from '../../src/export/page.ts'
import pageStyle from '../../src/export/page.css?raw'
import { writePage } from '../../src/export/writePage.ts'
import { pack } from '../../src/packing/pack.ts'
import { reviewOf } from '../../src/review/load.ts'
import { sheetOf } from '../../src/review/sheet.ts'
import type { KeptAudio } from '../../src/session/store.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { collect } from '../support/archives.ts'
import { wavSamples } from '../support/recordings.ts'
import { clearScreen, showScreen, testServices, violations } from '../support/screens.tsx'
import { generateSession } from '../support/sessions.ts'
import { anyText, sheetsOf } from '../support/sheets.ts'

const frames: HTMLIFrameElement[] = []
afterEach(() => {
  clearScreen()
  for (const frame of frames.splice(0)) frame.remove()
  vi.restoreAllMocks()
})

const code = { style: '', script: '', policy: `default-src 'none'` }
/** What a page cannot show becomes what stands in for it. */
const shownAs = (text: string) =>
  new TextDecoder().decode(new TextEncoder().encode(text)).replaceAll('\0', '�')

test('any text in any place of a page comes back as text, and makes no element', () => {
  const texts = (all: ParentNode, selector: string) =>
    [...all.querySelectorAll(selector)].map((each) => each.textContent)
  fc.assert(
    fc.property(sheetsOf(anyText), (sheet) => {
      const html = shownAs(
        pageParts(sheet, code, false)
          .filter((part) => typeof part === 'string')
          .join(''),
      )
      const page = new DOMParser().parseFromString(html, 'text/html')
      expect(texts(page, 'title')).toEqual([shownAs(sheet.title)])
      expect(texts(page, 'h1')).toEqual([shownAs(sheet.title)])
      expect(texts(page, '.asked')).toEqual(sheet.prompts.map(({ asked }) => shownAs(asked)))
      expect(texts(page, '.why')).toEqual(sheet.prompts.map(({ why }) => shownAs(why)))
      expect(texts(page, '.notes span')).toEqual(sheet.notes.map(({ text }) => shownAs(text)))
      expect(texts(page, '.findings b')).toEqual(
        sheet.prompts.flatMap(({ findings }) => findings.map(({ label }) => shownAs(label))),
      )
      for (const number of page.querySelectorAll('sup')) number.remove()
      const said = sheet.prompts.filter(({ text }) => text.trim() !== '').map(({ text }) => text)
      expect(texts(page, '.said').map((text) => text?.replaceAll('�', ''))).toEqual(
        said.map((text) => shownAs(text).replaceAll('�', '')),
      )
      expect(page.querySelectorAll('script, style')).toHaveLength(2)
      expect(
        page.querySelectorAll('img, iframe, object, embed, link, base, form, math, a, svg:not(button > svg)'),
      ).toHaveLength(0)
      for (const element of page.querySelectorAll('*'))
        for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^style$|^srcdoc$/)
    }),
  )
})

test('axe finds nothing in a page, in light and dark', async () => {
  const { log } = generateSession({ seed: 12, answers: 4, questions: 2 })
  const sheet = sheetOf(reviewOf(log, 'An evening'), [{ at: 9_000, text: 'slower' }])
  const html = pageParts(sheet, code, true)
    .map((part) => (typeof part === 'string' ? part : `${audioStart('audio/wav', 1_000)}${audioEnd}`))
    .join('')
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const element of page.querySelectorAll<HTMLElement>('[hidden]')) element.hidden = false
  const style = document.createElement('style')
  style.textContent = pageStyle
  const shown = document.createElement('div')
  shown.append(...page.body.children)
  document.body.append(shown, style)
  try {
    for (const scheme of ['light', 'dark']) {
      style.textContent = `${pageStyle}\n:root { color-scheme: ${scheme} !important; }`
      expect(await violations()).toEqual([])
    }
  } finally {
    shown.remove()
    style.remove()
  }
})

/** Shows a page in a frame of its own. */
async function frameOf(html: BlobPart): Promise<Document> {
  const frame = document.createElement('iframe')
  frames.push(frame)
  frame.src = URL.createObjectURL(new Blob([html], { type: 'text/html' }))
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true })
    document.body.append(frame)
  })
  URL.revokeObjectURL(frame.src)
  if (!frame.contentDocument) throw new Error('there is no page')
  return frame.contentDocument
}

describe('a page with recordings', () => {
  const { log } = generateSession({ seed: 12, answers: 2, questions: 1 })
  const sheet = sheetOf(reviewOf(log, 'An evening'), [{ at: log.entries.length, text: 'slower' }])

  test.each(['packed', 'pcm'] as const)(
    'plays what is kept as %s, from where it is told to',
    async (form) => {
      const bytes = new Uint8Array(await (await fetch(speechUrl)).arrayBuffer())
      const pcm = { take: 't', sampleRate: 16_000, samples: wavSamples(bytes) }
      const kept: KeptAudio | null = form === 'pcm' ? pcm : await pack(pcm)
      if (!kept) throw new Error('this browser does not pack')
      const sink = collect()
      const steps: string[] = []
      const written = await writePage(sheet, sink, {
        load: () => Promise.resolve(kept),
        onProgress: (done, of) => steps.push(`${done}/${of}`),
      })
      expect(written).toEqual({ bytes: sink.bytes().length, missing: 0 })
      expect(steps).toEqual(['1/2', '2/2'])
      const page = await frameOf(sink.bytes())
      const seconds = pcm.samples.length / 16_000
      const slider = page.querySelector<HTMLInputElement>('#at')
      expect(Number(slider?.max)).toBeCloseTo(2 * seconds, 2)
      if (!slider) throw new Error('there is no player')
      slider.value = String(seconds + 5)
      slider.dispatchEvent(new Event('input'))
      const [, second] = page.querySelectorAll('audio')
      await waitFor(() => expect(second?.readyState).toBeGreaterThan(1))
      expect(second?.duration).toBeCloseTo(seconds, 1)
      expect(second?.currentTime).toBeCloseTo(5, 1)
      page.querySelector<HTMLButtonElement>('#play')?.click()
      await waitFor(() => expect(second?.currentTime).toBeGreaterThan(5.2), { timeout: 5_000 })
      page.querySelector<HTMLButtonElement>('#play')?.click()
      expect(second?.paused).toBe(true)
    },
  )

  test('says which could not be read, and can be broken off', async () => {
    const sink = collect()
    const load = () => Promise.reject(new Error('no'))
    expect((await writePage(sheet, sink, { load })).missing).toBe(2)
    const page = await frameOf(sink.bytes())
    expect(page.body.textContent).toContain('Its recording could not be read.')
    expect(page.querySelector<HTMLElement>('#player')?.hidden).toBe(true)
    const signal = AbortSignal.abort()
    await expect(writePage(sheet, collect(), { load, signal })).rejects.toThrow(/abort/)
  })
})

describe('the menu', () => {
  async function open() {
    const { log, takes } = generateSession({ id: 'one', seed: 12, answers: 3, questions: 1, audio: true })
    const store = new MemorySessionStore()
    await store.put({ log, title: 'An evening', takes }, null)
    const written: { name: string; blob: Blob }[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      const blob = blobs.get(this.href)
      if (blob) written.push({ name: this.download, blob })
    })
    const blobs = new Map<string, Blob>()
    const make = URL.createObjectURL.bind(URL)
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      const url = make(blob)
      if (blob instanceof Blob) blobs.set(url, blob)
      return url
    })
    Object.assign(globalThis, { showSaveFilePicker: undefined })
    const sheet = sheetOf(reviewOf(log, 'An evening'), [])
    showScreen(<ExportButton session="one" sheet={() => sheet} />, testServices({ store }))
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Export' }))
    return { user, written, store, dialog: within(screen.getByRole('dialog', { name: 'Export' })) }
  }

  test.each([
    ['Page', 'mockloop-2026-11-22-An-evening.html', 'text/html'],
    ['Text', 'mockloop-2026-11-22-An-evening.md', 'text/markdown'],
    ['Captions', 'mockloop-2026-11-22-An-evening.vtt', 'text/vtt'],
    ['Archive', 'mockloop-2026-11-22-An-evening.zip', 'application/zip'],
  ])('writes a %s', async (label, name, type) => {
    const { user, written, dialog } = await open()
    await user.click(dialog.getByRole('radio', { name: new RegExp(`^${label}`) }))
    expect(await violations()).toEqual([])
    await user.click(dialog.getByRole('button', { name: 'Export' }))
    await screen.findByText(new RegExp(`^“${name}” was written`))
    expect(written).toMatchObject([{ name, blob: { type } }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('says how large the recordings are, and leaves them out where they are not wanted', async () => {
    const { user, written, dialog } = await open()
    expect(await dialog.findByText(/^adds \d/)).toBeVisible()
    await user.click(dialog.getByRole('checkbox', { name: 'With the recordings' }))
    await user.click(dialog.getByRole('button', { name: 'Export' }))
    await screen.findByText(/was written/)
    expect(await written[0]?.blob.text()).not.toContain('<audio')
  })

  test('breaks off a long one, and writes nothing', async () => {
    const { user, written, store, dialog } = await open()
    let go = () => {}
    vi.spyOn(store, 'loadKept').mockImplementation(() => new Promise((resolve) => (go = () => resolve(null))))
    await user.click(dialog.getByRole('button', { name: 'Export' }))
    await user.click(await screen.findByRole('button', { name: 'Cancel' }))
    go()
    expect(await screen.findByRole('alert')).toHaveTextContent('Cancelled; nothing was written.')
    expect(written).toEqual([])
  })
})
