import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { App } from '../../src/app/App.tsx'
import { StoreError } from '../../src/session/store.ts'
import { BandMark } from '../../src/ui/BandMark.tsx'
import { Button } from '../../src/ui/Button.tsx'
import { Dialog } from '../../src/ui/Dialog.tsx'
import { Page } from '../../src/ui/Page.tsx'
import { useShortcuts } from '../../src/ui/shortcuts.ts'
import { followSettings, useSettings } from '../../src/ui/settings.ts'
import { followTheme } from '../../src/ui/ThemeButton.tsx'
import { clockTime } from '../../src/ui/Time.tsx'
import { clearScreen, durableStore, testServices, violations } from '../support/screens.tsx'

afterEach(clearScreen)

function Keyed({ done }: { done: string[] }) {
  const [open, setOpen] = useState(false)
  useShortcuts([
    { key: ' ', label: 'finish answer', action: () => done.push('finish') },
    { key: 'c', label: 'clarify', action: () => done.push('clarify') },
    { key: 'x', label: 'nothing now', action: () => done.push('x'), when: false },
  ])
  return (
    <Page title="Keys">
      <input aria-label="Words" />
      <Button onClick={() => setOpen(true)}>Ask</Button>
      <Dialog open={open} title="Sure?" onClose={() => setOpen(false)} actions={<Button>Yes</Button>}>
        <p>It can be undone.</p>
      </Dialog>
    </Page>
  )
}

describe('shortcuts', () => {
  test('act on single keys, in either case, and on nothing else', async () => {
    const done: string[] = []
    render(<Keyed done={done} />)
    await userEvent.keyboard(' cCx')
    await userEvent.keyboard('{Control>}c{/Control}')
    expect(done).toEqual(['finish', 'clarify', 'clarify'])
  })

  test('are text in a field, and press the button that has the focus', async () => {
    const done: string[] = []
    render(<Keyed done={done} />)
    await userEvent.type(screen.getByRole('textbox'), 'a c')
    expect(screen.getByRole('textbox')).toHaveProperty('value', 'a c')
    screen.getByRole('button', { name: 'Ask' }).focus()
    await userEvent.keyboard(' ')
    expect(screen.getByRole('dialog', { name: 'Sure?' })).toBeTruthy()
    await userEvent.keyboard('c')
    expect(done).toEqual([])
  })

  test('end with the screen', async () => {
    const done: string[] = []
    render(<Keyed done={done} />).unmount()
    await userEvent.keyboard('c')
    expect(done).toEqual([])
  })

  test('are listed on ?, and can be turned off there', async () => {
    const done: string[] = []
    render(<Keyed done={done} />)
    await userEvent.keyboard('?')
    const dialog = screen.getByRole('dialog', { name: 'Keys' })
    expect(dialog.textContent).toContain('finish answer')
    await userEvent.click(screen.getByRole('checkbox', { name: 'Single keys do these things' }))
    expect(await violations()).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Close' }))
    await userEvent.keyboard('c')
    expect(done).toEqual([])
  })
})

describe('a dialog', () => {
  test('takes the focus, and gives it back', async () => {
    render(<Keyed done={[]} />)
    await userEvent.click(screen.getByRole('button', { name: 'Ask' }))
    const dialog = screen.getByRole('dialog', { name: 'Sure?' })
    expect(dialog.contains(document.activeElement)).toBe(true)
    await userEvent.click(screen.getByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Ask' }))
  })
})

describe('a dialog with something to type', () => {
  test('gives the focus to it', () => {
    render(
      <Dialog open title="Rename" onClose={() => {}} actions={<Button>Save</Button>}>
        <input aria-label="Name" />
      </Dialog>,
    )
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' }))
  })
})

describe('settings', () => {
  test('the theme goes to the page and comes round again', async () => {
    const stop = followTheme()
    render(<Keyed done={[]} />)
    const theme = screen.getByRole('button', { name: /^Colours/ })
    const seen: (string | undefined)[] = []
    for (let i = 0; i < 3; i++) {
      await userEvent.click(theme)
      seen.push(document.documentElement.dataset.theme)
    }
    stop()
    expect(seen).toEqual(['light', 'dark', undefined])
  })

  test('that another tab changes hold here as well', () => {
    followSettings()
    const stored = JSON.parse(localStorage.getItem('mockloop.settings') ?? '{}') as { state: object }
    const theirs = JSON.stringify({ ...stored, state: { ...stored.state, backups: 'weekly' } })
    localStorage.setItem('mockloop.settings', theirs)
    window.dispatchEvent(new StorageEvent('storage', { key: 'mockloop.settings' }))
    expect(useSettings.getState().backups).toBe('weekly')
    useSettings.getState().change({ shortcuts: false })
    expect(localStorage.getItem('mockloop.settings')).toContain('"backups":"weekly"')
  })

  test('of a newer version are used as far as they go, and left as they are', async () => {
    const newer = JSON.stringify({ state: { theme: 'dark', gadget: 'on' }, version: 2 })
    localStorage.setItem('mockloop.settings', newer)
    await useSettings.persist.rehydrate()
    expect(useSettings.getState()).toMatchObject({ theme: 'dark', backups: 'monthly' })
    useSettings.getState().change({ theme: 'light' })
    expect(useSettings.getState().theme).toBe('light')
    expect(localStorage.getItem('mockloop.settings')).toBe(newer)
  })
})

describe('times and bands', () => {
  test.each([
    [0, '0:00'],
    [29_999, '0:29'],
    [760_000, '12:40'],
    [3_725_000, '1:02:05'],
    [-5, '0:00'],
  ])('%d ms are %s', (ms, text) => {
    expect(clockTime(ms)).toBe(text)
  })

  test.each([
    [11, 'short by 4 s'],
    [23, '23 s, in the band'],
    [44.4, 'over by 14 s'],
  ])('%d s are told as “%s”', (seconds, words) => {
    const { container } = render(<BandMark seconds={seconds} guideline={{ fromS: 15, toS: 30 }} />)
    expect(container.textContent).toBe(words)
  })
})

describe('the app', () => {
  test('says so where nothing is kept', async () => {
    history.replaceState(null, '', '/')
    const problem = new StoreError('failed', 'the browser refused')
    render(<App services={testServices()} storeProblem={problem} />)
    expect((await screen.findByRole('complementary', { name: 'Storage' })).textContent).toContain(
      'private windows',
    )
    expect(screen.getByRole('heading', { level: 1 })).toBeTruthy()
  })

  test('catches a screen that fails, and tries again', async () => {
    history.replaceState(null, '', '/')
    let broken = true
    const store = durableStore()
    const services = testServices({ store })
    const watch = store.watch.bind(store)
    store.watch = (listener) => {
      if (broken) throw new Error('the screen broke')
      return watch(listener)
    }
    render(<App services={services} storeProblem={null} />)
    expect((await screen.findByRole('alert')).textContent).toContain('the screen broke')
    broken = false
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await screen.findByRole('heading', { name: 'What happens' })
  })

  test('knows an address that leads nowhere', async () => {
    history.replaceState(null, '', '/nowhere')
    render(<App services={testServices()} storeProblem={null} />)
    await screen.findByRole('heading', { name: 'Nothing here' })
    expect(await violations()).toEqual([])
  })
})
