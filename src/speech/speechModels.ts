import { claim as claimForTab } from '../platform/claim.ts'
import { TransferError, type Fetch, type TransferProblem } from '../platform/transfer.ts'
import { estimateSpace, requestPersistence } from '../storage/estimate.ts'
import { chooseWay, obstacleTo, type Device, type Obstacle, type Place, type Way } from './engines/choose.ts'
import { lookAtDevice } from './engines/device.ts'
import type { EngineFiles } from './engines/protocol.ts'
import { bytesOf, speechModels, type SpeechModel } from './models/catalogue.ts'
import { obtain, readKept, takePicked, type Source, type Watch } from './models/obtain.ts'
import { ownFolder, readOwnModels } from './models/ownModels.ts'
import { policyAllows } from './models/policy.ts'
import { shelfFor, type Caches, type Kept } from './models/shelf.ts'
import { RecognitionError, type Recogniser } from './recogniser.ts'
import { messageOf } from '../platform/messageOf.ts'

/** A model, as it stands on this device. */
export interface ModelState {
  model: SpeechModel
  kept: Kept
  /** Whether the app's own server has it. */
  own: boolean
  /** Why it cannot run here; null where it can. */
  obstacle: Obstacle | null
  /** Whether the page may fetch it from its host. */
  downloadable: boolean
  /** Bytes that are here by now, while it is being got. */
  gettingBytes: number | null
  problem: { kind: TransferProblem | 'elsewhere' | 'failed'; message: string } | null
}

export interface SpeechModelsState {
  device: Device
  models: readonly ModelState[]
}

/** The recognisers of this device: which there are, and getting them. One for the visit. */
export interface SpeechModels {
  /** Null until the device was looked at. The same object until something changes. */
  state(): SpeechModelsState | null
  subscribe(listener: () => void): () => void
  /** Looks again at what is kept and what the page may do. Rejects where even that fails. */
  look(): Promise<void>
  /**
   * Gets a model from the app's own server, or from the model's host: the latter only when the person has agreed to
   * it. What fails is told in the state.
   */
  get(id: string, from: 'own' | 'host'): Promise<void>
  cancel(id: string): void
  /** Takes files that the person picked. */
  pick(id: string, files: readonly File[]): Promise<void>
  remove(id: string): Promise<void>
  /** How words would be had; null until the device was looked at. */
  way(wanted: string): Way | null
  /**
   * The recogniser to use, loaded; null where answers are typed. What the app's own server has is fetched from there;
   * nothing is fetched from anywhere else. The caller closes it.
   * @throws RecognitionError where it should have worked
   */
  open(wanted: string): Promise<Recogniser | null>
}

export interface SpeechModelsParts {
  models: readonly SpeechModel[]
  fetch: Fetch
  caches: Caches | null
  device: () => Promise<Device>
  /** Claims a thing among all tabs; null where another tab has it. */
  claim: (name: string) => Promise<(() => void) | null>
  freeBytes: () => Promise<number | null>
  /** Asks that what is kept stays. */
  persist: () => Promise<unknown>
  engine: (model: SpeechModel, files: EngineFiles) => Promise<Recogniser>
  browserEngine: () => Promise<Recogniser>
}

const browserParts = (): SpeechModelsParts => ({
  models: speechModels,
  fetch: (url, init) => fetch(url, init),
  caches: 'caches' in globalThis ? caches : null,
  device: lookAtDevice,
  claim: claimForTab,
  freeBytes: async () => (await estimateSpace())?.freeBytes ?? null,
  persist: () => requestPersistence(),
  async engine({ id, engine, size }, files) {
    if (engine === 'whisper') return (await import('./engines/whisper.ts')).openWhisper(id, files)
    const { openMoonshine } = await import('./engines/moonshine.ts')
    return openMoonshine(id, { size: size === 'small-streaming' ? size : 'tiny-streaming', files })
  },
  browserEngine: async () => (await import('./engines/browser.ts')).openBrowserRecogniser(),
})

