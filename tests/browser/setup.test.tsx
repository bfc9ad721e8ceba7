import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import SetupScreen from '../../src/setup/SetupScreen.tsx'
import { StoreError } from '../../src/session/store.ts'
import { MicrophoneError } from '../../src/speech/ports.ts'
import type { Capture, CaptureState, Microphones } from '../../src/speech/ports.ts'
import { useSettings, type Choices } from '../../src/ui/settings.ts'
import { handClock } from '../support/clock.ts'
import { handMicrophone } from '../support/stage.ts'
import { clearScreen, showScreen, testServices, violations } from '../support/screens.tsx'

afterEach(clearScreen)

function setUp(microphones: Partial<Microphones> = {}) {
  const services = testServices()
  const started: Choices[] = []
  const start = (choices: Choices) => Promise.resolve(void started.push(choices))
  const all = { ...services, microphones: { ...services.microphones, ...microphones } }
  return { started, ...showScreen(<SetupScreen start={start} />, all, '/setup') }
}

/** A microphone whose sound the test makes. */
function checkedMicrophone() {
  const microphone = handMicrophone(handClock())
  const opened: (string | undefined)[] = []
  let closed = 0
  const capture: Capture = {
    ...microphone.capture,
    get state() {
      return microphone.capture.state
    },
    close() {
      closed += 1
      return Promise.resolve()
    },
  }
  const open = (device?: string) => {
    opened.push(device)
    return Promise.resolve(capture)
  }
  /** Three seconds of one loudness, with a voice in it or without. */
  const hear = (rms: number, peak: number, likelihood: number | null) =>
    act(() => {
      for (let i = 0; i < 90; i++) microphone.overhear({ atMs: i * 32, rms, peak, likelihood })
    })
  return {
    open,
    opened,
    hear,
    become: (changes: Partial<CaptureState>) => act(() => microphone.become(changes)),
    lose: () => act(() => microphone.lose('unplugged')),
    closed: () => closed,
  }
}

const check = () => userEvent.click(screen.getByRole('button', { name: 'Check the microphone' }))
const start = () => screen.getByRole('button', { name: 'Start' })

