/**
 * Whether a page under this content policy may fetch from the origins (`https://host`, or `https://*.host`).
 * @param policy the answer's Content-Security-Policy, several of them joined by commas; null: there is none
 */
export function policyAllows(policy: string | null, origins: readonly string[]): boolean {
  if (policy === null) return true
  return policy.split(',').every((each) => {
    const sources = sourcesOf(each)
    return sources === null || origins.every((origin) => sources.some((source) => covers(source, origin)))
  })
}

/** What may be fetched from; null where nothing restricts it. */
function sourcesOf(policy: string): string[] | null {
  const directives = new Map<string, string[]>()
  for (const directive of policy.split(';')) {
    const [name = '', ...values] = directive.trim().toLowerCase().split(/\s+/)
    // Of a directive that is there twice, the first counts.
    if (name !== '' && !directives.has(name)) directives.set(name, values)
  }
  return directives.get('connect-src') ?? directives.get('default-src') ?? null
}

function covers(source: string, origin: string): boolean {
  if (source === '*') return true
  const [scheme = '', host = ''] = origin.split('://')
  if (source === `${scheme}:`) return true
  const named = /^(?:([a-z]+):\/\/)?([^/:]+)(?::443|:\*)?(?:\/.*)?$/.exec(source)
  if (!named) return false
  const [, sourceScheme, sourceHost = ''] = named
  if (sourceScheme !== undefined && sourceScheme !== scheme) return false
  return sourceHost === host || (sourceHost.startsWith('*.') && host.endsWith(sourceHost.slice(1)))
}
