import { Inflate } from 'fflate'
import { breathe, crc32, type Source } from './bytes.ts'
import { ArchiveError, shown } from './errors.ts'
import { limits } from './limits.ts'

/** One file of a zip, as its directory tells it. Plain data. */
export interface ZipEntry {
  name: string
  packed: boolean
  crc: number
  /** Bytes in the file, and unpacked. */
  storedBytes: number
  bytes: number
  /** Place of its own header, and where it must have ended. */
  from: number
  before: number
}

const damaged = (message: string) => new ArchiveError('damaged', message)
const unsafe = (message: string) => new ArchiveError('unsafe', message)

const endBytes = 22
const headBytes = 46
const localBytes = 30
/** A step of reading: long enough to be quick, short enough to be cancelled and to bound what unpacking gives. */
const storedStep = 1 << 20
const packedStep = 1 << 14

/**
 * Reads the directory at the end of a zip and holds it against the limits. Only what this app writes passes: plain
 * relative paths, each once (in whichever case), no links, nothing encrypted, no two files over the same bytes.
 * The directory is trusted only as far as it was checked; each file's own header is held against it when it is read.
 */
export async function openZip(source: Source): Promise<Map<string, ZipEntry>> {
  if (source.size > limits.file) throw new ArchiveError('large', `it is larger than ${limits.file / 1e9} GB`)
  const { count, from, to } = await readEnd(source)
  if (count > limits.entries)
    throw new ArchiveError('large', `it holds ${count} files; at most ${limits.entries} are read`)
  const bytes = await source.read(from, to)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: ZipEntry[] = []
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + headBytes > bytes.length || view.getUint32(at, true) !== 0x02014b50)
      throw damaged('its list of files is cut short')
    const [nameBytes, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
      number,
      number,
      number,
    ]
    const end = at + headBytes + nameBytes + extra + comment
    if (end > bytes.length) throw damaged('its list of files is cut short')
    const entry = entryAt(view, at, nameOf(bytes.subarray(at + headBytes, at + headBytes + nameBytes)), from)
    if (entry) entries.push(entry)
    at = end
  }
  if (at !== bytes.length) throw damaged('its list of files has another length than it says')
  checkPlaces(entries, from)
  checkGrowth(entries)
  return byName(entries)
}

/** The last record of a zip: how many files, and where their list is. */
async function readEnd(source: Source): Promise<{ count: number; from: number; to: number }> {
  const tail = Math.min(source.size, endBytes + 0xffff)
  const bytes = await source.read(source.size - tail, source.size)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = tail - endBytes; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue
    if (at + endBytes + view.getUint16(at + 20, true) !== tail) continue
    const [disk, listDisk, here, count] = [4, 6, 8, 10].map((place) => view.getUint16(at + place, true))
    const size = view.getUint32(at + 12, true)
    const from = view.getUint32(at + 16, true)
    const to = source.size - tail + at
    if (disk !== 0 || listDisk !== 0 || here !== count || count === undefined || count === 0xffff)
      throw unsafe('it is split, or of the larger form of zip, which this app does not write')
    if (from + size !== to) throw damaged('its list of files is not where it says')
    return { count, from, to }
  }
  throw new ArchiveError('foreign', 'it is no zip file, or its end is missing')
}

function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw unsafe('it holds a file whose name cannot be read')
  }
}

const plainPath = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}(\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}){0,4}$/

/** Null for a folder, which holds nothing. */
function entryAt(view: DataView, at: number, name: string, listFrom: number): ZipEntry | null {
  const isFolder = name.endsWith('/')
  if (!plainPath.test(isFolder ? name.slice(0, -1) : name))
    throw unsafe(`it holds a file with the path ${shown(name)}, which this app would not write`)
  const [madeBy, flags, method] = [5, 8, 10].map((place) =>
    place === 5 ? view.getUint8(at + place) : view.getUint16(at + place, true),
  ) as [number, number, number]
  const kind = view.getUint32(at + 38, true) >>> 28
  // Unix and macOS keep the kind of a file there: 8 is a plain one, 4 a folder; 0 is not told.
  if ((madeBy === 3 || madeBy === 19) && ![0, 8, isFolder ? 4 : 8].includes(kind))
    throw unsafe(`${shown(name)} is a link, or no plain file`)
  if (flags & 1 || flags & 0x2040) throw unsafe(`${shown(name)} is encrypted`)
  if (method !== 0 && method !== 8) throw unsafe(`${shown(name)} is packed in a way that is not known here`)
  const crc = view.getUint32(at + 16, true)
  const storedBytes = view.getUint32(at + 20, true)
  const bytes = view.getUint32(at + 24, true)
  const from = view.getUint32(at + 42, true)
  if ([storedBytes, bytes, from].includes(0xffffffff) || view.getUint16(at + 34, true) !== 0)
    throw unsafe('it is split, or of the larger form of zip, which this app does not write')
  if (method === 0 && storedBytes !== bytes) throw damaged(`${shown(name)} has two lengths`)
  if (bytes > limits.entry)
    throw new ArchiveError('large', `${shown(name)} would take ${Math.round(bytes / 1e6)} MB`)
  if (isFolder) {
    if (bytes > 0) throw unsafe(`${shown(name)} is a folder that holds bytes`)
    return null
  }
  return { name, packed: method === 8, crc, storedBytes, bytes, from, before: listFrom }
}