describe('set-up', () => {
  test('starts with what was chosen, and remembers it', async () => {
    const { started } = setUp()
    await userEvent.click(screen.getByRole('radio', { name: 'I choose' }))
    expect(start()).toHaveProperty('disabled', true)
    await userEvent.click(screen.getByRole('checkbox', { name: 'A mistake' }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'A disagreement' }))
    await userEvent.click(screen.getByRole('radio', { name: 'L7' }))
    await userEvent.click(screen.getByRole('radio', { name: /^Short/ }))
    await userEvent.click(screen.getByRole('radio', { name: 'Tough' }))
    await userEvent.click(screen.getByRole('radio', { name: 'Typed' }))
    expect(screen.getByText('2 questions, up to 8 min')).toBeTruthy()
    await userEvent.click(start())
    const chosen = { pick: 'chosen', level: 'L7', length: 'short', patience: 'tough', input: 'keyboard' }
    expect(started).toMatchObject([{ ...chosen, questions: ['mistake', 'disagreement'] }])
    expect(JSON.parse(localStorage.getItem('mockloop.settings') ?? '')).toMatchObject({
      state: { choices: chosen },
    })
    expect(await violations()).toEqual([])
  })

  test('lets silence end spoken answers, or not', async () => {
    setUp()
    const ends = within(screen.getByRole('group', { name: 'What ends an answer' }))
    expect(ends.getByRole('radio', { name: 'Hands-free' })).toHaveProperty('checked', true)
    await userEvent.click(ends.getByRole('radio', { name: 'Manual' }))
    expect(useSettings.getState().turnTaking).toBe('manual')
    expect(screen.getByText(/No silence ends an answer/)).toBeTruthy()
    expect(await violations()).toEqual([])
    await userEvent.click(screen.getByRole('radio', { name: 'Typed' }))
    expect(screen.queryByRole('group', { name: 'What ends an answer' })).toBeNull()
  })

  test('says that typed answers are cut in on by the time of their words', async () => {
    setUp()
    await userEvent.click(screen.getByRole('radio', { name: 'Typed' }))
    expect(screen.getByText(/150 words a minute. The interviewer cuts in by that time, too/)).toBeTruthy()
    await userEvent.click(screen.getByRole('radio', { name: 'Off' }))
    expect(screen.queryByText(/cuts in by that time/)).toBeNull()
  })

  test('moves among options with the arrows', async () => {
    setUp()
    screen.getByRole('radio', { name: 'L5' }).focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(useSettings.getState().choices.level).toBe('L6')
  })

  test('a stretched clock stretches the times, and one that is off has none', async () => {
    setUp()
    const clock = screen.getByRole('combobox', { name: 'Clock' })
    await userEvent.selectOptions(clock, '2 times the time')
    expect(screen.getByText('3 questions, up to 54 min')).toBeTruthy()
    await userEvent.selectOptions(clock, 'Off')
    expect(screen.getByText('3 questions, no limit')).toBeTruthy()
    expect(screen.queryByRole('group', { name: 'Patience' })).toBeNull()
  })

  test.each([
    ['refused', 'The microphone is not allowed here'],
    ['missing', 'No microphone was found'],
    ['busy', 'The microphone is in use'],
    ['unsupported', 'This browser cannot record here'],
    ['failed', 'The microphone could not be opened'],
  ] as const)('a microphone that is %s is explained, and typing offered', async (problem, title) => {
    const { started } = setUp({
      open: () => Promise.reject(new MicrophoneError(problem, `it was ${problem}`)),
    })
    await check()
    expect((await screen.findByRole('alert')).textContent).toContain(title)
    expect(await violations()).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Type instead' }))
    expect(screen.queryByRole('alert')).toBeNull()
    await userEvent.click(start())
    expect(started).toMatchObject([{ input: 'keyboard' }])
  })

  test('a microphone that was refused can be tried again', async () => {
    const microphone = checkedMicrophone()
    let allowed = false
    setUp({
      open: (device) =>
        allowed ? microphone.open(device) : Promise.reject(new MicrophoneError('refused', 'not allowed')),
    })
    await check()
    await screen.findByRole('alert')
    allowed = true
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Say a few words.')).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('shows what the microphone hears', async () => {
    const microphone = checkedMicrophone()
    const { unmount } = setUp({ open: microphone.open })
    await check()
    const meter = await screen.findByRole('meter', { name: 'Level of A microphone' })
    microphone.hear(0, 0, 0)
    expect(screen.getByText(/Hardly anything comes in/)).toBeTruthy()
    expect(meter).toHaveProperty('value', 0)
    microphone.hear(0.003, 0.02, 0)
    expect(screen.getByText(/closer/)).toBeTruthy()
    microphone.hear(0.1, 0.4, 0.1)
    expect(screen.getByText(/no voice in it.*not the right microphone/)).toBeTruthy()
    microphone.hear(0.1, 0.4, 0.97)
    expect(screen.getByText('It hears you.')).toBeTruthy()
    expect(meter).toHaveProperty('value', 67)
    microphone.hear(0.003, 0.02, 0)
    expect(screen.getByText('It heard you.')).toBeTruthy()
    microphone.become({ sound: 'muted' })
    expect(screen.getByText(/It is muted/)).toBeTruthy()
    microphone.become({ sound: 'silent' })
    expect(screen.getByText(/Nothing at all comes in/)).toBeTruthy()
    microphone.become({ sound: 'heard' })
    microphone.hear(0.5, 1, 0.97)
    expect(screen.getByText(/Too loud/)).toBeTruthy()
    expect(screen.queryByText(/did not load/)).toBeNull()
    microphone.become({ vad: 'energy' })
    expect(screen.getByText(/typing, music and breath may count as speech/)).toBeTruthy()
    expect(await violations()).toEqual([])
    unmount()
    expect(microphone.closed()).toBe(1)
  })

  test('a microphone that goes away during the check is explained', async () => {
    const microphone = checkedMicrophone()
    setUp({ open: microphone.open })
    await check()
    await screen.findByText('Say a few words.')
    microphone.lose()
    expect((await screen.findByRole('alert')).textContent).toContain('No microphone was found')
  })

  test('checks the device that is chosen, and remembers it', async () => {
    const microphone = checkedMicrophone()
    const devices = [
      { id: 'one', label: 'Built in' },
      { id: 'two', label: 'Headset' },
    ]
    setUp({ open: microphone.open, list: () => Promise.resolve(devices) })
    await check()
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Microphone' }), 'Headset')
    await waitFor(() => expect(microphone.opened).toEqual([undefined, 'two']))
    expect(microphone.closed()).toBe(1)
    expect(useSettings.getState().choices.device).toBe('two')
  })

  test('keeps the question in words while the voice is off', async () => {
    setUp()
    await userEvent.click(screen.getByRole('checkbox', { name: 'In words' }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'Aloud' }))
    const inWords = screen.getByRole('checkbox', { name: 'In words' })
    expect(inWords).toMatchObject({ checked: true, disabled: true })
  })

  test('says why it could not start', async () => {
    const fail = () => Promise.reject(new StoreError('full', 'the disk is full'))
    showScreen(<SetupScreen start={fail} />, testServices(), '/setup')
    await userEvent.click(start())
    expect((await screen.findByRole('alert')).textContent).toContain('the disk is full')
    expect(start()).toHaveProperty('disabled', false)
  })
})
