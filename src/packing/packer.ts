import { ownScript } from '../platform/own-script.ts'
import type { PackedAudio, TakeAudio } from '../session/store.ts'
import type { FromPack, ToPack } from './pack.worker.ts'
import workerUrl from './pack.worker.ts?worker&url'

/** Packs recordings. */
export interface Packer {
  /** Null where it has to stay as it is. Rejects where packing failed. */
  pack(audio: TakeAudio): Promise<PackedAudio | null>
  close(): void
}

/** Packs in a worker of its own, so that nobody notices; null where this browser cannot. The caller closes it. */
export async function createPacker(): Promise<Packer | null> {
  const worker = new Worker(ownScript(workerUrl), { type: 'module' })
  const waiting = new Map<number, (answer: FromPack) => void>()
  let next = 0
  let broken: string | null = null
  worker.addEventListener('message', ({ data }: MessageEvent<FromPack>) => waiting.get(data.id)?.(data))
  worker.addEventListener('error', ({ message }) => fail(message || 'the worker that packs did not start'))
  const fail = (failure: string) => {
    broken = failure
    for (const [id, give] of waiting) give({ id, failure })
  }

  async function ask(audio: TakeAudio | null): Promise<Extract<FromPack, { can: boolean }>> {
    if (broken !== null) throw new Error(broken)
    const id = next++
    const answer = await new Promise<FromPack>((resolve) => {
      waiting.set(id, resolve)
      worker.postMessage({ id, audio } satisfies ToPack, [])
    })
    waiting.delete(id)
    if ('failure' in answer) throw new Error(answer.failure)
    return answer
  }

  const packer: Packer = {
    pack: async (audio) => (await ask(audio)).packed,
    close() {
      worker.terminate()
      fail('packing was stopped')
    },
  }
  const { can } = await ask(null).catch(() => ({ can: false }))
  if (can) return packer
  packer.close()
  return null
}
