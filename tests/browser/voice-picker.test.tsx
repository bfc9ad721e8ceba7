import { act, fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import type { SayOptions, Voice, VoiceOption, VoicesState } from '../../src/speech/ports.ts'
import { useSettings } from '../../src/ui/settings.ts'
import VoicePicker from '../../src/ui/VoicePicker.tsx'
import { clearScreen, noVoices, showScreen, testServices, violations } from '../support/screens.tsx'

afterEach(clearScreen)

const option = (id: string, kind: VoiceOption['kind'], failed = false): VoiceOption => ({
  id,
  kind,
  failed,
  label: id.replace(/^\w+:/, ''),
})
const samantha = option('browser:Samantha', 'good')
const fred = option('browser:Somebody', 'plain')
const own = option('own:slt', 'own')
const all = [samantha, fred, own]

/** The picker, with voices that are and do what the test tells them to. */
async function show(first: Partial<VoicesState> = {}) {
  let state: VoicesState = { ...noVoices, options: all, speaks: samantha, ...first }
  let listener = () => {}
  let loads = 0
  let closed = 0
  let said: { options: SayOptions; end: (how: 'said' | 'stopped' | 'silent') => void } | null = null
  const voice: Voice = {
    available: true,
    known: () => Promise.resolve(),
    say(_text, options = {}) {
      const done = new Promise<'said' | 'stopped' | 'silent'>((end) => (said = { options, end }))
      return { done, stop() {} }
    },
    close() {
      closed++
      said?.end('stopped')
    },
  }
  const shown = showScreen(
    <main>
      <h1>Voice</h1>
      <VoicePicker />
    </main>,
    testServices({
      voices: async () => ({
        state: () => state,
        subscribe(given) {
          listener = given
          return () => {}
        },
        async load() {
          loads++
        },
        create: () => voice,
      }),
    }),
  )
  // Shown, and listening to what changes.
  await act(async () => {})
  return {
    ...shown,
    become: (change: Partial<VoicesState>) =>
      act(() => {
        state = { ...state, ...change }
        listener()
      }),
    loads: () => loads,
    closed: () => closed,
    start: () => act(async () => said?.options.onStart?.(0)),
    end: (how: 'said' | 'silent') => act(async () => said?.end(how)),
  }
}

const select = () => screen.getByRole('combobox', { name: 'Voice' })
const hear = () => userEvent.click(screen.getByRole('button', { name: 'Hear it' }))

describe('the voice', () => {
  test('is chosen from the good ones of the machine first, and kept', async () => {
    await show()
    expect(
      within(select())
        .getAllByRole('group')
        .map((group) => group.getAttribute('label')),
    ).toEqual(['Good voices on this machine', 'Other voices on this machine', 'Comes with the app'])
    expect(select()).toHaveProperty('value', 'auto')
    expect(screen.getByRole('option', { name: 'Automatic: Samantha' })).toBeTruthy()
    await userEvent.selectOptions(select(), 'Somebody')
    expect(useSettings.getState().voiceChoice).toBe('browser:Somebody')
    expect(await violations()).toEqual([])
  })

  test('that ships with the app is loaded where it speaks, and one sees how far it is', async () => {
    const { become, loads } = await show({ options: [own], speaks: own })
    expect(loads()).toBe(1)
    const loading = { at: 'loading', loadedBytes: 0, totalBytes: 3.6e6, problem: null } as const
    become({ own: loading })
    expect(screen.getByText(/Loading the app’s own voice. Until it is there/)).toBeTruthy()
    become({ own: { ...loading, loadedBytes: 1.2e6 } })
    expect(screen.getByText(/1\.2 of 3\.6 MB/)).toBeTruthy()
    become({ own: { ...loading, at: 'ready' } })
    expect(screen.getByText('All of it is on this machine.')).toBeTruthy()
    become({ own: { ...loading, at: 'unloaded', problem: 'the server does not answer' } })
    expect(screen.getByText(/could not be loaded \(the server does not answer\)/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(loads()).toBe(2)
    expect(await violations()).toEqual([])
  })

  test('that is not there any more, or did not speak, is stood in for, and one is told', async () => {
    useSettings.setState({ voiceChoice: 'browser:Gone' })
    const { become } = await show()
    expect(select()).toHaveProperty('value', 'auto')
    expect(
      screen.getByText('The voice chosen before is not on this machine. Samantha speaks instead.'),
    ).toBeTruthy()
    useSettings.setState({ voiceChoice: 'browser:Samantha' })
    become({ options: [{ ...samantha, failed: true }, fred, own], speaks: own })
    expect(screen.getByText('It did not speak. Until the page is reloaded slt speaks instead.')).toBeTruthy()
    expect(screen.getByRole('option', { name: 'Samantha (did not speak)' })).toBeTruthy()
  })

  test('has a pace, changed with the arrows, too', async () => {
    await show()
    const pace = screen.getByRole('slider', { name: 'Pace' })
    expect(pace.getAttribute('aria-valuetext')).toBe('as usual')
    fireEvent.change(pace, { target: { value: '1.15' } })
    expect(useSettings.getState().voiceRate).toBe(1.15)
    expect(pace.getAttribute('aria-valuetext')).toBe('1.15 times')
  })
})

describe('hearing it', () => {
  test('begins and ends by itself, or is stopped', async () => {
    const { start, end, closed } = await show()
    await hear()
    await start()
    expect(screen.getByRole('button', { name: 'Stop' })).toBeTruthy()
    await end('said')
    await hear()
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }))
    expect(await screen.findByRole('button', { name: 'Hear it' })).toBeTruthy()
    expect(closed()).toBe(1)
  })

  test('says where no voice speaks', async () => {
    const { end } = await show({ options: [], speaks: null })
    await hear()
    await end('silent')
    expect(await screen.findByText(/No voice spoke/)).toBeTruthy()
  })

  test('ends with the screen', async () => {
    const { unmount, closed } = await show()
    await hear()
    unmount()
    expect(closed()).toBe(1)
  })
})
