/** What is known of the app's being kept on this machine. */
export interface OfflineState {
  /** Whether every screen is kept here. */
  screens: boolean
  /** A newer version is here whole, and at work once it is asked for. */
  update: 'none' | 'ready'
  /** The server sends no isolation headers: they come from what is kept, once the page is reloaded. */
  isolatedAfterReload: boolean
  /** What an interview needs besides the screens: models and their WebAssembly. Nothing is known while the total is 0. */
  parts: { keptBytes: number; totalBytes: number; problem: string | null }
}

/** Keeps the app for use without a network, and up to date. */
export interface Offline {
  state(): OfflineState
  subscribe(listener: () => void): () => void
  /** Fetches what an interview needs besides the screens; what is here is not fetched again. Never rejects. */
  prepare(): Promise<void>
  /**
   * Has the newer version take over and reloads this page; other tabs go on with theirs. False, and nothing done, while
   * an interview or other long work is on in any tab.
   */
  use(): Promise<boolean>
}
