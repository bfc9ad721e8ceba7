/**
 * The response headers of the app, for every server that serves it: `npm start`, Vite's dev server and its
 * preview. Whoever hosts `dist/` elsewhere has to send the same ones.
 */
import { SetupError } from './setup.mjs'

/**
 * Sources that may run or load. Nothing comes from another origin; nothing inline runs.
 * `nonce` is for Vite's dev server only, which injects a script and styles of its own into the page. `modelHosts` may
 * be fetched from: a speech model, once the person agreed to it.
 * @param {string | undefined} nonce
 * @param {string[]} modelHosts
 */
function contentPolicy(nonce, modelHosts) {
  const alsoNonce = nonce ? ` 'nonce-${nonce}'` : ''
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval'${alsoNonce}`,
    `style-src 'self'${alsoNonce}`,
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...modelHosts].join(' '),
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

/**
 * Cross-origin isolation: SharedArrayBuffer and fine-grained timers are there from the start.
 * @type {Record<string, string>}
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/**
 * The hosts that this deployment lets the app fetch speech models from: MOCKLOOP_MODEL_HOST, several of them apart by
 * spaces, each `https://host` or `https://*.host`. None by default: models then come from the app's own server or from
 * files that the person picks.
 * @param {string} [given]
 * @throws SetupError where one is no such origin
 */
export function modelHostsOf(given = process.env.MOCKLOOP_MODEL_HOST ?? '') {
  const hosts = given.split(/\s+/).filter((host) => host !== '')
  for (const host of hosts)
    if (!/^(https:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+|http:\/\/127\.0\.0\.1)(:\d+)?$/.test(host))
      throw new SetupError(
        `MOCKLOOP_MODEL_HOST: an origin such as https://example.org was expected, not '${host}'`,
      )
  return hosts
}

/**
 * Every header of the app's answers.
 * @param {{ nonce?: string, modelHosts?: string[] }} [options]
 * @returns {Record<string, string>}
 */
export function appHeaders({ nonce, modelHosts = modelHostsOf() } = {}) {
  return {
    ...isolationHeaders,
    'Content-Security-Policy': contentPolicy(nonce, modelHosts),
    'Permissions-Policy': 'microphone=(self), camera=(), geolocation=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  }
}
