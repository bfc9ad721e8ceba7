import { answering } from '../platform/asker.ts'
import type { PackedAudio, TakeAudio } from '../session/store.ts'
import { canPack, pack } from './pack.ts'

/** A recording to pack, or null: the question whether any can be. */
export type ToPack = TakeAudio | null
export interface FromPack {
  packed: PackedAudio | null
  can: boolean
}

answering(async (audio: ToPack): Promise<FromPack> => ({
  can: await canPack(),
  packed: audio && (await pack(audio)),
}))
