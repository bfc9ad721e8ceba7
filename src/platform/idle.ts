/** Resolves when the page has nothing else to do, at the latest after so many ms. Safari tells of no idleness: there, soon. */
export const whenIdle = (atLatestMs = 1_000): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: atLatestMs })
    else setTimeout(resolve, 50)
  })
