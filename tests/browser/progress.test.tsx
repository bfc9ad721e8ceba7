import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import ProgressScreen from '../../src/progress/ProgressScreen.tsx'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { playDrill } from '../support/drills.ts'
import { clearScreen, showScreen, testServices, violations } from '../support/screens.tsx'
import { generateSession } from '../support/sessions.ts'
import '../../src/ui/tokens.css'
import '../../src/ui/base.css'

afterEach(async () => {
  clearScreen()
  await page.viewport(414, 896)
})

/** A drill of five answers of 20 s on each of so many days, the last of them a year ago. */
async function keepDrills(store: MemorySessionStore, days: number) {
  for (let i = 0; i < days; i++) {
    const today = `2025-11-${String(10 + i).padStart(2, '0')}`
    const header = { id: `drill-${i}`, createdAt: `${today}T09:30:00.000Z`, today, seed: i }
    const log = playDrill({ ...header, count: 5 })
    await store.put({ log, title: 'First answers', takes: [] }, null)
  }
}

/** The measures come one by one; this is the last. */
const allShown = () => screen.findByRole('region', { name: 'Follow-ups covered' })

const region = (name: string) => within(screen.getByRole('region', { name }))

describe('progress', () => {
  test('without answers leads to a drill', async () => {
    showScreen(<ProgressScreen />, testServices(), '/progress')
    await screen.findByRole('heading', { name: 'No answers yet' })
    expect(screen.getByRole('link', { name: 'Choose a drill' })).toHaveProperty('pathname', '/drills')
    expect(await violations()).toEqual([])
  })

  test('shows each measure with its answers, a line where there are enough, and its numbers as a table', async () => {
    const store = new MemorySessionStore()
    await keepDrills(store, 6)
    showScreen(<ProgressScreen />, testServices({ store }), '/progress')
    await screen.findByText('30 answers in 6 sessions')
    await allShown()
    const band = region('In the band')
    expect(band.getByText('100 %')).toBeTruthy()
    expect(band.getByText('30 answers')).toBeTruthy()
    expect(band.getByText('The line stays at 100 %.')).toBeTruthy()
    expect(region('Thinking time').getByText('1.5 s')).toBeTruthy()
    expect(region('Follow-ups covered').getByText('Not known yet: no answer here tells.')).toBeTruthy()
    await userEvent.click(band.getByText(/^Numbers/))
    const links = band.getAllByRole('link')
    expect(links.map((link) => (link as HTMLAnchorElement).pathname)).toEqual(
      [5, 4, 3, 2, 1, 0].map((i) => `/review/drill-${i}`),
    )
    expect(band.getAllByRole('row').at(-1)?.textContent).toMatch(/^10 Nov 2025100 %5$/)
    expect(await violations()).toEqual([])
  })

  test('says why there is no line, and follows what is kept', async () => {
    const store = new MemorySessionStore()
    await keepDrills(store, 3)
    showScreen(<ProgressScreen />, testServices({ store }), '/progress')
    await screen.findByText('15 answers in 3 sessions')
    expect(
      region('In the band').getByText(
        'Too few for a trend line: 15 answers on 3 days. It takes 20 on 5 days.',
      ),
    ).toBeTruthy()
    await store.remove('drill-1')
    await screen.findByText('10 answers in 2 sessions')
    await store.restore('drill-1')
    await screen.findByText('15 answers in 3 sessions')
  })

  test('is by mode and by question, as the address says', async () => {
    const store = new MemorySessionStore()
    await keepDrills(store, 2)
    const { log } = generateSession({ id: 'long', seed: 3, answers: 6, questions: 1 })
    await store.put({ log, title: 'An interview', takes: [] }, null)
    showScreen(<ProgressScreen />, testServices({ store }), '/progress?mode=drill')
    await screen.findByText('10 answers in 2 sessions')
    await userEvent.click(screen.getByRole('radio', { name: 'Interviews' }))
    await screen.findByText(/ in 1 session$/)
    expect(location.search).toBe('?mode=interview')
    await userEvent.click(screen.getByRole('radio', { name: 'All' }))
    await screen.findByText(/ in 3 sessions$/)
    const other = log.header.questions[0]?.id ?? ''
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Question' }), other)
    expect(location.search).toBe(`?question=${other}`)
    await userEvent.click(screen.getByRole('radio', { name: 'Drills' }))
    expect(location.search).toBe(`?mode=drill&question=${other}`)
    expect(await violations()).toEqual([])
  })

  test('opens the session of a point that is clicked', async () => {
    const store = new MemorySessionStore()
    await keepDrills(store, 1)
    const { container } = showScreen(<ProgressScreen />, testServices({ store }), '/progress')
    await screen.findByText('5 answers in 1 session')
    await allShown()
    const plot = container.querySelector<HTMLElement>('.u-over')
    if (!plot) throw new Error('nothing is drawn')
    // A single session stands in the middle, and all of its answers were in the band.
    const point = () => ({ position: { x: plot.clientWidth / 2, y: 2 } })
    await page.elementLocator(plot).hover(point())
    await screen.findByText(/100 %, 5 answers\. Click to open\.$/)
    await page.elementLocator(plot).click({ position: { x: 4, y: plot.clientHeight - 4 } })
    expect(location.pathname).toBe('/progress')
    await page.elementLocator(plot).click(point())
    await waitFor(() => expect(location.pathname).toBe('/review/drill-0'))
  })

  test('fits a phone, and its charts follow the width', async () => {
    const store = new MemorySessionStore()
    await keepDrills(store, 6)
    const { log } = generateSession({ id: 'long', seed: 3, answers: 20 })
    await store.put({ log, title: 'An interview', takes: [] }, null)
    await page.viewport(900, 800)
    const { container } = showScreen(<ProgressScreen />, testServices({ store }), '/progress')
    await screen.findByText(/ in 7 sessions$/)
    await allShown()
    await page.viewport(390, 844)
    const canvases = () => [...container.querySelectorAll('canvas')]
    await waitFor(() => {
      for (const canvas of canvases()) expect(canvas.clientWidth).toBeLessThanOrEqual(358)
    })
    expect(canvases().length).toBeGreaterThan(4)
    for (const each of screen.getAllByText(/^Numbers/)) await userEvent.click(each)
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390)
    expect(await violations()).toEqual([])
  })
})
