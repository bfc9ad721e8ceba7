/**
 * `npm run check-deployment -- URL`: asks a deployment for what a browser would, and says what is wrong with it and how
 * to mend it. Node built-ins only; it asks nobody but that address.
 */
import { pathToFileURL } from 'node:url'
import { appHeaders } from './headers.mjs'

/**
 * What was found wrong; `mend` says what to do. `warns`: it works, but not as well as it could.
 * @typedef {{ what: string, mend: string, warns?: boolean }} Fault
 * @typedef {{ title: string, faults: Fault[] }} Check
 */

const examples = 'See scripts/deploy/ for the settings of usual hosts.'

/**
 * Every check with its faults, in the order in which they are best mended.
 * @param {string} address
 * @param {typeof fetch} [ask]
 * @returns {Promise<Check[]>}
 */
export async function checkDeployment(address, ask = fetch) {
  const base = new URL('/', address)
  const get = (/** @type {string} */ path) =>
    ask(new URL(path, base), { redirect: 'follow', cache: 'no-store' })
  /** @type {Response} */
  let page
  try {
    page = await get('/')
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const why = cause instanceof Error ? cause.message : String(cause)
    return [
      {
        title: 'The address answers',
        faults: [{ what: why, mend: 'Check the address and that the server runs.' }],
      },
    ]
  }
  const html = await page.text()
  const scripts = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, path]) => path ?? '')
  return [
    { title: 'The address answers with the app', faults: appFaults(base, page, html, scripts) },
    { title: 'Headers of the page', faults: headerFaults(page) },
    { title: 'Content policy', faults: policyFaults(page) },
    { title: 'Routes', faults: await routeFaults(get, html) },
    { title: 'Scripts and workers', faults: await scriptFaults(get, scripts) },
    { title: 'Service worker', faults: await serviceWorkerFaults(get, html) },
    { title: 'Manifest', faults: await manifestFaults(get) },
  ]
}

/**
 * @param {URL} base
 * @param {Response} page
 * @param {string} html
 * @param {string[]} scripts
 * @returns {Fault[]}
 */
function appFaults(base, page, html, scripts) {
  const faults = []
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(base.hostname)
  if (!page.ok) faults.push({ what: `/ answers ${page.status}`, mend: 'Serve the content of dist/ at /.' })
  else if (!html.includes('id="root"') || scripts.length === 0)
    faults.push({
      what: '/ is not the built app',
      mend: 'Run npm run build, and serve the content of dist/ at /.',
    })
  if (base.protocol !== 'https:' && !isHere)
    faults.push({
      what: 'plain http',
      mend: 'Serve it over https: on plain http, browsers give no microphone and keep nothing for use offline.',
    })
  if (base.protocol === 'https:' && !page.headers.has('strict-transport-security'))
    faults.push({
      what: 'no Strict-Transport-Security',
      mend: 'Send Strict-Transport-Security: max-age=31536000, once all of the host is on https.',
      warns: true,
    })
  const foreign = scripts.filter((src) => new URL(src, base).origin !== base.origin)
  for (const src of foreign)
    faults.push({
      what: `the host puts in ${src}`,
      mend: 'Turn off what the host adds to pages: the policy refuses it.',
    })
  return faults
}

/**
 * @param {Response} page
 * @returns {Fault[]}
 */
function headerFaults(page) {
  return Object.entries(appHeaders()).flatMap(([name, wanted]) => {
    if (name === 'Content-Security-Policy') return []
    const sent = page.headers.get(name)
    if (sent === wanted) return []
    const what = sent === null ? `${name} is missing` : `${name} is '${sent}'`
    const isolates = name.startsWith('Cross-Origin')
    const instead = isolates
      ? ' Without it, speech recognition with threads cannot run on the first visit.'
      : ''
    return [{ what, mend: `Send ${name}: ${wanted}.${instead} ${examples}` }]
  })
}

/**
 * Compares directive by directive: a stricter or differently ordered policy is none of a fault.
 * @param {Response} page
 * @returns {Fault[]}
 */
