import { act, cleanup, render } from '@testing-library/react'
import axe from 'axe-core'
import type { ReactNode } from 'react'
import { guidePack } from '../../questions/index.ts'
import type { Assessor } from '../../src/assess/types.ts'
import { measuredOf } from '../../src/debrief/measured.ts'
import type { Entry, Header } from '../../src/session/log.ts'
import type { SessionStore } from '../../src/session/store.ts'
import { ownFinder } from '../../src/search/finder.ts'
import { createMeasured } from '../../src/measured/keeper.ts'
import { createSearch } from '../../src/search/search.ts'
import { newHeader, titleOf } from '../../src/setup/header.ts'
import type { Taking } from '../../src/platform/taking.ts'
import type { Microphones, Voice, Voices, VoicesState } from '../../src/speech/ports.ts'
import type { SpeechModels } from '../../src/speech/speechModels.ts'
import type { Room } from '../../src/storage/estimate.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { createPackingQueue } from '../../src/packing/queue.ts'
import { createTranscriptionQueue } from '../../src/transcribe/queue.ts'
import { ServicesContext, type Services } from '../../src/ui/services.ts'
import { defaultSettings, useSettings } from '../../src/ui/settings.ts'
import { useStorage } from '../../src/ui/storage.ts'
import { useToasts } from '../../src/ui/toasts.ts'
import { Toasts } from '../../src/ui/Toasts.tsx'
import { handClock } from './clock.ts'
import '../../src/ui/tokens.css'
import '../../src/ui/base.css'

/** A voice that is not there. */
export const silentVoice: Voice = {
  available: false,
  known: () => Promise.resolve(),
  say: () => ({ done: Promise.resolve('silent'), stop() {} }),
  close() {},
}

/** Recognisers where none can be looked at. */
export const noSpeechModels = (): Promise<SpeechModels> =>
  Promise.reject(new Error('nothing is recognised here'))

export const noVoices: VoicesState = {
  options: [],
  speaks: null,
  own: { at: 'unloaded', loadedBytes: 0, totalBytes: 0, problem: null },
}

/** None to choose from; what is created is the given one. */
export const testVoices =
  (voice: Voice = silentVoice): (() => Promise<Voices>) =>
  async () => ({
    state: () => noVoices,
    subscribe: () => () => {},
    load: () => Promise.resolve(),
    create: () => voice,
  })

const noAssessor = (): Promise<Assessor> => Promise.reject(new Error('nothing is assessed here'))

const plentyOfRoom: Room = {
  space: () => Promise.resolve({ usedBytes: 340_000_000, freeBytes: 12_300_000_000 }),
  isKept: () => Promise.resolve(true),
  keep: () => Promise.resolve(true),
}

/** No other tab takes an interview. */
const noneTaken: Taking = {
  elsewhere: () => null,
  subscribe: () => () => {},
  begin: () => Promise.resolve(() => {}),
  close() {},
}

/** Kept in memory, as all tests have it, and yet taken for the browser's database. */
export const durableStore = () => Object.assign(new MemorySessionStore(), { durable: true })

/** Another tab takes the session, until it `end`s. */
export function takenBy(session: string): { taking: Taking; end: () => void } {
  let elsewhere: string | null = session
  const listeners = new Set<() => void>()
  return {
    taking: {
      elsewhere: () => elsewhere,
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      begin: () => Promise.resolve(null),
      close() {},
    },
    end: () =>
      act(() => {
        elsewhere = null
        for (const listener of listeners) listener()
      }),
  }
}

/** Services for a screen under test; sessions are kept in memory. */
export function testServices(given: Partial<Services> = {}): Services {
  const microphones: Microphones = {
    list: () => Promise.resolve([]),
    onChange: () => () => {},
    prepare() {},
    open: () => Promise.reject(new Error('no microphone was given to this test')),
  }
  const store = given.store ?? new MemorySessionStore()
  const search = createSearch(store, ownFinder())
  const measured = createMeasured(store, { make: async (log) => measuredOf(log) })
  const services = {
    clock: handClock(),
    store,
    microphones,
    claim: () => Promise.resolve(() => {}),
    isClaimed: () => Promise.resolve(false),
    taking: noneTaken,
    voices: testVoices(),
    createAssessor: noAssessor,
    speechModels: noSpeechModels,
    openRecogniser: () => Promise.resolve(null),
    openAligner: () => Promise.reject(new Error('nothing is aligned here')),
    room: plentyOfRoom,
    backups: () => Promise.reject(new Error('nothing is backed up here')),
    search: () => Promise.resolve(search),
    measured: () => Promise.resolve(measured),
    ...given,
  }
  const createPacker = () => Promise.resolve(null)
  const packing = createPackingQueue({ ...services, clock: handClock(), createPacker, isOn: () => true })
  return { transcription: createTranscriptionQueue(services), packing, ...services }
}

/** Shows a screen at an address, with the notices at its foot. */
export function showScreen(screen: ReactNode, services: Services, path = '/') {
  history.replaceState(null, '', path)
  return render(
    <ServicesContext value={services}>
      {screen}
      <Toasts />
    </ServicesContext>,
  )
}

const address = location.pathname + location.search

/** Takes the screen away and everything that it left: notices, settings, the address. */
export function clearScreen(): void {
  cleanup()
  useToasts.setState({ toasts: [] })
  useStorage.setState({ late: 0, updated: false, unsaved: null })
  useSettings.setState(defaultSettings)
  localStorage.clear()
  history.replaceState(null, '', address)
  delete document.documentElement.dataset.theme
}

interface SessionToKeep {
  title?: string
  ended?: boolean
  createdAt?: string
}

/** Keeps a session of one question with one answer of 23 s. */
export async function keepSession(
  store: SessionStore,
  id: string,
  given: SessionToKeep = {},
): Promise<Header> {
  const header = newHeader({
    id,
    createdAt: given.createdAt ?? '2026-11-22T18:20:00.000Z',
    today: '2026-11-22',
    seed: 7,
    choices: { ...defaultSettings.choices, count: 1 },
    clockFactor: 1,
    pack: guidePack,
    engines: { app: 'test', assess: 'test' },
  })
  await store.create(header, given.title ?? titleOf(header.questions))
  const entries: Entry[] = [
    { type: 'session.started', at: 0 },
    { type: 'listening.started', at: 5_000, input: 'keyboard', take: null },
    {
      type: 'answer.finished',
      at: 30_000,
      by: 'candidate',
      thinkingMs: 2_000,
      speakingMs: 23_000,
      phrases: [],
    },
    { type: 'answer.unheard', at: 30_100, seconds: 23 },
  ]
  if (given.ended !== false) entries.push({ type: 'session.ended', at: 61_000, by: 'completed' })
  await store.append(id, 0, entries)
  return header
}

/** What axe finds wrong with the page, as lines to read. */
export async function violations(): Promise<string[]> {
  await Promise.all(document.getAnimations().map((animation) => animation.finished))
  const found = await axe.run(document, { rules: { 'document-title': { enabled: false } } })
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
}
