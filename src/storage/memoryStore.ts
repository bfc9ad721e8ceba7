import { takesIn } from '../session/entries.ts'
import type { Entry, Header } from '../session/log.ts'
import { logVersion } from '../session/version.ts'
import { parseLog } from '../session/migrate.ts'
import {
  isPacked,
  StoreError,
  type AudioChunk,
  type KeptAudio,
  type KeptMeasured,
  type PackedAudio,
  type SessionStore,
  type SessionTexts,
  type TakeAudio,
  type TakeSize,
  type Unpack,
  type WholeSession,
} from '../session/store.ts'
import { openChanges } from './changes.ts'
import { attempt } from './errors.ts'
import { heirOf } from './shared.ts'
import { changedTags, type TagChange } from '../session/tags.ts'
import { emptyTexts, textsAfter, type Texts } from '../session/texts.ts'
import { listed, newestFirst, summaryAfter, summaryOf, type KeptSummary } from './summary.ts'
import { checkChunk, checkOwner, copyOf, isOf, isStored, mergeTake, playable } from './takes.ts'
import { textsFrom } from './texts.ts'
import { noUnpack, unpacked } from './unpacked.ts'
import { alreadyPacked, alreadyThere, leftToAppend, mustExist, otherFormat, wrongLength } from './words.ts'

interface StoredSession {
  summary: KeptSummary
  header: Header
  entries: Entry[]
  texts: Texts
  measured: KeptMeasured | null
  removed: boolean
  /** Recordings of other sessions that its log names. */
  borrowed: Set<string>
}

interface StoredTake {
  take: string
  session: string
  sampleRate: number
  chunks: Map<number, AudioChunk>
  /** In place of the chunks, once it was packed. */
  packed: PackedAudio | null
}

/** Sessions for as long as the page lives, where the browser keeps nothing. The same contract, but `durable`. */
export class MemorySessionStore implements SessionStore {
  readonly durable = false
  /** Why there is nothing better; null when it was asked for. */
  readonly reason: StoreError | null
  readonly #sessions = new Map<string, StoredSession>()
  readonly #takes = new Map<string, StoredTake>()
  readonly #changes = openChanges(null)
  readonly #unpack: Unpack
  #closed = false

  constructor(reason: StoreError | null = null, unpack: Unpack = noUnpack) {
    this.reason = reason
    this.#unpack = unpack
  }

