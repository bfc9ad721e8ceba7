import type { SaidLine } from './words.ts'

/**
 * What an engine in a worker is told. `take` numbers the recordings; a new number ends the one before. Messages are
 * answered in order.
 * @typeParam Load what the engine needs besides its files
 */
export type ToEngine<Load> =
  | { load: Load; files: EngineFiles }
  | { take: number; samples: Int16Array<ArrayBuffer> }
  | { take: number; finish: true }
  | { take: number; cancel: true }

/** A model's files by name. */
export type EngineFiles = [name: string, bytes: Uint8Array<ArrayBuffer>][]

export type FromEngine =
  | { ready: true }
  /** All lines of the take so far, or, `finished`, of the whole take. */
  | { take: number; lines: SaidLine[]; finished: boolean }
  /** Without a take: the engine could not be loaded. */
  | { take: number | null; failed: string }
