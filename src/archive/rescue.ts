import type { SessionStore } from '../session/store.ts'
import { messageOf } from './errors.ts'
import { writeZip, type Sink } from './zipWrite.ts'

/**
 * Saves what is left of a session that cannot be opened, as it is stored: for somebody who can mend it. It is no
 * archive, and is not taken in again.
 */
export async function rescue(store: SessionStore, session: string, sink: Sink): Promise<void> {
  const zip = writeZip(sink)
  const text = (data: unknown) => new TextEncoder().encode(JSON.stringify(data, null, 1) ?? 'null')
  const raw = await store.loadRaw(session).catch((error: unknown) => ({ unread: messageOf(error) }))
  const why = await store.load(session).then(() => null, messageOf)
  const takes = await store.takesOf(session).catch(() => [])
  const recordings: unknown[] = []
  for (const [i, take] of takes.entries()) {
    const file = `recording-${i}.pcm`
    try {
      const audio = await store.loadTake(take)
      if (!audio) continue
      const { buffer, byteOffset, byteLength } = audio.samples
      await zip.add(file, new Uint8Array(buffer, byteOffset, byteLength), false)
      recordings.push({ take, file, sampleRate: audio.sampleRate, format: '16 bit, mono, little-endian' })
    } catch (error) {
      recordings.push({ take, unread: messageOf(error) })
    }
  }
  await zip.add('session.json', text({ session, why, raw, recordings }), true)
  await zip.finish()
}
