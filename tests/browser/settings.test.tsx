import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import SettingsScreen from '../../src/settings/SettingsScreen.tsx'
import SetupScreen from '../../src/setup/SetupScreen.tsx'
import type { Capture, CaptureEvents } from '../../src/speech/ports.ts'
import type { SpeechModelsParts } from '../../src/speech/speechModels.ts'
import type { Services } from '../../src/ui/services.ts'
import { createPackingQueue } from '../../src/packing/queue.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { useSettings } from '../../src/ui/settings.ts'
import { packerHeld, unpackHeld } from '../support/packed.ts'
import {
  clearScreen,
  durableStore,
  keepSession,
  showScreen,
  testServices,
  violations,
} from '../support/screens.tsx'
import { handHost, handRecogniser, openModels, standInModel } from '../support/speechModels.ts'

afterEach(async () => {
  clearScreen()
  for (const name of await caches.keys()) if (name.startsWith('mockloop.speech.')) await caches.delete(name)
})

async function show(parts: Partial<SpeechModelsParts> = {}, given: Partial<Services> = {}) {
  const models = openModels(parts)
  const services = testServices({ speechModels: async () => models, ...given })
  showScreen(<SettingsScreen />, services, '/settings')
  await screen.findByRole('combobox', { name: 'Recogniser' })
  return { models }
}

const tiny = () => within(screen.getByRole('article', { name: 'Moonshine tiny' }))
/** Files are hashed and really kept: a busy machine takes its time. */
const patient = { timeout: 10_000 }
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }))

test('answers without words are transcribed by themselves, or not', async () => {
  await show()
  const box = screen.getByRole('checkbox', { name: 'Transcribe what was left without words' })
  expect(box).toBeChecked()
  await userEvent.click(box)
  expect(useSettings.getState().transcribe).toBe(false)
})

describe('storage', () => {
  const spoken = { session: 's', index: 0, sampleRate: 16_000, samples: new Int16Array(3_600_000) }

  test('tells what is used and left, packs when that is wanted, and says what it does', async () => {
    const store = new MemorySessionStore(null, unpackHeld)
    await keepSession(store, 's')
    await store.appendAudio({ ...spoken, take: 'one' })
    await store.appendAudio({ ...spoken, take: 'two' })
    useSettings.setState({ pack: false })
    const packer = packerHeld()
    const { pack } = packer
    const begun: (() => void)[] = []
    packer.pack = async (audio) => {
      await new Promise<void>((resolve) => begun.push(resolve))
      return pack(audio)
    }
    const finish = async (count: number) => {
      await waitFor(() => expect(begun).toHaveLength(count))
      begun.at(-1)?.()
    }
    const services = testServices({ store })
    const packing = createPackingQueue({
      ...services,
      createPacker: () => Promise.resolve(packer),
      isOn: () => useSettings.getState().pack,
    })
    await show({}, { store, packing })
    await screen.findByText('340 MB used, 12.3 GB left for this app.')
    await screen.findByText('Recordings take 14 MB, 14 MB of it not packed.')
    const box = screen.getByRole('checkbox', { name: 'Pack recordings once a session is over' })
    expect(box).not.toBeChecked()
    await userEvent.click(box)
    expect(useSettings.getState().pack).toBe(true)
    await screen.findByText('Packing: 0 done, 2 to go.')
    expect(await violations()).toEqual([])
    await finish(1)
    await screen.findByText('Packing: 1 done, 1 to go.')
    await finish(2)
    await screen.findByText(/^Recordings take 1[45] MB, all of them packed\.$/)
    packing.close()
  })

  test('says where the browser cannot pack', async () => {
    const services = testServices()
    await keepSession(services.store, 's')
    await services.store.appendAudio({ ...spoken, take: 'one' })
    services.packing.look()
    await show({}, { store: services.store, packing: services.packing })
    expect(await screen.findByText(/cannot pack: recordings stay as they are/)).toBeVisible()
  })

  test('asks the browser to keep it, and says when it does not promise', async () => {
    let granted = false
    const room = {
      space: () => Promise.resolve(null),
      isKept: () => Promise.resolve(false),
      keep: () => Promise.resolve(granted),
    }
    const store = durableStore()
    await show({}, { room, store })
    await screen.findByText('The browser does not tell how much room is used and left.')
    await press('Ask the browser to keep it')
    await screen.findByText(/It did not promise/)
    granted = true
    await press('Ask the browser to keep it')
    await screen.findByText('The browser promised to keep all of it when space runs short.')
    expect(await violations()).toEqual([])
  })
})

