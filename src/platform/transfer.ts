/**
 * Why a file could not be had or kept: nothing answered or it broke off; the server refused; the bytes are not the
 * expected ones; there is no room; nothing can be kept here; files are still missing;
 * none of those that were picked belong to it.
 */
export type TransferProblem =
  'unreachable' | 'refused' | 'damaged' | 'full' | 'unkept' | 'incomplete' | 'strange'

/** Thrown where files are fetched or kept; `problem` chooses the words that the person sees. */
export class TransferError extends Error {
  readonly problem: TransferProblem
  constructor(problem: TransferProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'TransferError'
    this.problem = problem
  }
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/**
 * Asks for a file. Only the file itself is asked for: no cookies go along, and not the address of the page.
 * @param from the byte to begin at; the answer's status tells whether the server did (206)
 * @throws TransferError; an aborted request throws the signal's reason
 */
export async function ask(
  fetch: Fetch,
  url: string,
  { signal, from = 0, cache = 'default' }: { signal?: AbortSignal; from?: number; cache?: RequestCache } = {},
): Promise<Response & { body: ReadableStream<Uint8Array<ArrayBuffer>> }> {
  const response = await fetch(url, {
    signal,
    cache,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    ...(from > 0 && { headers: { Range: `bytes=${from}-` } }),
  }).catch((cause: unknown) => {
    signal?.throwIfAborted()
    throw new TransferError('unreachable', `${url} could not be fetched`, { cause })
  })
  if (!response.ok || !response.body) {
    await response.body?.cancel()
    throw new TransferError('refused', `${url} answered ${response.status}`)
  }
  return response as Response & { body: ReadableStream<Uint8Array<ArrayBuffer>> }
}

/**
 * The pieces of an answer, as they come.
 * @param size bytes that may come; a longer answer is not the file that was asked for
 * @throws TransferError; an aborted one throws the signal's reason
 */
export async function* piecesOf(
  { url, body }: { url: string; body: ReadableStream<Uint8Array<ArrayBuffer>> },
  size: number,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let came = 0
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        signal?.throwIfAborted()
        throw new TransferError('unreachable', `${url} broke off after ${came} of ${size} bytes`, { cause })
      })
      if (done) return
      came += value.length
      if (came > size) throw new TransferError('damaged', `${url} is longer than ${size} bytes`)
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** SHA-256 in lower-case hex. */
export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
