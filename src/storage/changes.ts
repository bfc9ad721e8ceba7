/** Tells listeners, in this tab and in others, that lists may have changed. */
export interface Changes {
  announce(): void
  watch(listener: () => void): () => void
  close(): void
}

/** `channelName` is shared by all tabs on one database; null keeps to this page. */
export function openChanges(channelName: string | null): Changes {
  const listeners = new Set<() => void>()
  const channel =
    channelName !== null && typeof BroadcastChannel === 'function' ? new BroadcastChannel(channelName) : null
  const tell = () => {
    for (const listener of listeners) listener()
  }
  channel?.addEventListener('message', tell)
  return {
    announce() {
      channel?.postMessage(null)
      // Later, so that a listener that throws does not make the write look failed.
      queueMicrotask(tell)
    },
    watch(listener) {
      // A function of its own, so that one listener that watches twice is told twice and leaves twice.
      const own = () => listener()
      listeners.add(own)
      return () => listeners.delete(own)
    },
    close() {
      listeners.clear()
      channel?.close()
    },
  }
}
