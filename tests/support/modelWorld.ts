import { createHash, randomFillSync } from 'node:crypto'
import type { EngineFiles } from '../../src/speech/engines/protocol.ts'
import { bytesOf, speechModels, type SpeechModel } from '../../src/speech/models/catalogue.ts'
import { crc32cOf } from '../../src/speech/models/crc32c.ts'
import { partBytes } from '../../src/speech/models/shelf.ts'
import type { ModelState, SpeechModelsParts } from '../../src/speech/speechModels.ts'
import { memoryCaches } from './caches.ts'
import { modelServer } from './modelServer.ts'
import { handRecogniser, openModels } from './speechModels.ts'

export const random = (bytes: number) => randomFillSync(new Uint8Array(bytes))
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The files of a stand-in model: one of a few bytes, one of more than two parts. */
export const small = random(509)
export const large = random(2 * partBytes + 12_345)

/** A model `stand-in`, its host, the app's own server, and devices that have neither model nor network but these. */
export async function modelWorld() {
  const own = await modelServer([])
  const host = await modelServer([
    ['/release/config.json', small],
    ['/release/onnx/weights.bin', large],
  ])
  const [like] = speechModels
  if (!like) throw new Error('the catalogue is empty')
  const model: SpeechModel = {
    ...like,
    id: 'stand-in',
    host: `${host.address}/release/`,
    origins: [host.address],
    files: [
      { name: 'config.json', bytes: small.length },
      { name: 'onnx/weights.bin', bytes: large.length, crc32c: await crc32cOf(large) },
    ],
  }
  return {
    own,
    host,
    whole: { state: 'whole', bytes: bytesOf(model) },
    open(given: Partial<SpeechModelsParts> = {}) {
      const kept = memoryCaches()
      const loaded: EngineFiles[] = []
      const { recogniser } = handRecogniser()
      const models = openModels({
        models: [model],
        fetch: (url, init) => fetch(url.startsWith('/') ? `${own.address}${url}` : url, init),
        caches: kept.caches,
        engine: async (_model, files) => {
          loaded.push(files)
          return recogniser
        },
        ...given,
      })
      const state = (): ModelState => {
        const found = models.state()?.models[0]
        if (!found) throw new Error('the device was not looked at')
        return found
      }
      /** What engines were loaded with. */
      const digests = () => loaded.map((files) => files.map(([name, bytes]) => [name, sha256(bytes)]))
      return { models, state, kept, digests, recogniser }
    },
    close() {
      own.close()
      host.close()
    },
  }
}

export const wholeDigests = [
  ['config.json', sha256(small)],
  ['onnx/weights.bin', sha256(large)],
]
