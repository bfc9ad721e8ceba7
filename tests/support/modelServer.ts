import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How a server treats a request for a file. */
export interface Manners {
  /** Breaks the connection after so many bytes of an answer. */
  breakAfter?: number
  /** Sends the whole file whatever was asked for. */
  noRanges?: boolean
  /** Breaks the connection of who asks for a range. */
  hatesRanges?: boolean
  /** Sends so many bytes and then no more, until the client leaves. */
  stallAfter?: number
  status?: number
}

export interface ModelServer {
  address: string
  files: Map<string, Uint8Array>
  /** For each request, how to treat it. */
  manners: (path: string, count: number) => Manners
  /** What was asked for, in order: `GET /path`, with the range behind it. */
  log: string[]
  headers: Record<string, string>
  /** Resolves when an answer stalls. */
  stalled: Promise<void>
  close(): void
}

/** A real web server of stand-in files on this machine, on a free port. */
export async function modelServer(files: [path: string, bytes: Uint8Array][] = []): Promise<ModelServer> {
  let tellStalled: () => void = () => {}
  const state: ModelServer = {
    address: '',
    files: new Map(files),
    manners: () => ({}),
    log: [],
    headers: {},
    stalled: new Promise((resolve) => (tellStalled = resolve)),
    close: () => {},
  }
  const counts = new Map<string, number>()
  const server: Server = createServer((request, response) => {
    const path = request.url ?? ''
    const count = (counts.get(path) ?? 0) + 1
    counts.set(path, count)
    const { range } = request.headers
    state.log.push(`${request.method} ${path}${range ? ` ${range}` : ''}`)
    answer(request, response, state, state.manners(path, count), tellStalled)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  state.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  state.close = () => {
    server.closeAllConnections()
    server.close()
  }
  return state
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { files, headers }: ModelServer,
  manners: Manners,
  tellStalled: () => void,
): void {
  const file = request.url === '/' ? new Uint8Array() : files.get(request.url ?? '')
  if (!file) return void response.writeHead(404, headers).end('<!doctype html>not here')
  if (manners.status) return void response.writeHead(manners.status, headers).end()
  const from = manners.noRanges ? undefined : /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1]
  if (request.headers.range && manners.hatesRanges) return void response.destroy()
  const bytes = file.subarray(Number(from ?? 0))
  response.writeHead(from === undefined ? 200 : 206, { ...headers, 'Content-Length': bytes.length })
  if (request.method === 'HEAD') return void response.end()
  const { breakAfter, stallAfter } = manners
  const part = breakAfter ?? stallAfter
  if (part === undefined || part >= bytes.length) return void response.end(bytes)
  response.write(bytes.subarray(0, part), () => {
    if (stallAfter === undefined) response.destroy()
    else tellStalled()
  })
}