function policyFaults(page) {
  const sent = page.headers.get('content-security-policy')
  const wanted = appHeaders()['Content-Security-Policy'] ?? ''
  if (sent === null)
    return [
      {
        what: 'Content-Security-Policy is missing',
        mend: `Send Content-Security-Policy: ${wanted}. ${examples}`,
      },
    ]
  const has = directivesOf(sent)
  /** @type {Fault[]} */
  const faults = []
  for (const [name, sources] of directivesOf(wanted)) {
    const given = has.get(name)
    if (given === undefined) {
      faults.push({ what: `the policy has no ${name}`, mend: `Add: ${[name, ...sources].join(' ')}` })
      continue
    }
    const missing = sources.filter((source) => source !== "'none'" && !given.includes(source))
    if (missing.length > 0)
      faults.push({
        what: `${name} lacks ${missing.join(' ')}`,
        mend: `Make it: ${[name, ...sources].join(' ')}`,
      })
    // A host for speech models may have been added on purpose.
    const extra = given.filter(
      (source) => !sources.includes(source) && !(name === 'connect-src' && /^https:\/\/[^*]/.test(source)),
    )
    if (extra.length > 0)
      faults.push({
        what: `${name} also lets in ${extra.join(' ')}`,
        mend: `Make it: ${[name, ...sources].join(' ')}`,
      })
  }
  return faults
}

/**
 * @param {string} policy
 * @returns {Map<string, string[]>}
 */
function directivesOf(policy) {
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/))
  return new Map(
    parts.filter(([name]) => name).map(([name = '', ...sources]) => [name.toLowerCase(), sources]),
  )
}

/**
 * @param {(path: string) => Promise<Response>} get
 * @param {string} html
 * @returns {Promise<Fault[]>}
 */
async function routeFaults(get, html) {
  /** @type {Fault[]} */
  const faults = []
  const route = await get('/sessions')
  if (!route.ok || (await route.text()) !== html)
    faults.push({
      what: `/sessions answers ${route.ok ? 'with something else' : route.status}`,
      mend: `Answer addresses without a dot in their last part with index.html, status 200. ${examples}`,
    })
  const missing = await get('/assets/there-is-no-such-file.js')
  if (missing.ok)
    faults.push({
      what: 'a missing script is answered with a page',
      mend: 'Answer missing files with 404: after an update, a page would run HTML as a script.',
      warns: true,
    })
  return faults
}

/**
 * @param {(path: string) => Promise<Response>} get
 * @param {string[]} scripts
 * @returns {Promise<Fault[]>}
 */
async function scriptFaults(get, scripts) {
  /** @type {Fault[]} */
  const faults = []
  for (const path of scripts.filter((src) => src.startsWith('/')).slice(0, 1)) {
    const script = await get(path)
    await script.body?.cancel()
    if (!script.ok) faults.push({ what: `${path} answers ${script.status}`, mend: 'Upload all of dist/.' })
    const type = script.headers.get('content-type') ?? 'none'
    if (!/^(text|application)\/javascript/.test(type))
      faults.push({ what: `${path} is of type ${type}`, mend: 'Serve .js as text/javascript.' })
    const embedder = script.headers.get('cross-origin-embedder-policy')
    if (embedder !== 'require-corp')
      faults.push({
        what: 'Cross-Origin-Embedder-Policy is missing on scripts',
        mend: `Send the headers with every file, not only with pages: an isolated page starts no worker without it. ${examples}`,
      })
    if (!/immutable|max-age=\d{6,}/.test(script.headers.get('cache-control') ?? ''))
      faults.push({
        what: 'files in assets/ are not kept by browsers',
        mend: 'Send Cache-Control: public, max-age=31536000, immutable for /assets/.',
        warns: true,
      })
  }
  return faults
}

/**
 * @param {(path: string) => Promise<Response>} get
 * @param {string} html
 * @returns {Promise<Fault[]>}
 */
