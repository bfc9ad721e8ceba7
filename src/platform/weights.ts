import { ask, piecesOf, sha256Of, TransferError, type Fetch } from './transfer.ts'

/** A file of weights that belongs to this build of the app, on the app's own origin. */
export interface WeightsFile {
  url: string
  bytes: number
  /** SHA-256 of the file, lower-case hex. */
  sha256: string
}

export interface WeightsParts {
  fetch: Fetch
  /** Where they are kept for use without a network; null in browsers and windows that keep nothing. */
  caches: Pick<CacheStorage, 'open'> | null
}

const browserParts = (): WeightsParts => ({
  fetch: (url, init) => fetch(url, init),
  caches: 'caches' in globalThis ? caches : null,
})

/** Holds each file under its path. */
export const weightsCache = 'mockloop.weights'

/**
 * The file's bytes: those kept here, else fetched, checked and kept. Earlier builds' files are dropped. Throws a
 * TransferError that says what went wrong; an aborted fetch throws the signal's reason.
 */
export async function loadWeights(
  file: WeightsFile,
  options: { onProgress?: (loadedBytes: number) => void; signal?: AbortSignal } = {},
  parts: WeightsParts = browserParts(),
): Promise<Uint8Array<ArrayBuffer>> {
  const cache = (await parts.caches?.open(weightsCache).catch(() => null)) ?? null
  const kept = await cache?.match(file.url)
  if (kept) {
    const bytes = new Uint8Array(await kept.arrayBuffer())
    if ((await faultOf(bytes, file)) === null) return bytes
    await cache?.delete(file.url)
  }
  const bytes = await download(file, { ...options, keptHere: cache !== null }, parts)
  const fault = await faultOf(bytes, file)
  if (fault !== null) throw new TransferError('damaged', `${file.url} ${fault}`)
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
  options: { onProgress?: (loadedBytes: number) => void; signal?: AbortSignal; keptHere: boolean },
  parts: WeightsParts,
): Promise<Uint8Array<ArrayBuffer>> {
  const { onProgress, signal, keptHere } = options
  // What is kept here needs no second copy in the browser's cache or the service worker's.
  const { body } = await ask(parts.fetch, url, { signal, cache: keptHere ? 'no-store' : 'default' })
  const all = new Uint8Array(size)
  let loaded = 0
  for await (const piece of piecesOf({ url, body }, size, signal)) {
    all.set(piece, loaded)
    loaded += piece.length
    onProgress?.(loaded)
  }
  return all.subarray(0, loaded)
}

/** What is wrong with the bytes; null when they are the file's. */
async function faultOf(
  bytes: Uint8Array<ArrayBuffer>,
  { bytes: size, sha256 }: WeightsFile,
): Promise<string | null> {
  if (bytes.length !== size) return `has ${bytes.length} bytes instead of ${size}`
  return (await sha256Of(bytes)) === sha256 ? null : 'is not what this version of the app expects'
}
