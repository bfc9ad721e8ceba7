import { sha256, type Source } from '../../src/archive/bytes.ts'
import { checkArchive } from '../../src/archive/check.ts'
import { writeJson } from '../../src/archive/json.ts'
import type { Places } from '../../src/archive/kinds.ts'
import { planImport, takeIn, type ImportPlan, type Imported } from '../../src/archive/take.ts'
import { everything, writeArchive, type Choice } from '../../src/archive/write.ts'
import { writeZip, type Sink } from '../../src/archive/zipWrite.ts'
import type { SessionStore } from '../../src/session/store.ts'
import { checksum } from '../../src/storage/takes.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { defaultSettings, readSettings } from '../../src/ui/settings.ts'
import type { GeneratedSession } from './sessions.ts'

/** A browser's stored things, with settings that are kept in a variable. */
export function placesOf(store: SessionStore = new MemorySessionStore()): Places {
  let settings: Record<string, unknown> = { ...defaultSettings }
  return {
    store,
    settings: {
      read: () => settings,
      write: (given) => {
        settings = { ...readSettings(given) }
      },
      isUntouched: () => JSON.stringify(settings) === JSON.stringify(defaultSettings),
    },
    claim: () => Promise.resolve(() => {}),
  }
}

export const bytesSource = (bytes: Uint8Array): Source => ({
  size: bytes.length,
  read: (from, to) => Promise.resolve(bytes.slice(from, to)),
})

export function collect(): Sink & { bytes(): Uint8Array<ArrayBuffer> } {
  const pieces: Uint8Array[] = []
  return {
    write: (bytes) => {
      pieces.push(bytes.slice())
      return Promise.resolve()
    },
    bytes: () => {
      const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
      pieces.reduce((at, piece) => (all.set(piece, at), at + piece.length), 0)
      return all
    },
  }
}

export async function archiveOf(
  places: Places,
  choices?: readonly Choice[],
): Promise<Uint8Array<ArrayBuffer>> {
  const sink = collect()
  await writeArchive(places, choices ?? (await everything(places)), sink)
  return sink.bytes()
}

/** A zip of whatever is given, in this order. */
export async function zipOf(
  files: Record<string, Uint8Array | string>,
  pack = true,
): Promise<Uint8Array<ArrayBuffer>> {
  const sink = collect()
  const zip = writeZip(sink)
  for (const [name, content] of Object.entries(files))
    await zip.add(name, typeof content === 'string' ? new TextEncoder().encode(content) : content, pack)
  await zip.finish()
  return sink.bytes()
}

export async function keep(
  store: SessionStore,
  { log, takes }: GeneratedSession,
  title = 'Session',
): Promise<void> {
  await store.put({ log, title, takes }, null)
}

/** Checks, plans and takes in all of it. */
export async function takeInAll(places: Places, bytes: Uint8Array): Promise<Imported & { plan: ImportPlan }> {
  const source = bytesSource(bytes)
  const catalogue = await checkArchive(source)
  const plan = await planImport(places, source, catalogue)
  return { ...(await takeIn(places, source, catalogue.entries, plan.planned)), plan }
}

/** Everything that is kept, as a digest to compare. */
export async function stateOf({ store, settings }: Places): Promise<string> {
  const list = await store.list()
  const sessions = await Promise.all(
    list.map(async ({ id }) => {
      const takes = await store.takesOf(id)
      const audio = await Promise.all(takes.map((take) => store.loadTake(take)))
      return [
        await store.load(id),
        audio.map((found) => [found?.take, found?.sampleRate, found && checksum(found.samples)]),
      ]
    }),
  )
  return sha256(writeJson([list, sessions, settings.read()]))
}