describe('a model', () => {
  test('is got when its size and host were agreed to, kept, chosen and removed', async () => {
    const { model, bytes } = await standInModel('moonshine-tiny-streaming')
    const host = handHost()
    await show({ models: [model], fetch: host.fetch })
    expect(screen.getByText('No recogniser is on this machine, so your words are typed.')).toBeVisible()
    expect(await violations()).toEqual([])

    await press('Get 3 MB from download.moonshine.ai…')
    const dialog = within(screen.getByRole('dialog', { name: 'Get Moonshine tiny?' }))
    expect(dialog.getByText(/3 MB are fetched from download.moonshine.ai once/)).toBeVisible()
    await userEvent.click(dialog.getByRole('button', { name: 'Not now' }))
    expect(host.asked).toEqual([])

    await press('Get 3 MB from download.moonshine.ai…')
    await press('Get 3 MB')
    await waitFor(() => expect(host.asked).toEqual([`${model.host}weights.ort`]))
    host.send(bytes.slice(0, 2_300_000))
    const bar = await tiny().findByRole('progressbar', { name: 'Getting Moonshine tiny' })
    await waitFor(() => expect(bar).toHaveValue(2_300_000))
    expect(await violations()).toEqual([])
    host.send(bytes.slice(2_300_000))
    host.end()
    expect(await tiny().findByText('On this machine.', {}, patient)).toBeVisible()
    expect(screen.getByRole('heading', { name: 'Moonshine tiny' })).toHaveFocus()
    expect(screen.getByText('Your words are recognised on this machine by Moonshine tiny.')).toBeVisible()

    await press('Remove Moonshine tiny')
    await press('Remove')
    expect(await tiny().findByRole('button', { name: /^Get 3 MB/ })).toBeVisible()
    expect(await caches.has(`mockloop.speech.${model.id}`)).toBe(false)
  })

  test('that was cancelled goes on where it was; what breaks off is told', async () => {
    const { model, bytes } = await standInModel('moonshine-tiny-streaming')
    const host = handHost()
    await show({ models: [model], fetch: host.fetch })
    await press(/^Get 3 MB from/)
    await press('Get 3 MB')
    await waitFor(() => expect(host.asked).toHaveLength(1))
    host.send(bytes.slice(0, 2_200_000))
    await waitFor(async () => {
      const cache = await caches.open(`mockloop.speech.${model.id}`)
      expect(await cache.keys()).toHaveLength(1)
    })
    await press('Cancel getting Moonshine tiny')
    expect(await tiny().findByText('2 of 3 MB are on this machine.', {}, patient)).toBeVisible()
    expect(tiny().queryByRole('alert')).toBeNull()

    await press(/^Go on with 0 MB from/)
    await press('Get 0 MB')
    await waitFor(() => expect(host.asked[1]).toMatch(/bytes=2097152-$/))
    host.breakOff()
    // The whole is asked for once, in case it was the range that was refused.
    await waitFor(() => expect(host.asked).toHaveLength(2))
    expect(await tiny().findByRole('alert', {}, patient)).toHaveTextContent('The connection broke off')
    expect(await violations()).toEqual([])

    await press(/^Go on with/)
    await press(/^Get 0 MB$/)
    await waitFor(() => expect(host.asked).toHaveLength(3))
    host.send(bytes.slice(2_097_152))
    host.end()
    expect(await tiny().findByText('On this machine.', {}, patient)).toBeVisible()
  })

  test('is taken from picked files where the page may fetch nothing', async () => {
    const { model, bytes } = await standInModel('moonshine-tiny-streaming')
    const host = handHost("default-src 'none'; connect-src 'self'")
    await show({ models: [model], fetch: host.fetch })
    expect(screen.queryByRole('button', { name: /^Get/ })).toBeNull()
    await userEvent.click(tiny().getByText('Its files, and how to get them'))
    expect(tiny().getByText(/MOCKLOOP_MODEL_HOST/)).toBeVisible()
    const input = () => tiny().getByLabelText('Files of Moonshine tiny')
    await userEvent.upload(input(), new File([bytes.slice(0, 9)], 'weights.ort'))
    expect(await tiny().findByRole('alert', {}, patient)).toHaveTextContent('A file is not what it should be')
    await userEvent.upload(input(), new File([bytes], 'other.ort'))
    await waitFor(
      () =>
        expect(tiny().getByRole('alert')).toHaveTextContent(
          'other.ort: none of the files of Moonshine tiny.',
        ),
      patient,
    )
    await userEvent.upload(input(), new File([bytes], 'weights.ort'))
    expect(await tiny().findByText('On this machine.', {}, patient)).toBeVisible()
    expect(host.asked).toEqual([])
  })

  test('that cannot run here says why, and is not offered', async () => {
    await show({
      device: async () => ({
        isolated: false,
        simd: true,
        memoryGb: 0.5,
        keeps: false,
        browser: 'installable',
      }),
    })
    expect(screen.queryByRole('button', { name: /^Get/ })).toBeNull()
    expect(tiny().getByText(/does not isolate the page/)).toBeVisible()
    expect(screen.getByText(/too little memory/)).toBeVisible()
    expect(screen.getByText(/keeps no files/)).toBeVisible()
    expect(screen.getByText(/its English is not installed/)).toBeVisible()
    expect(await violations()).toEqual([])
  })
})

