import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Started {
  address: string
  close(): void
}

function start(server: Server): Promise<Started> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      resolve({
        address: `http://127.0.0.1:${port}/`,
        close() {
          server.close()
          server.closeAllConnections()
        },
      })
    })
  })
}

function pass(from: IncomingMessage, url: URL, to: ServerResponse, without: readonly string[] = []): void {
  const forwarded = request(
    url,
    { method: from.method, headers: { ...from.headers, host: url.host } },
    (answer) => {
      const headers = Object.entries(answer.headers).filter(([name]) => !without.includes(name))
      to.writeHead(answer.statusCode ?? 502, Object.fromEntries(headers))
      answer.pipe(to)
    },
  )
  forwarded.on('error', () => to.destroy())
  from.pipe(forwarded)
}

/**
 * A proxy for a whole browser: all that it asks of anybody, pages, workers and service workers alike, comes through here.
 * `asked` has every host that was asked for; only the app's own is ever answered.
 */
export async function watchTraffic(app: string): Promise<Started & { asked: Set<string> }> {
  const asked = new Set<string>()
  const own = new URL(app)
  const server = createServer((from, to) => {
    const url = new URL(from.url ?? '/', own)
    asked.add(url.host)
    if (url.host === own.host) pass(from, url, to)
    else to.writeHead(502).end()
  })
  server.on('connect', ({ url = '' }: IncomingMessage, socket: { destroy(): void }) => {
    asked.add(url)
    socket.destroy()
  })
  return { ...(await start(server)), asked }
}

const isolation = [
  'cross-origin-opener-policy',
  'cross-origin-embedder-policy',
  'cross-origin-resource-policy',
]

/** The app from a host that cannot isolate its pages from other origins. */
export const serveUnisolated = (app: string): Promise<Started> =>
  start(createServer((from, to) => pass(from, new URL(from.url ?? '/', app), to, isolation)))
