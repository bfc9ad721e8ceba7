import type { Entry, Header } from '../../src/session/log.ts'
import type { SessionStore, SessionSummary } from '../../src/session/store.ts'
import { checksum } from '../../src/storage/takes.ts'
import { DatabaseSessionStore } from '../../src/storage/sessionStore.ts'
import { dumpDatabase, type DatabaseDump } from './dump.ts'

/** What a released version stored, and what it told of it. */
export interface VersionFixture {
  /** As package.json had it. */
  app: string
  database: DatabaseDump
  /** What local storage held of the settings. */
  settings: string
  /** As its own list told them. */
  list: readonly SessionSummary[]
  /** The recordings that its own code could play: samples, and their checksum. */
  takes: Record<string, { session: string; sampleRate: number; length: number; checksum: string }>
}

/** A session to store: `entries` one by one, and the chunks of its takes. */
export interface ToStore {
  header: Header
  title: string
  entries: readonly Entry[]
  takes: {
    take: string
    chunks: Int16Array<ArrayBuffer>[]
    /** After how many chunks it was sealed; null where it never was. */
    sealedAfter: number | null
  }[]
  removed: boolean
}

export const sampleRate = 8_000

/** Wall time in ms at which the fixtures' removed sessions were removed. */
export const removedAt = 1_800_000_000_000

/** Stores sessions as the app does, one thing after the other. */
export async function fill(store: SessionStore, sessions: readonly ToStore[]): Promise<void> {
  const now = Date.now
  Date.now = () => removedAt
  try {
    for (const { header, title, entries, takes, removed } of sessions) {
      const { id } = header
      await store.create(header, title)
      for (const [i, entry] of entries.entries()) await store.append(id, i, [entry])
      for (const { take, chunks, sealedAfter } of takes) {
        for (const [index, samples] of chunks.entries()) {
          if (index === sealedAfter) await store.sealTake(take)
          await store.appendAudio({ session: id, take, index, sampleRate, samples })
        }
        if (sealedAfter === chunks.length) await store.sealTake(take)
      }
      if (removed) await store.remove(id)
    }
  } finally {
    Date.now = now
  }
}

/** What the code at hand stores of the sessions, in a database of its own. */
export async function fixtureOf(
  app: string,
  sessions: readonly ToStore[],
  settings: string,
): Promise<VersionFixture> {
  const name = `fixture-${crypto.randomUUID()}`
  const store = await DatabaseSessionStore.open(name)
  await fill(store, sessions)
  const list = await store.list()
  const takes: VersionFixture['takes'] = {}
  for (const { header, takes: owned } of sessions)
    for (const { take } of owned) {
      const audio = await store.loadTake(take)
      if (!audio) throw new Error(`${take} was not stored`)
      const { samples } = audio
      takes[take] = {
        session: header.id,
        sampleRate: audio.sampleRate,
        length: samples.length,
        checksum: checksum(samples),
      }
    }
  store.close()
  const database = await dumpDatabase(name)
  indexedDB.deleteDatabase(name)
  return { app, database, settings, list, takes }
}

/** Samples that tell a chunk from any other. */
const chunk = (seed: number) =>
  Int16Array.from({ length: 60 }, (_, i) => ((i * 7919 + seed * 104_729) % 60_000) - 30_000)

/** Takes of short chunks for all stretches of listening that a log names. The last one may have been cut off. */
export function takesFor(entries: readonly Entry[], cutOff: boolean): ToStore['takes'] {
  const names = entries.flatMap((e) => (e.type === 'listening.started' && e.take !== null ? [e.take] : []))
  return names.map((take, i) => {
    const chunks = [chunk(3 * i), chunk(3 * i + 1), chunk(3 * i + 2)]
    const last = i === names.length - 1
    return { take, chunks, sealedAfter: cutOff ? (last ? null : 2) : 3 }
  })
}
