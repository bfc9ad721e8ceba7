import { isPacked, type SessionStore } from '../session/store.ts'
import { fileOf } from './recordings.ts'
import { writeZip, type Sink } from './zipWrite.ts'
import { messageOf } from '../platform/messageOf.ts'

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
    try {
      const audio = await store.loadKept(take)
      if (!audio) continue
      const { type, bytes } = fileOf(audio)
      const file = `recording-${i}.${type.split('/')[1]}`
      await zip.add(file, bytes, false)
      const format = isPacked(audio) ? 'Opus' : '16 bit, mono, little-endian'
      recordings.push({ take, file, sampleRate: audio.sampleRate, format })
    } catch (error) {
      recordings.push({ take, unread: messageOf(error) })
    }
  }
  await zip.add('session.json', text({ session, why, raw, recordings }), true)
  await zip.finish()
}
