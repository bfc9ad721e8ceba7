/** Told which session has changed; null where that is not said, as by another version of the app in another tab. */
type Listener = (session: string | null) => void

/** Tells listeners, in this tab and in others, that lists may have changed. */
export interface Changes {
  announce(session?: string): void
  watch(listener: Listener): () => void
  close(): void
}

/** `channelName` is shared by all tabs on one database; null keeps to this page. */
export function openChanges(channelName: string | null): Changes {
  const listeners = new Set<Listener>()
  const channel =
    channelName !== null && typeof BroadcastChannel === 'function' ? new BroadcastChannel(channelName) : null
  const tell: Listener = (session) => {
    for (const listener of listeners) listener(session)
  }
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) =>
    tell(typeof data === 'string' ? data : null),
  )
  return {
    announce(session) {
      channel?.postMessage(session ?? null)
      // Later, so that a listener that throws does not make the write look failed.
      queueMicrotask(() => tell(session ?? null))
    },
    watch(listener) {
      // A function of its own, so that one listener that watches twice is told twice and leaves twice.
      const own: Listener = (session) => listener(session)
      listeners.add(own)
      return () => listeners.delete(own)
    },
    close() {
      listeners.clear()
      channel?.close()
    },
  }
}
