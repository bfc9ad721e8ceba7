import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Manifest } from 'vite'
import { root } from './setup.mjs'

/**
 * Bytes of JavaScript, gzipped, that the built app loads first: the page's scripts and all they import
 * statically. `alsoLoaded` names modules imported on demand that the first page asks for at once (paths
 * from the root, such as 'src/home/HomeScreen.tsx'); they and their static imports count too.
 * Throws if there is no build, or none of such a module.
 */
export function firstLoadBytes(distFolder: string, alsoLoaded: readonly string[] = []): number {
  const files = firstLoadFiles(distFolder, alsoLoaded)
  return files.reduce((sum, file) => sum + gzippedBytes(distFolder, file), 0)
}

/** The files counted by `firstLoadBytes`, relative to the build. */
export function firstLoadFiles(distFolder: string, alsoLoaded: readonly string[] = []): string[] {
  const manifestPath = join(distFolder, '.vite', 'manifest.json')
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Manifest
  const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry)
  const seen = new Set<string>()
  const waiting = [...entries, ...alsoLoaded]
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (seen.has(key)) continue
    seen.add(key)
    const chunk = manifest[key]
    if (!chunk) throw new Error(`${manifestPath} has no module '${key}'`)
    waiting.push(...(chunk.imports ?? []))
  }
  const bundled = [...seen].map((key) => manifest[key]?.file ?? '').filter((file) => file.endsWith('.js'))
  const page = readFileSync(join(distFolder, 'index.html'), 'utf8')
  const named = [...page.matchAll(/<script[^>]*\ssrc="\/([^"]+)"/g)].map(([, path]) => path ?? '')
  return [...new Set([...named, ...bundled])]
}

function gzippedBytes(distFolder: string, file: string): number {
  return gzipSync(readFileSync(join(distFolder, file))).length
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [distFolder = join(root, 'dist'), ...alsoLoaded] = process.argv.slice(2)
  for (const file of firstLoadFiles(distFolder, alsoLoaded)) {
    console.log(`${String(gzippedBytes(distFolder, file)).padStart(8)}  ${file}`)
  }
  console.log(`${String(firstLoadBytes(distFolder, alsoLoaded)).padStart(8)}  bytes of JavaScript, gzipped`)
}
