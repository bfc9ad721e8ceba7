import type { PackedAudio, TakeAudio } from '../session/store.ts'
import { canPack, pack } from './pack.ts'

/** A recording to pack, or the question whether any can be. */
export type ToPack = { id: number; audio: TakeAudio | null }
export type FromPack =
  { id: number; packed: PackedAudio | null; can: boolean } | { id: number; failure: string }

const post = (message: FromPack) => self.postMessage(message, {})

async function answer({ id, audio }: ToPack): Promise<FromPack> {
  try {
    return { id, can: await canPack(), packed: audio && (await pack(audio)) }
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) }
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToPack>) => void answer(data).then(post))
