import { isPacked, StoreError, type KeptAudio, type TakeAudio, type Unpack } from '../session/store.ts'
import { messageOf } from '../platform/messageOf.ts'

/** Where nothing unpacks. */
export const noUnpack: Unpack = () => Promise.reject(new Error('nothing here decodes Opus'))

/** The recording as PCM. Throws a StoreError, `corrupt`, where it was packed and cannot be decoded here. */
export async function unpacked(audio: KeptAudio | null, unpack: Unpack): Promise<TakeAudio | null> {
  if (!audio || !isPacked(audio)) return audio
  const { take, sampleRate } = audio
  try {
    return { take, sampleRate, samples: await unpack(audio) }
  } catch (error) {
    const why = messageOf(error)
    throw new StoreError('corrupt', `recording ${take} was packed and cannot be unpacked here: ${why}`, {
      cause: error,
    })
  }
}