export function createSpeechModels(parts: SpeechModelsParts = browserParts()): SpeechModels {
  const listeners = new Set<() => void>()
  const running = new Map<string, { cancel: AbortController; done: Promise<void> }>()
  let own = new Map<string, Record<string, string>>()
  let state: SpeechModelsState | null = null
  let looking: Promise<void> | null = null

  const shelfOf = (model: SpeechModel) => shelfFor(model, parts.caches)
  const keptOf = (model: SpeechModel): Promise<Kept> =>
    shelfOf(model)
      .kept()
      .catch(() => nothing)
  function modelOf(id: string): SpeechModel {
    const model = parts.models.find((each) => each.id === id)
    if (!model) throw new Error(`There is no model ${id}`)
    return model
  }
  function tell(next: SpeechModelsState): void {
    state = next
    for (const listener of listeners) listener()
  }
  function change(id: string, part: Partial<ModelState>): void {
    if (!state) return
    tell({
      ...state,
      models: state.models.map((each) => (each.model.id === id ? { ...each, ...part } : each)),
    })
  }

  async function look(): Promise<void> {
    const [device, policy, found] = await Promise.all([
      parts.device(),
      readPolicy(parts.fetch),
      readOwnModels(parts.fetch, parts.models),
    ])
    own = found
    const models = parts.models.map(async (model): Promise<ModelState> => {
      const before = state?.models.find((each) => each.model === model)
      return {
        model,
        kept: await keptOf(model),
        own: own.has(model.id),
        obstacle: obstacleTo(model, device),
        downloadable: policyAllows(policy, model.origins),
        gettingBytes: before?.gettingBytes ?? null,
        problem: before?.problem ?? null,
      }
    })
    tell({ device, models: await Promise.all(models) })
  }
  const lookOnce = (): Promise<void> =>
    (looking ??= look().finally(() => {
      looking = null
    }))

  /** Gets a model by some way, told in the state. Who asks meanwhile waits for the same. Rejects with what went wrong. */
  function getting(model: SpeechModel, work: (watch: Watch) => Promise<void>): Promise<void> {
    const before = running.get(model.id)
    if (before) return before.done
    const cancel = new AbortController()
    const done = getOnce(model, cancel.signal, work).finally(() => running.delete(model.id))
    running.set(model.id, { cancel, done })
    return done
  }

  async function getOnce(
    model: SpeechModel,
    signal: AbortSignal,
    work: (watch: Watch) => Promise<void>,
  ): Promise<void> {
    const { id } = model
    let release: (() => void) | null = null
    let shownAt = Number.NEGATIVE_INFINITY
    try {
      change(id, { gettingBytes: (await shelfOf(model).kept()).bytes, problem: null })
      release = await parts.claim(`mockloop.speech.${id}`)
      if (!release) throw new ElsewhereError('another tab is getting it')
      await work({
        signal,
        onProgress(bytes) {
          // As often as it can be seen.
          const now = performance.now()
          if (now - shownAt < 100) return
          shownAt = now
          change(id, { gettingBytes: bytes })
        },
      })
    } catch (error) {
      if (!signal.aborted) change(id, { problem: problemOf(error) })
      throw error
    } finally {
      release?.()
      change(id, { gettingBytes: null, kept: await keptOf(model) })
    }
  }

  const fetchModel = (model: SpeechModel, from: 'own' | 'host') => {
    const source: Source =
      from === 'own'
        ? { folder: `${ownFolder}${model.id}/`, sha256: own.get(model.id) }
        : { folder: model.host }
    return getting(model, async (watch) => {
      // What the app's own server has can be had again; some browsers ask the person.
      if (from === 'host') await parts.persist()
      await obtain(model, shelfOf(model), source, parts, watch)
    })
  }

  function way(wanted: string): Way | null {
    if (!state) return null
    return chooseWay(
      wanted,
      state.device,
      state.models.map(({ model, kept, own: isOwn }) => ({
        model,
        place: ((): Place => (kept.state === 'whole' ? 'kept' : isOwn ? 'own' : 'none'))(),
      })),
    )
  }

  async function openModel({ model, place }: Extract<Way, { by: 'model' }>): Promise<Recogniser> {
    try {
      if (place === 'own') await fetchModel(model, 'own')
      return await parts.engine(model, await readKept(model, shelfOf(model)))
    } catch (error) {
      if (error instanceof RecognitionError) throw error
      change(model.id, { problem: problemOf(error) })
      await lookOnce()
      throw new RecognitionError('unloaded', `${model.label}: ${messageOf(error)}`, { cause: error })
    }
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    look: lookOnce,
    way,
    get: (id, from) => fetchModel(modelOf(id), from).catch(() => {}),
    cancel: (id) => running.get(id)?.cancel.abort(new Error('cancelled')),
    pick: (id, files) => {
      const model = modelOf(id)
      return getting(model, async (watch) => {
        await parts.persist()
        await takePicked(model, shelfOf(model), files, parts, watch)
      }).catch(() => {})
    },
    async remove(id) {
      running.get(id)?.cancel.abort(new Error('removed'))
      await running.get(id)?.done.catch(() => {})
      await shelfOf(modelOf(id)).remove()
      change(id, { kept: nothing, problem: null })
    },
    async open(wanted) {
      await lookOnce()
      const found = way(wanted)
      if (!found || found.by === 'typing') return null
      return found.by === 'browser' ? parts.browserEngine() : openModel(found)
    },
  }
}

class ElsewhereError extends Error {}

const nothing: Kept = { state: 'none', bytes: 0 }

function problemOf(error: unknown): ModelState['problem'] {
  const message = messageOf(error)
  if (error instanceof ElsewhereError) return { kind: 'elsewhere', message }
  return { kind: error instanceof TransferError ? error.problem : 'failed', message }
}

/** The content policy of the page, as its server states it; null where it states none, or cannot be asked. */
async function readPolicy(fetch: Fetch): Promise<string | null> {
  const answer = await fetch('/', { method: 'HEAD', cache: 'no-cache' }).catch(() => null)
  return answer?.headers.get('Content-Security-Policy') ?? null
}

/** Bytes of a model that are still to come. */
export const bytesToCome = ({ model, kept }: ModelState): number => bytesOf(model) - kept.bytes
