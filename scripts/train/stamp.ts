/** Writes down the length and SHA-256 of the trained files, by which the app checks what it fetched. Run after training. */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

const folder = new URL('../../src/assess/model/files/', import.meta.url)
const stampOf = (name: string) => {
  const bytes = readFileSync(new URL(`${name}.bin`, folder))
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}
const stamps = { light: stampOf('light'), full: stampOf('full') }
writeFileSync(new URL('files.json', folder), `${JSON.stringify(stamps, null, 2)}\n`)
console.log(stamps)
