import '@testing-library/jest-dom/vitest'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import '../../src/ui/base.css'
import '../../src/ui/tokens.css'
import { reviewOf } from '../../src/review/load.ts'
import { marksOf } from '../../src/review/timeline/marks.ts'
import { laneTop, lanePx } from '../../src/review/timeline/rows.ts'
import { firstView, xOf } from '../../src/review/timeline/view.ts'
import { wordTimes } from '../../src/session/answers.ts'
import type { Log } from '../../src/session/log.ts'
import { notesOf } from '../../src/session/notes.ts'
import { showReview } from '../support/review.tsx'
import { clearScreen, violations } from '../support/screens.tsx'

afterEach(() => {
  cleanup()
  clearScreen()
})

const at = () => Number(screen.getByRole<HTMLInputElement>('slider', { name: 'Playhead' }).value)
const timeline = () => screen.findByRole('region', { name: 'Timeline' })
const marksFor = (log: Log) => {
  const { good, against } = marksOf(reviewOf(log, ''), [])
  return [...good, ...against].toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

/** Every word of the spoken answers at a time of its own: a word each 400 ms. */
function withWordTimes(log: Log): Log {
  const when = '2026-11-22T19:00:00.000Z'
  const { answers } = reviewOf(log, '')
  const aligned = answers
    .filter(({ take, text }) => take !== null && text !== null)
    .map(({ index, text }) => ({
      type: 'words.aligned' as const,
      when,
      answer: index,
      words: [...(text ?? '').matchAll(/\S+/g)].map((word, i) => ({
        start: word.index,
        end: word.index + word[0].length,
        startMs: 1_000 + i * 400,
        endMs: 1_350 + i * 400,
      })),
    }))
  return { ...log, entries: [...log.entries, ...aligned] }
}

describe('the timeline', () => {
  test('is a list of answers with what was heard, for who does not see it', async () => {
    const { log, answers } = await showReview({ seed: 11, answers: 6, questions: 1 })
    const list = within(await timeline()).getByRole('list', { name: 'Timeline, answer by answer' })
    const items = within(list)
      .getAllByRole('listitem')
      .filter((item) => item.parentElement === list)
    expect(items).toHaveLength(answers.length)
    expect(items[0]).toHaveTextContent(/^0:00 Answer 1, Opening: \d+ s, /)
    for (const { label, answer } of marksFor(log)) expect(items[answer ?? -1]).toHaveTextContent(label)
    expect(await violations()).toEqual([])
  })

  test('goes from finding to finding by keys, plays each and opens it', async () => {
    const { log, user } = await showReview({ seed: 11, answers: 6, questions: 1 })
    await timeline()
    const marks = marksFor(log)
    for (const mark of marks.slice(0, 3)) {
      await user.keyboard('f')
      expect(at()).toBeGreaterThanOrEqual(Math.round(mark.at))
      expect(at()).toBeLessThan(mark.at + 2_000)
      const open = document.activeElement as HTMLDetailsElement
      expect(open).toHaveProperty('open', true)
      expect(open).toHaveTextContent(mark.label)
      expect(open.dataset['finding']).toBe(`${mark.answer} ${mark.finding}`)
      expect(screen.getByRole('button', { name: 'Pause' })).toBeInTheDocument()
    }
    await user.keyboard('kd')
    expect(document.activeElement).toHaveTextContent(marks[1]?.label ?? '')
    await user.keyboard('k')
  })

  test('a press on a mark opens the finding, a press elsewhere goes there, a drag loops', async () => {
    const { log, user } = await showReview({ seed: 11, answers: 6, questions: 1 })
    const canvas = (await timeline()).querySelector('canvas') as HTMLElement
    // A press focuses the page's main part; here, unlike by hand, that would scroll under the pointer.
    screen.getByRole('main').focus()
    const width = Math.floor(canvas.getBoundingClientRect().width)
    const view = firstView(reviewOf(log, '').timeline.duration, width)
    /** The page may have scrolled in between. */
    const press = (x: number, y: number, keys = '') => {
      const { left, top } = canvas.getBoundingClientRect()
      return { keys, target: canvas, coords: { clientX: left + x, clientY: top + y } }
    }
    const mark = marksFor(log)[0]
    if (!mark) throw new Error('nothing was heard')
    const [x, y] = [xOf(view, mark.at, width), laneTop(mark.lane) + lanePx / 2]
    await user.pointer([press(x, y, '[MouseLeft>]'), press(x, y, '[/MouseLeft]')])
    expect(document.querySelector(`[data-finding="${mark.answer} ${mark.finding}"]`)).toHaveProperty(
      'open',
      true,
    )
    expect(screen.getByRole('button', { name: 'Pause' })).toBeInTheDocument()
    await user.keyboard('k')
    await user.pointer([press(200, 60, '[MouseLeft>]'), press(200, 60, '[/MouseLeft]')])
    const there = view.from + (200 / width) * (view.to - view.from)
    expect(Math.abs(at() - there)).toBeLessThan(200)
    await user.pointer([
      press(100, 60, '[MouseLeft>]'),
      { target: canvas, coords: press(180, 60).coords },
      press(180, 60, '[/MouseLeft]'),
    ])
    expect(screen.getByText(/^loops \d/)).toBeVisible()
    await user.keyboard('{Escape}')
    expect(screen.queryByText(/^loops \d/)).toBeNull()
  })

  test('zooms and loops by keys, without a mouse', async () => {
    const { user } = await showReview({ seed: 11, answers: 12, questions: 1 })
    const whole = within(await timeline()).getByRole('button', { name: /^Whole/ })
    expect(whole).toBeEnabled()
    await user.keyboard('0')
    expect(whole).toBeDisabled()
    await user.keyboard('++')
    expect(whole).toBeEnabled()
    await user.keyboard('----')
    expect(whole).toBeDisabled()
    await user.keyboard('{ArrowRight}i{ArrowRight}o')
    expect(screen.getByText('loops 0:05–0:10')).toBeVisible()
    expect(at()).toBe(5_000)
  })

  test('has its waves once recordings were read, one at a time', async () => {
    const { store } = await showReview({ seed: 11, answers: 4, audio: true })
    const loaded = vi.spyOn(store, 'loadTake')
    await timeline()
    const takes = new Set(await store.takesOf('one'))
    await waitFor(() => expect(new Set(loaded.mock.calls.map(([take]) => take))).toEqual(takes), {
      timeout: 5_000,
    })
  })
})

describe('moments', () => {
  test('a link opens at its moment', async () => {
    await showReview({ seed: 11, answers: 3 }, { search: 't=12.5' })
    await timeline()
    await waitFor(() => expect(at()).toBe(12_500))
  })

  test('the keys of a video player move and pace it', async () => {
    const { user } = await showReview({ seed: 11, answers: 6 })
    await timeline()
    await user.keyboard('ll.j')
    expect(at()).toBe(10_100)
    await user.keyboard(',')
    expect(at()).toBe(10_000)
    await user.keyboard('>>')
    expect(screen.getByRole('combobox', { name: 'Speed' })).toHaveValue('1.5')
    await user.keyboard('<s')
    expect(screen.getByRole('combobox', { name: 'Speed' })).toHaveValue('1.25')
    expect(screen.getByRole('checkbox', { name: 'skip silences' })).toBeChecked()
  })

  test('silences are skipped on wish', async () => {
    const { user, answers } = await showReview({ seed: 11, answers: 3, audio: true })
    await timeline()
    await user.keyboard('s')
    const answer = answers.find(({ thinkingMs }) => thinkingMs > 1_500)
    if (!answer) throw new Error('nobody thought for long')
    for (let i = 0; i < answer.index; i++) await user.keyboard(']')
    await user.keyboard(' ')
    // The prompt is shown for at most two seconds, and then the answer begins at once.
    await waitFor(() => expect(at()).toBeGreaterThan(answer.listeningAt), { timeout: 5_000, interval: 5 })
    expect(at()).toBeGreaterThan(answer.listeningAt + answer.thinkingMs - 700)
    await user.keyboard(' ')
  })

  test('a word that is pressed is heard, and search finds it', async () => {
    const { user, log } = await showReview({ seed: 11, answers: 3, audio: true }, { change: withWordTimes })
    await screen.findByRole('heading', { name: 'Answers' })
    const answer = reviewOf(log, '').answers.find((a) => wordTimes(a).length > 12)
    if (!answer) throw new Error('no answer has word times')
    const word = wordTimes(answer)[9]
    const text = document.querySelector(`p[data-answer="${answer.index}"]`) as HTMLElement
    const searched = (answer.text ?? '').slice(word?.start, word?.end)
    text.scrollIntoView({ block: 'center', behavior: 'instant' })
    const range = document.createRange()
    const first = document.createTreeWalker(text, NodeFilter.SHOW_TEXT).nextNode()
    if (!first) throw new Error('there is no text')
    range.setStart(first, 0)
    range.setEnd(first, 1)
    const { left, top, height } = range.getBoundingClientRect()
    await user.pointer({
      keys: '[MouseLeft]',
      target: text,
      coords: { clientX: left + 2, clientY: top + height / 2 },
    })
    expect(at()).toBeGreaterThanOrEqual(answer.listeningAt + 1_000)
    expect(at()).toBeLessThan(answer.listeningAt + 2_500)
    await user.keyboard('k')
    await user.keyboard('/')
    await user.keyboard(searched)
    await user.keyboard('{Enter}')
    expect(screen.getByText(/^1 of \d+$/)).toBeVisible()
    await user.keyboard('{Escape}')
  })
})

describe('notes', () => {
  test('are written by key, edited, removed and brought back, and stay', async () => {
    const { user, entries } = await showReview({ seed: 11, answers: 3 })
    await timeline()
    await user.keyboard('{ArrowRight}n')
    await user.keyboard('Slower here.{Enter}')
    const notes = screen.getByRole('region', { name: 'Your notes' })
    expect(await within(notes).findByText('Slower here.')).toBeVisible()
    await user.keyboard('{ArrowRight}b')
    expect(await within(notes).findByText('bookmark')).toBeVisible()
    expect(notesOf(await entries()).map((note) => [note.at, note.text])).toEqual([
      [5_000, 'Slower here.'],
      [10_000, ''],
    ])
    await user.click(within(notes).getByRole('button', { name: 'Edit the note at 0:05' }))
    await user.keyboard(' Much.{Enter}')
    expect(await within(notes).findByText('Slower here. Much.')).toBeVisible()
    await user.click(within(notes).getByRole('button', { name: 'Remove the note at 0:05' }))
    await waitFor(() => expect(within(notes).queryByText('Slower here. Much.')).toBeNull())
    await user.click(screen.getAllByRole('button', { name: 'Undo' }).at(-1) as HTMLElement)
    expect(await within(notes).findByText('Slower here. Much.')).toBeVisible()
    expect(notesOf(await entries()).map((note) => note.text)).toEqual(['Slower here. Much.', ''])
    expect(await violations()).toEqual([])
  })
})
