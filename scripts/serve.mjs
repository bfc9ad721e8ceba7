/** The web server of the built app: `node scripts/serve.mjs [--port N]`. Node built-ins only. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { pathToFileURL } from 'node:url'
import { appHeaders } from './headers.mjs'
import { root } from './setup.mjs'

/**
 * The server's address. Not `localhost`: that may also mean ::1, where another program may listen.
 */
const host = '127.0.0.1'

/** Browsers keep recordings by address, port included, so it should stay the same from start to start. */
export const usualPort = 4180

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/**
 * Serves `folder` on the first free port from `port` on. The caller closes the server.
 * @param {{ folder: string, port?: number }} options
 * @returns {Promise<{ server: import('node:http').Server, address: string, port: number }>}
 */
export async function serve({ folder, port = usualPort }) {
  const server = createServer((request, response) => {
    answer(folder, request, response).catch((/** @type {unknown} */ error) => {
      console.error(`${request.method} ${request.url}: ${String(error)}`)
      if (!response.headersSent) response.writeHead(500, appHeaders())
      response.end()
    })
  })
  const used = await listenFrom(server, port)
  return { server, address: `http://${host}:${used}/`, port: used }
}

/**
 * @param {import('node:http').Server} server
 * @param {number} first
 */
async function listenFrom(server, first) {
  for (let port = first; port < first + 50; port++) {
    if (await listens(server, port)) return port
  }
  throw new Error(`Ports ${first} to ${first + 49} of ${host} are all in use; name another with --port.`)
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function listens(server, port) {
  return new Promise((resolve, reject) => {
    const onError = (/** @type {NodeJS.ErrnoException} */ error) => {
      server.off('listening', onListening)
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false)
      else reject(error)
    }
    const onListening = () => {
      server.off('error', onError)
      resolve(true)
    }
    server.once('error', onError).once('listening', onListening).listen(port, host)
  })
}

/**
 * @param {string} folder
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(folder, request, response) {
  const headers = appHeaders()
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { ...headers, Allow: 'GET, HEAD' }).end()
    return
  }
  const file = await fileFor(folder, request.url ?? '/')
  if (!file) {
    response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n')
    return
  }
  const { path, size, modified } = file
  const etag = `"${size.toString(36)}-${Math.round(modified).toString(36)}"`
  // Vite puts a hash of its content into the name of everything in assets/.
  const isHashed = path.startsWith(join(folder, 'assets') + sep)
  Object.assign(headers, {
    'Accept-Ranges': 'bytes',
    'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Content-Type': types[extname(path)] ?? 'application/octet-stream',
    ETag: etag,
  })
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end()
    return
  }
  const range = parseRange(request.headers.range, size)
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'Content-Range': `bytes */${size}` }).end()
    return
  }
  const { start, end } = range ?? { start: 0, end: size - 1 }
  if (range) headers['Content-Range'] = `bytes ${start}-${end}/${size}`
  headers['Content-Length'] = String(end - start + 1)
  response.writeHead(range ? 206 : 200, headers)
  if (request.method === 'HEAD' || size === 0) {
    response.end()
    return
  }
  const stream = createReadStream(path, { start, end })
  response.on('close', () => stream.destroy())
  stream.on('error', () => response.destroy()).pipe(response)
}

/**
 * The file a request means: itself, or the page for the app's own routes. Null if there is none.
 * @param {string} folder
 * @param {string} url
 */
async function fileFor(folder, url) {
  let pathname
  try {
    pathname = decodeURIComponent(new URL(url, `http://${host}`).pathname)
  } catch {
    return null
  }
  const path = normalize(join(folder, pathname))
  if (path.includes('\0') || !(path + sep).startsWith(folder + sep)) return null
  const found = await fileAt(path)
  if (found) return found
  // A missing script must be an error, not a page that fails to parse.
  return extname(pathname) === '' ? fileAt(join(folder, 'index.html')) : null
}

/** @param {string} path */
async function fileAt(path) {
  try {
    const info = await stat(path)
    return info.isFile() ? { path, size: info.size, modified: info.mtimeMs } : null
  } catch {
    return null
  }
}

/**
 * One byte range, both ends included; undefined means the whole file (also for several ranges or none).
 * @param {string | undefined} header
 * @param {number} size
 * @returns {{ start: number, end: number } | 'unsatisfiable' | undefined}
 */
function parseRange(header, size) {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start > end ? 'unsatisfiable' : { start, end }
}

/** Closes the server on Ctrl-C or a polite kill, open connections included. */
export function closeOnSignal(/** @type {import('node:http').Server} */ server) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.once(signal, () => {
      server.close()
      server.closeAllConnections()
    })
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { port: { type: 'string' } } })
  const { server, address } = await serve({
    folder: join(root, 'dist'),
    port: values.port ? Number(values.port) : undefined,
  })
  closeOnSignal(server)
  console.log(address)
}
