interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string }
}

/** The app's one Trusted Types policy; a content policy that lists names must list this one. */
const POLICY_NAME = 'mockloop-own-scripts'

function checkOwn(url: string): string {
  if (new URL(url, location.href).origin !== location.origin)
    throw new TypeError(`A worker must come from ${location.origin}, not from ${url}`)
  return url
}

let policy: { createScriptURL(url: string): string } | undefined

/**
 * Vouches for a worker's address where the page demands Trusted Types, and passes it on where it does not.
 * @throws TypeError for an address on another origin
 */
export function ownScript(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  if (!trustedTypes) return checkOwn(url)
  policy ??= trustedTypes.createPolicy(POLICY_NAME, { createScriptURL: checkOwn })
  return policy.createScriptURL(url)
}

/**
 * Vouches for every script of the app's own that code in this worker loads as a worker: for engines of others, which
 * do not ask. Where none is demanded it does nothing.
 */
export function vouchForOwnScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  trustedTypes?.createPolicy('default', { createScriptURL: checkOwn })
}
