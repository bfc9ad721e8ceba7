/**
 * The response headers of the app, for every server that serves it: `npm start`, Vite's dev server and its
 * preview. Whoever hosts `dist/` elsewhere has to send the same ones.
 */

/**
 * Sources that may run or load. Nothing comes from another origin; nothing inline runs.
 * `nonce` is for Vite's dev server only, which injects a script and styles of its own into the page.
 * @param {string} [nonce]
 */
function contentPolicy(nonce) {
  const alsoNonce = nonce ? ` 'nonce-${nonce}'` : ''
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval'${alsoNonce}`,
    `style-src 'self'${alsoNonce}`,
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
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
 * Every header of the app's answers.
 * @param {{ nonce?: string }} [options]
 * @returns {Record<string, string>}
 */
export function appHeaders({ nonce } = {}) {
  return {
    ...isolationHeaders,
    'Content-Security-Policy': contentPolicy(nonce),
    'Permissions-Policy': 'microphone=(self), camera=(), geolocation=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  }
}
