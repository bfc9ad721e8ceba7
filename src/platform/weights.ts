/** A file of weights that belongs to this build of the app, on the app's own origin. */
export interface WeightsFile {
  url: string
  bytes: number
  /** SHA-256 of the file, lower-case hex. */
  sha256: string
}

/** Why weights could not be had. */
export class WeightsError extends Error {
  readonly problem: 'unreachable' | 'damaged'
  constructor(problem: 'unreachable' | 'damaged', message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'WeightsError'
    this.problem = problem
  }
}

export interface WeightsParts {
  fetch: (url: string, init: { signal?: AbortSignal }) => Promise<Response>
  /** Where they are kept for use without a network; null in browsers and windows that keep nothing. */
  caches: Pick<CacheStorage, 'open'> | null
}

const browserParts = (): WeightsParts => ({
  fetch: (url, init) => fetch(url, init),
  caches: 'caches' in globalThis ? caches : null,
})

const cacheName = 'mockloop.weights'

/**
 * The file's bytes: those kept here, else fetched, checked and kept. Earlier builds' files are dropped. Throws a
 * WeightsError that says what went wrong; an aborted fetch throws the signal's reason.
 */
export async function loadWeights(
  file: WeightsFile,
  options: { onProgress?: (loadedBytes: number) => void; signal?: AbortSignal } = {},
  parts: WeightsParts = browserParts(),
): Promise<Uint8Array<ArrayBuffer>> {
  const cache = (await parts.caches?.open(cacheName).catch(() => null)) ?? null
  const kept = await cache?.match(file.url)
  if (kept) {
    const bytes = new Uint8Array(await kept.arrayBuffer())
    if ((await faultOf(bytes, file)) === null) return bytes
    await cache?.delete(file.url)
  }
  const bytes = await download(file, options, parts)
  const fault = await faultOf(bytes, file)
  if (fault !== null) throw new WeightsError('damaged', `${file.url} ${fault}`)
  // Kept as far as there is room; without it they are fetched again next time.
  await cache?.put(file.url, new Response(bytes)).catch(() => {})
  for (const request of (await cache?.keys()) ?? [])
    if (isEarlier(request.url, file.url)) await cache?.delete(request)
  return bytes
}

/** Whether it is the same file of another build: the same name with another hash. */
function isEarlier(url: string, than: string): boolean {
  const plain = (named: string) => named.replace(/^\w+:\/\/[^/]+/, '').replace(/-[\w-]{8}(?=\.\w+$)/, '')
  return plain(url) === plain(than) && !url.endsWith(than)
}

async function download(
  { url, bytes: size }: WeightsFile,
  { onProgress, signal }: { onProgress?: (loadedBytes: number) => void; signal?: AbortSignal },
  parts: WeightsParts,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await parts.fetch(url, { signal }).catch((cause: unknown) => {
    signal?.throwIfAborted()
    throw new WeightsError('unreachable', `${url} could not be fetched`, { cause })
  })
  if (!response.ok || !response.body)
    throw new WeightsError('unreachable', `${url} answered ${response.status}`)
  const all = new Uint8Array(size)
  let loaded = 0
  const reader = response.body.getReader()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (loaded + part.value.length > size)
        throw new WeightsError('damaged', `${url} is longer than ${size} bytes`)
      all.set(part.value, loaded)
      loaded += part.value.length
      onProgress?.(loaded)
    }
  } catch (cause) {
    signal?.throwIfAborted()
    if (cause instanceof WeightsError) throw cause
    throw new WeightsError('unreachable', `${url} broke off after ${loaded} of ${size} bytes`, { cause })
  }
  return all.subarray(0, loaded)
}

/** What is wrong with the bytes; null when they are the file's. */
async function faultOf(
  bytes: Uint8Array<ArrayBuffer>,
  { bytes: size, sha256 }: WeightsFile,
): Promise<string | null> {
  if (bytes.length !== size) return `has ${bytes.length} bytes instead of ${size}`
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex === sha256 ? null : 'is not what this version of the app expects'
}