/** No two files lie over the same bytes, and none over the list. */
function checkPlaces(entries: ZipEntry[], listFrom: number): void {
  const ordered = entries.toSorted((a, b) => a.from - b.from)
  ordered.forEach((entry, i) => {
    entry.before = ordered[i + 1]?.from ?? listFrom
    if (entry.from + localBytes + entry.name.length + entry.storedBytes > entry.before)
      throw unsafe(`${shown(entry.name)} lies over another file`)
  })
}

function checkGrowth(entries: readonly ZipEntry[]): void {
  let sum = 0
  for (const { name, packed, bytes, storedBytes } of entries) {
    if (!packed) continue
    sum += bytes
    if (bytes > storedBytes * limits.ratio)
      throw new ArchiveError('large', `${shown(name)} would grow more than ${limits.ratio} times`)
  }
  if (sum > limits.unpacked)
    throw new ArchiveError('large', `unpacked it would take ${Math.round(sum / 1e6)} MB`)
}

function byName(entries: readonly ZipEntry[]): Map<string, ZipEntry> {
  const seen = new Set<string>()
  for (const { name } of entries) {
    // Names that differ in case only are one file on many machines.
    const folded = name.toLowerCase()
    if (seen.has(folded)) throw unsafe(`it holds ${shown(name)} twice`)
    seen.add(folded)
  }
  return new Map(entries.map((entry) => [entry.name, entry]))
}

/** The file's bytes, unpacked, if they are what the list says. Throws an ArchiveError, or what the signal was aborted with. */
export async function readEntry(
  source: Source,
  entry: ZipEntry,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const start = await startOf(source, entry)
  const end = start + entry.storedBytes
  const out = new Uint8Array(entry.bytes)
  let filled = 0
  let crc = 0
  const add = (piece: Uint8Array) => {
    if (filled + piece.length > out.length) throw damaged(`${shown(entry.name)} is longer than it says`)
    out.set(piece, filled)
    crc = crc32(piece, crc)
    filled += piece.length
  }
  const inflate = new Inflate(add)
  const step = entry.packed ? packedStep : storedStep
  for (let at = start; at < end; at += step) {
    if (at > start && (at - start) % storedStep === 0) await breathe(signal)
    const piece = await source.read(at, Math.min(end, at + step))
    if (piece.length !== Math.min(step, end - at)) throw damaged(`${shown(entry.name)} is cut short`)
    if (!entry.packed) add(piece)
    else unpack(inflate, piece, at + step >= end, entry.name)
  }
  if (filled !== out.length) throw damaged(`${shown(entry.name)} is shorter than it says`)
  if (crc !== entry.crc) throw damaged(`${shown(entry.name)} is not what was written`)
  return out
}

function unpack(inflate: Inflate, piece: Uint8Array, last: boolean, name: string): void {
  try {
    inflate.push(piece, last)
  } catch (error) {
    if (error instanceof ArchiveError) throw error
    throw new ArchiveError('damaged', `${shown(name)} cannot be unpacked`, { cause: error })
  }
}

/** Where the file's bytes begin: behind its own header, which must tell the same as the list. */
async function startOf(source: Source, entry: ZipEntry): Promise<number> {
  const header = await source.read(entry.from, entry.from + localBytes + entry.name.length)
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  const fits =
    header.length === localBytes + entry.name.length &&
    view.getUint32(0, true) === 0x04034b50 &&
    view.getUint16(26, true) === entry.name.length &&
    view.getUint16(8, true) === (entry.packed ? 8 : 0) &&
    nameOf(header.subarray(localBytes)) === entry.name
  if (!fits) throw damaged(`${shown(entry.name)} is not where the list says`)
  const start = entry.from + header.length + view.getUint16(28, true)
  if (start + entry.storedBytes > entry.before) throw unsafe(`${shown(entry.name)} lies over another file`)
  return start
}