  create(header: Header, title: string): Promise<void> {
    return this.#write(header.id, `creating session ${header.id}`, () => {
      if (this.#sessions.has(header.id)) throw alreadyThere(header.id)
      this.#add(header, title)
    })
  }

  append(session: string, from: number, entries: readonly Entry[]): Promise<void> {
    return this.#write(session, `saving to session ${session}`, () => {
      const stored = this.#stored(session)
      const { length } = stored.entries
      const left = leftToAppend({ id: session, length }, from, stored.entries.slice(from), entries)
      this.#extend(this.#canExtend(stored, length), left)
    })
  }

  appendAudio(...given: AudioChunk[]): Promise<void> {
    const chunks = given.map(copyOf)
    const takes = [...new Set(chunks.map(({ take }) => take))].join(', ')
    return this.#run(`saving audio of recording ${takes}`, () => {
      const changed = new Map<string, StoredTake>()
      for (const chunk of chunks) {
        const { take, session, sampleRate, index } = chunk
        this.#stored(session)
        const known = changed.get(take) ?? this.#takes.get(take)
        checkChunk(chunk, known)
        if (known?.packed) throw alreadyPacked(take)
        const stored = { take, session, sampleRate, packed: null, chunks: new Map(known?.chunks) }
        if (!isStored(chunk, stored.chunks.get(index))) stored.chunks.set(index, chunk)
        changed.set(take, stored)
      }
      for (const [take, stored] of changed) this.#takes.set(take, stored)
    })
  }

  /** There is nothing to make safe in memory. */
  sealTake(take: string): Promise<void> {
    return this.#run(`sealing recording ${take}`, () => undefined)
  }

  load(session: string): ReturnType<SessionStore['load']> {
    return this.#run(`opening session ${session}`, () => {
      const stored = this.#sessions.get(session)
      if (!stored) return null
      const { title, tags } = stored.summary
      return { log: parseLog(`Session "${title}"`, structuredClone(stored)), title, tags: [...tags] }
    })
  }

  list(): ReturnType<SessionStore['list']> {
    return this.#run('listing the sessions', () => {
      const kept = [...this.#sessions.values()].filter(({ removed }) => !removed)
      return newestFirst(kept.map(({ summary, entries }) => structuredClone(listed(summary, entries.length))))
    })
  }

  watch(listener: () => void): () => void {
    return this.#changes.watch(listener)
  }

  async loadTake(take: string): Promise<TakeAudio | null> {
    return unpacked(await this.loadKept(take), this.#unpack)
  }

  loadKept(take: string): Promise<KeptAudio | null> {
    return this.#run(`opening recording ${take}`, () => {
      const stored = this.#takes.get(take)
      if (stored?.packed) return stored.packed
      return stored ? playable(stored, [...stored.chunks.values()]) : null
    })
  }

  pack(original: TakeAudio, packed: PackedAudio): Promise<boolean> {
    return this.#run(`packing recording ${original.take}`, () => {
      const stored = this.#takes.get(original.take)
      if (!stored || stored.packed || !isOf(mergeTake(stored, [...stored.chunks.values()]), original))
        return false
      stored.packed = packed
      stored.chunks.clear()
      return true
    })
  }

  sizes(): Promise<TakeSize[]> {
    return this.#run('measuring the recordings', () =>
      [...this.#takes.values()].map(({ take, session, chunks, packed }) => {
        if (packed) return { take, session, bytes: packed.file.length, form: 'packed' as const }
        const bytes = [...chunks.values()].reduce((sum, { samples }) => sum + samples.byteLength, 0)
        return { take, session, bytes, form: 'pcm' as const }
      }),
    )
  }

  takesOf(session: string): Promise<string[]> {
    return this.#run(`listing the recordings of session ${session}`, () =>
      [...this.#ownedTakes(session), ...(this.#sessions.get(session)?.borrowed ?? [])].toSorted(),
    )
  }

  loadRaw(session: string): ReturnType<SessionStore['loadRaw']> {
    return this.#run(`reading session ${session}`, () => {
      const stored = this.#sessions.get(session)
      return stored ? structuredClone(stored) : null
    })
  }

  put(
    { log: { header, entries }, title, tags = [], takes }: WholeSession,
    from: number | null,
  ): Promise<void> {
    const { id } = header
    return this.#write(id, `taking in session ${id}`, () => {
      const before = this.#sessions.get(id)
      if (from === null && before && !before.removed) throw alreadyThere(id)
      if (from !== null) this.#canExtend(this.#stored(id), from)
      for (const { take } of takes)
        if (!before?.borrowed.has(take)) checkOwner(id, take, this.#takes.get(take))
      if (header.version !== logVersion) throw otherFormat(id)
      // From here on nothing can fail: it is taken in whole.
      const named = takesIn(entries)
      if (from === null) {
        this.#erase(id, named)
        this.#add(header, title)
        this.#tag(id, { add: tags })
      }
      const stored = this.#stored(id)
      this.#extend(stored, entries.slice(from ?? 0))
      for (const audio of takes)
        this.#takes.set(audio.take, storedTake(this.#takes.get(audio.take)?.session ?? id, audio))
      for (const take of named)
        if (![undefined, id].includes(this.#takes.get(take)?.session)) stored.borrowed.add(take)
    })
  }

  rename(session: string, title: string): Promise<void> {
    return this.#write(session, `renaming session ${session}`, () => {
      const stored = this.#stored(session)
      stored.summary = { ...stored.summary, title }
    })
  }

  tag(session: string, change: TagChange): Promise<void> {
    return this.#write(session, `tagging session ${session}`, () => this.#tag(session, change))
  }

  texts(sessions: readonly string[]): Promise<SessionTexts[]> {
    return this.#run('reading what was said', () =>
      sessions.flatMap((session) => {
        const stored = this.#sessions.get(session)
        return stored ? [textsFrom(session, stored.texts)] : []
      }),
    )
  }

  measured(): Promise<KeptMeasured[]> {
    return this.#run('reading what was measured', () =>
      [...this.#sessions.values()].flatMap(({ measured }) => (measured ? [structuredClone(measured)] : [])),
    )
  }

  keepMeasured(made: readonly KeptMeasured[]): Promise<void> {
    return this.#run('keeping what was measured', () => {
      for (const each of made) {
        const stored = this.#sessions.get(each.session)
        if (stored) stored.measured = structuredClone(each)
      }
    })
  }

  remove(session: string): Promise<void> {
    return this.#write(session, `removing session ${session}`, () => {
      const stored = this.#sessions.get(session)
      if (stored) stored.removed = true
    })
  }

  restore(session: string): Promise<void> {
    return this.#write(session, `restoring session ${session}`, () => {
      this.#stored(session).removed = false
    })
  }

  /** Leaves a session alone that is not removed. */
  purge(session: string): Promise<void> {
    return this.#write(session, `deleting session ${session}`, () => {
      if (this.#sessions.get(session)?.removed) this.#erase(session)
    })
  }

  close(): void {
    this.#closed = true
    this.#changes.close()
  }

  #run<T>(doing: string, operation: () => T): Promise<T> {
    return attempt(doing, async () => {
      if (this.#closed) throw new StoreError('failed', `${doing}: the store is closed`)
      return operation()
    })
  }

  async #write(session: string, doing: string, operation: () => void): Promise<void> {
    await this.#run(doing, operation)
    this.#changes.announce(session)
  }

  #add(header: Header, title: string): void {
    this.#sessions.set(header.id, {
      summary: summaryOf(header, title),
      header: structuredClone(header),
      entries: [],
      texts: emptyTexts,
      measured: null,
      removed: false,
      borrowed: new Set(),
    })
  }

  #canExtend(stored: StoredSession, from: number): StoredSession {
    const { id, version } = stored.header
    if (version !== logVersion) throw otherFormat(id)
    if (stored.entries.length !== from) throw wrongLength(id, stored.entries.length, from)
    return stored
  }

  #extend(stored: StoredSession, entries: readonly Entry[]): void {
    stored.entries = [...stored.entries, ...structuredClone(entries)]
    stored.summary = summaryAfter(stored.summary, entries)
    stored.texts = textsAfter(stored.texts, structuredClone(entries))
  }

  #tag(session: string, change: TagChange): void {
    const stored = this.#stored(session)
    stored.summary = { ...stored.summary, tags: changedTags(stored.summary.tags, change) }
  }

  /** Its recordings too, but those that are named here and those that others share. */
  #erase(session: string, keep: readonly string[] = []): void {
    this.#sessions.delete(session)
    for (const take of this.#ownedTakes(session)) {
      if (keep.includes(take)) continue
      const sharing = [...this.#sessions].filter(([, { borrowed }]) => borrowed.has(take))
      const heir = heirOf(sharing.map(([id, { removed }]) => ({ id, removedAt: Number(removed) })))
      if (heir) this.#handOn(take, heir.id)
      else this.#takes.delete(take)
    }
  }

  #handOn(take: string, session: string): void {
    const stored = this.#takes.get(take)
    if (!stored) return
    const chunks = [...stored.chunks].map(([index, chunk]) => [index, { ...chunk, session }] as const)
    this.#takes.set(take, { ...stored, session, chunks: new Map(chunks) })
    this.#stored(session).borrowed.delete(take)
  }

  #ownedTakes(session: string): string[] {
    return [...this.#takes.values()].flatMap((take) => (take.session === session ? [take.take] : []))
  }

  #stored(session: string): StoredSession {
    return mustExist(this.#sessions.get(session), session)
  }
}

function storedTake(session: string, audio: KeptAudio): StoredTake {
  const { take, sampleRate } = audio
  if (isPacked(audio)) return { take, session, sampleRate, chunks: new Map(), packed: audio }
  const chunk = copyOf({ session, take, index: 0, sampleRate, samples: audio.samples })
  return { take, session, sampleRate, chunks: new Map([[0, chunk]]), packed: null }
}
