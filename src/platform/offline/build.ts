/** A file of the built app, as the build measured it. */
export interface BuildFile {
  /** Path from the root of the origin. */
  url: string
  bytes: number
  /** SHA-256, lower-case hex. */
  sha256: string
  /** Not needed to show a screen: fetched when it is first used, and kept from then on. */
  large: boolean
}

/** One build of the app. */
export interface Build {
  /** Differs from that of any build with another file in it. */
  id: string
  files: readonly BuildFile[]
  /** Headers that every answer of the app carries; where the server sent one itself, that one stands. */
  headers: Readonly<Record<string, string>>
}

/** What a page tells the worker that keeps the app. */
export type ToKeeper =
  /** Take over from the build at work; `alone`: only where no other page is open. The port is told whether it does. */
  | { type: 'use'; alone: boolean }
  /** A page has begun: what no page needs any more may go. */
  | { type: 'tidy' }
  /** Answers on the message's port with the build's files. */
  | { type: 'files' }

/** Held by each page while it is open: names the script that it was begun with, and with it its build. */
export const pageLockPrefix = 'mockloop.page:'