test('what is chosen is remembered, and told where it is not ready', async () => {
  await show()
  await userEvent.selectOptions(
    screen.getByRole('combobox', { name: 'Recogniser' }),
    'Whisper base (not ready)',
  )
  expect(useSettings.getState().recogniser).toBe('whisper-base.en_timestamped')
  expect(screen.getByText(/The recogniser that you chose is not ready/)).toBeVisible()
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Recogniser' }), 'None: I type')
  expect(screen.getByText(/You chose to type/)).toBeVisible()
})

test('a look that fails is told, and tried again', async () => {
  let fails = true
  const models = openModels({})
  const services = testServices({
    speechModels: async () => {
      if (fails) throw new Error('a part of the app did not load')
      return models
    },
  })
  showScreen(<SettingsScreen />, services, '/settings')
  expect(await screen.findByText('The recognisers could not be looked at')).toBeVisible()
  expect(await violations()).toEqual([])
  fails = false
  await press('Try again')
  expect(await screen.findByRole('combobox', { name: 'Recogniser' })).toBeVisible()
})

describe('a sentence to try it', () => {
  function handMicrophone() {
    const listeners: { [E in keyof CaptureEvents]?: CaptureEvents[E] } = {}
    let closed = 0
    const capture = {
      on<E extends keyof CaptureEvents>(event: E, listener: CaptureEvents[E]) {
        listeners[event] = listener
        return () => {}
      },
      startTake: () => {},
      endTake: async () => ({
        take: 'self-test',
        sampleRate: 16000,
        samples: 0,
        phrases: [],
        vad: 'silero' as const,
      }),
      close: async () => void closed++,
    } as unknown as Capture
    return {
      open: async () => capture,
      chunk: (samples: Int16Array<ArrayBuffer>) =>
        listeners.chunk?.({ take: 'self-test', index: 0, samples }),
      closed: () => closed,
    }
  }
  const ready = {
    device: async () => ({
      isolated: true,
      simd: true,
      memoryGb: null,
      keeps: true,
      browser: 'ready' as const,
    }),
  }

  test('shows its words while it is said and when it is over, and lets go of everything', async () => {
    const microphone = handMicrophone()
    const { recogniser, state, hear } = handRecogniser()
    state.text = 'We shipped it on Friday.'
    const microphones = { ...testServices().microphones, open: microphone.open }
    await show(ready, { microphones, openRecogniser: async () => recogniser })
    await press('Try it: say a sentence')
    expect(await screen.findByText(/Listening. Say a sentence/)).toBeVisible()
    microphone.chunk(new Int16Array(4000))
    expect(state.pushed).toBe(4000)
    act(() => hear('we shipped'))
    expect(screen.getByText('we shipped')).toBeVisible()
    expect(await violations()).toEqual([])
    await press('Done')
    expect(await screen.findByText(/“We shipped it on Friday.” \(.* without times of words\)/)).toBeVisible()
    expect([microphone.closed(), state.closed]).toEqual([1, 1])
  })

  test('says what failed', async () => {
    const microphone = handMicrophone()
    const microphones = { ...testServices().microphones, open: microphone.open }
    await show(ready, { microphones, openRecogniser: () => Promise.reject(new Error('it broke')) })
    await press('Try it: say a sentence')
    expect(await screen.findByText('The test failed: it broke.')).toBeVisible()
    await waitFor(() => expect(microphone.closed()).toBe(1))
  })
})

test('set-up says by which way words come, and leads to where one can be had', async () => {
  const { model } = await standInModel('moonshine-tiny-streaming')
  const models = openModels({ models: [model] })
  const services = testServices({ speechModels: async () => models })
  showScreen(<SetupScreen start={() => Promise.resolve()} />, services, '/setup')
  expect(await screen.findByText(/No recogniser is on this machine/)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Get one (3 MB)' })).toHaveAttribute('href', '/settings')
  await userEvent.click(screen.getByRole('radio', { name: 'Typed' }))
  expect(screen.queryByText(/No recogniser/)).toBeNull()
})
