/**
 * Resolves when the page has nothing else to do, at the latest after so many ms: a moment for what somebody looks for,
 * longer for what can wait. Safari tells of no idleness: there, soon.
 */
export const whenIdle = (atLatestMs = 200): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: atLatestMs })
    else setTimeout(resolve, 16)
  })
