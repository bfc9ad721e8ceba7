import { createAsker } from '../platform/asker.ts'
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
  const asker = createAsker<ToPack, FromPack>(worker, 'the worker that packs')
  const packer: Packer = {
    pack: async (audio) => (await asker.ask(audio)).packed,
    close: () => asker.close('packing was stopped'),
  }
  const { can } = await asker.ask(null).catch(() => ({ can: false }))
  if (can) return packer
  packer.close()
  return null
}
