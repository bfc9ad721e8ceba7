/** Bytes that this app uses and may still use, as the browser estimates them. */
export interface Space {
  usedBytes: number
  freeBytes: number
}

type Storage = Pick<StorageManager, 'estimate' | 'persist' | 'persisted'>

/** Free bytes below which no recording begins: the longest session fits, and merging a take needs it twice. */
export const roomToRecordBytes = 100_000_000

/** Free bytes below which the person is told: some hours of recording are left. */
const roomIsShortBytes = 500_000_000

/** The room in which things are kept. */
export interface Room {
  /** Null where the browser does not tell. */
  space(): Promise<Space | null>
  /** Whether the browser promised to keep what is stored when space runs short. */
  isKept(): Promise<boolean>
  /** Asks it to; false where it does not. Some browsers ask the person. */
  keep(): Promise<boolean>
}

export const browserRoom: Room = {
  space: () => estimateSpace(),
  isKept: () => isPersisted(),
  keep: () => requestPersistence(),
}

/** Null where the browser does not tell. */
export async function estimateSpace(storage = browserStorage()): Promise<Space | null> {
  try {
    const { usage, quota } = (await storage?.estimate()) ?? {}
    if (usage === undefined || quota === undefined) return null
    return { usedBytes: usage, freeBytes: Math.max(0, quota - usage) }
  } catch {
    return null
  }
}

/** Whether a recording may begin; it may where the browser does not tell, since writing says when it is full. */
export const hasRoomToRecord = (space: Space | null): boolean =>
  space === null || space.freeBytes >= roomToRecordBytes

export const isRoomShort = (space: Space): boolean => space.freeBytes < roomIsShortBytes

async function isPersisted(storage = browserStorage()): Promise<boolean> {
  try {
    return (await storage?.persisted()) ?? false
  } catch {
    return false
  }
}

/**
 * Asks the browser to keep what is stored when space runs short; some browsers ask the person. False where it will
 * not or cannot promise it.
 */
export async function requestPersistence(storage = browserStorage()): Promise<boolean> {
  try {
    return (await storage?.persisted()) || (await storage?.persist()) || false
  } catch {
    return false
  }
}

const browserStorage = (): Storage | undefined => globalThis.navigator?.storage
