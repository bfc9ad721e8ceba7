import type { Entry, Header, Log } from './log.ts'
import type { TagChange } from './tags.ts'
import type { SaidText } from './texts.ts'

/** What lists show of a session: a projection of its log, kept beside it so that a list need not read all logs. */
export interface SessionSummary {
  id: string
  title: string
  createdAt: string
  /** `open`: it was interrupted, or is being taken. */
  status: 'open' | 'ended'
  answers: number
  /** Of its log, with what the review added: it grows with everything that is written. */
  entries: number
  /** Answers that were spoken and have no words yet. */
  waiting: number
  durationMs: number
  /** Titles of its questions. */
  questions: string[]
  level: Header['level']
  /** Where it parts from the session that it is another take of. */
  fork?: Header['fork']
  mode: Header['mode']
  /** How it was meant to be answered; null of a session of an older app, until its texts were asked for. */
  input: Header['input'] | null
  /** At most 20, none twice. */
  tags: string[]
  /** What is shown stands in for what can no longer be read. */
  damaged?: true
}

/** Audio of one stretch of listening: 16-bit mono PCM. */
export interface TakeAudio {
  take: string
  sampleRate: number
  samples: Int16Array<ArrayBuffer>
}

/** Audio that was packed once its session was over: an Ogg file with Opus in it. */
export interface PackedAudio {
  take: string
  /** Of the PCM that it was made from. */
  sampleRate: number
  /** Samples of that PCM, and of what comes out of the file. */
  length: number
  file: Uint8Array<ArrayBuffer>
}

/** A recording in the form in which it is kept. */
export type KeptAudio = TakeAudio | PackedAudio

export const isPacked = (audio: KeptAudio): audio is PackedAudio => 'file' in audio

/** What comes out of a packed recording: `length` samples. Rejects where it cannot be decoded. */
export type Unpack = (audio: PackedAudio) => Promise<Int16Array<ArrayBuffer>>

/** How much room a recording takes. */
export interface TakeSize {
  take: string
  session: string
  /** Of its audio. While it is in pieces, what it would be if all of them were full ones. */
  bytes: number
  /** `pieces`: as it was recorded, not merged yet; `pcm`: merged; `packed`. */
  form: 'pieces' | 'pcm' | 'packed'
}

export interface AudioChunk {
  session: string
  take: string
  /** Place within the take, from 0. */
  index: number
  sampleRate: number
  samples: Int16Array<ArrayBuffer>
}

/** A session with all that belongs to it, as an archive holds it. */
export interface WholeSession {
  log: Log
  title: string
  /** Default: none. */
  tags?: readonly string[]
  takes: readonly KeptAudio[]
}

/** What was said in a session, answer by answer as it is shown now: for searching. */
export interface SessionTexts {
  session: string
  answers: SaidText[]
}

/** What was measured of a session's answers, as it is kept: a projection of its log, made elsewhere. */
export interface KeptMeasured {
  session: string
  /** Of how many entries of the log, and which way: rows of another way are out of date. */
  made: { entries: number; by: number }
  rows: unknown
}

/** What is stored of a session, whatever it is worth. */
export interface RawSession {
  removed: boolean
  summary: unknown
  header: unknown
  entries: unknown[]
}

/**
 * `full`: no space; `blocked`: another tab holds it, or has a newer app; `updated`, `deleted`: another tab did that to
 * what this one works on; `slow`: no answer yet, though it may still be done; `corrupt`: damaged; `failed`: any other.
 */
export type StoreProblem = 'full' | 'blocked' | 'updated' | 'deleted' | 'slow' | 'corrupt' | 'failed'

/** Whether no later try can help. */
export const isHopeless = (problem: StoreProblem | null): boolean =>
  problem === 'updated' || problem === 'deleted'

/** Thrown by every operation of a store; `problem` chooses the words that the person sees. */
export class StoreError extends Error {
  readonly problem: StoreProblem
  constructor(problem: StoreProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreError'
    this.problem = problem
  }
}

/** Where sessions are kept. A promise that resolves means that it is on disk and survives a crash. */
export interface SessionStore {
  /** False where the browser keeps nothing (private windows): sessions live as long as the page. */
  readonly durable: boolean
  /** Why it is not, where the browser's database did not open. */
  readonly reason?: StoreError | null
  create(header: Header, title: string): Promise<void>
  /**
   * Appends entries at place `from`; those that are there already are not appended again, so that a write which nobody
   * heard of can be repeated. Rejects where the log has others there, or ends before (another tab wrote to it).
   */
  append(session: string, from: number, entries: readonly Entry[]): Promise<void>
  /** All of them or none; where some are there already, the others one by one. */
  appendAudio(...chunks: AudioChunk[]): Promise<void>
  /** Merges the take's chunks into one record, checks it, and only then drops the chunks. Does nothing twice. */
  sealTake(take: string): Promise<void>
  /** The whole log, parsed and migrated; null when there is none. */
  load(session: string): Promise<{ log: Log; title: string; tags: string[] } | null>
  /** Newest first. */
  list(): Promise<readonly SessionSummary[]>
  /** Calls back whenever a list may have changed, in whichever tab. */
  watch(listener: () => void): () => void
  /**
   * The take's audio as PCM, from its record, packed or not, or from the chunks of an interrupted recording; null when
   * there is none.
   */
  loadTake(take: string): Promise<TakeAudio | null>
  /** The same in the form in which it is kept: a packed one is not unpacked. */
  loadKept(take: string): Promise<KeptAudio | null>
  /**
   * Puts the packed recording in the place of the PCM that it was made from, in one step. False, with nothing changed,
   * where what is kept is no longer that PCM, all of it merged.
   */
  pack(original: TakeAudio, packed: PackedAudio): Promise<boolean>
  /** How much room each recording takes, found without reading any. */
  sizes(): Promise<TakeSize[]>
  /** Ids of the session's recordings, sorted: those that belong to it, and those that it shares with their owner. */
  takesOf(session: string): Promise<string[]>
  /** What `load` may refuse, as it is stored; null when there is none. */
  loadRaw(session: string): Promise<RawSession | null>
  /**
   * Writes a session that comes from elsewhere, whole or not at all. `from`: how many entries of its log are already
   * here; null where there is none, or one that was removed, which it replaces. Its takes replace those of the same
   * name; rejects where one belongs to another session that does not share it yet, or where the log here has another
   * length. A recording that the log names and another session has is shared with it.
   */
  put(whole: WholeSession, from: number | null): Promise<void>
  rename(session: string, title: string): Promise<void>
  /** Adds tags and takes tags away; see tags.ts for what is kept of them. */
  tag(session: string, change: TagChange): Promise<void>
  /** What was said in those of the sessions that are there. Made from their logs where that is not kept yet, or damaged. */
  texts(sessions: readonly string[]): Promise<SessionTexts[]>
  /** What was kept of what was measured, of all sessions, removed ones too; it may be out of date or damaged. */
  measured(): Promise<KeptMeasured[]>
  /** Keeps it in place of what was; of sessions that are not there, nothing. No list changes by it. */
  keepMeasured(made: readonly KeptMeasured[]): Promise<void>
  /** Takes the session out of lists; `restore` brings it back until `purge`. */
  remove(session: string): Promise<void>
  restore(session: string): Promise<void>
  /** Deletes for good what was removed, with its audio; what others share goes on as theirs. */
  purge(session: string): Promise<void>
  close(): void
}