async function serviceWorkerFaults(get, html) {
  const worker = await get('/sw.js')
  const text = await worker.text()
  if (!worker.ok || !text.includes('mockloop.app.'))
    return [
      {
        what: `/sw.js answers ${worker.ok ? 'with something else' : worker.status}`,
        mend: 'Upload all of dist/.',
      },
    ]
  /** @type {Fault[]} */
  const faults = []
  const type = worker.headers.get('content-type') ?? 'none'
  if (!/^(text|application)\/javascript/.test(type))
    faults.push({ what: `/sw.js is of type ${type}`, mend: 'Serve .js as text/javascript.' })
  if (/immutable|max-age=(?!0\b)\d/.test(worker.headers.get('cache-control') ?? ''))
    faults.push({
      what: '/sw.js is kept by caches',
      mend: 'Send Cache-Control: no-cache for /sw.js and /index.html.',
    })
  const files = filesIn(text)
  const index = files.find(({ url }) => url === '/index.html')
  if (index && index.sha256 !== (await sha256Of(html)))
    faults.push({
      what: 'the page is not the one that was built',
      mend: 'Turn off what the host does to pages (minifying, banners, analytics), or upload all of one build: a changed page is not kept for use offline.',
    })
  for (const { url, bytes } of files.filter((file) => /\.(wasm|woff2)$/.test(file.url)).slice(0, 2)) {
    const file = await get(url)
    const size = (await file.arrayBuffer()).byteLength
    if (!file.ok) faults.push({ what: `${url} answers ${file.status}`, mend: 'Upload all of dist/.' })
    else if (size !== bytes)
      faults.push({
        what: `${url} has ${size} bytes instead of ${bytes}`,
        mend: 'Upload all of one build, and as binary files.',
      })
    const wasmType = file.headers.get('content-type') ?? 'none'
    if (file.ok && url.endsWith('.wasm') && wasmType !== 'application/wasm')
      faults.push({
        what: `${url} is of type ${wasmType}`,
        mend: 'Serve .wasm as application/wasm.',
        warns: true,
      })
  }
  return faults
}

/**
 * What the service worker says of the build's files.
 * @param {string} text
 */
function filesIn(text) {
  const found = text.matchAll(/\{url:[`"]([^`"]+)[`"],bytes:([\d.e]+),sha256:[`"]([0-9a-f]{64})[`"]/g)
  return [...found].map(([, url = '', bytes = '0', sha256 = '']) => ({ url, bytes: Number(bytes), sha256 }))
}

/** @param {string} text */
async function sha256Of(text) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * @param {(path: string) => Promise<Response>} get
 * @returns {Promise<Fault[]>}
 */
async function manifestFaults(get) {
  const manifest = await get('/manifest.webmanifest')
  if (!manifest.ok) {
    await manifest.body?.cancel()
    return [{ what: `/manifest.webmanifest answers ${manifest.status}`, mend: 'Upload all of dist/.' }]
  }
  /** @type {{ icons: { src: string }[] }} */
  let content
  try {
    content = JSON.parse(await manifest.text())
  } catch {
    return [{ what: '/manifest.webmanifest is not JSON', mend: 'Upload all of dist/.' }]
  }
  /** @type {Fault[]} */
  const faults = []
  const type = manifest.headers.get('content-type') ?? 'none'
  if (!/^application\/(manifest\+)?json/.test(type))
    faults.push({
      what: `/manifest.webmanifest is of type ${type}`,
      mend: 'Serve .webmanifest as application/manifest+json.',
      warns: true,
    })
  for (const { src } of content.icons) {
    const icon = await get(src)
    await icon.body?.cancel()
    if (!icon.ok) faults.push({ what: `${src} answers ${icon.status}`, mend: 'Upload all of dist/.' })
  }
  return faults
}

/**
 * The checks as lines to read, and whether all that matters is well.
 * @param {Check[]} checks
 */
export function wordsOf(checks) {
  const lines = checks.flatMap(({ title, faults }) => [
    `${faults.some(({ warns }) => !warns) ? '✗' : '✓'} ${title}`,
    ...faults.flatMap(({ what, mend, warns }) => [
      `    ${warns ? 'could be better: ' : ''}${what}`,
      `      ${mend}`,
    ]),
  ])
  const well = checks.every(({ faults }) => faults.every(({ warns }) => warns))
  return { lines, well }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [given] = process.argv.slice(2)
  if (given === undefined || !URL.canParse(given) || !given.startsWith('http')) {
    console.error('Usage: npm run check-deployment -- https://the.address.of/it')
    process.exitCode = 2
  } else {
    const { lines, well } = wordsOf(await checkDeployment(given))
    console.log(lines.join('\n'))
    console.log(
      well ? '\nAll that matters is well.' : '\nSome of it has to be mended; see the lines marked ✗.',
    )
    process.exitCode = well ? 0 : 1
  }
}
