import { sha256 } from '../../src/archive/bytes.ts'
import { checkArchive } from '../../src/archive/check.ts'
import { ArchiveError } from '../../src/archive/errors.ts'
import { planImport, takeIn } from '../../src/archive/take.ts'
import { reviewOf } from '../../src/review/load.ts'
import { bytesSource, keep, placesOf, zipOf } from './archives.ts'
import { injections } from './injections.ts'
import { random, type Random } from './random.ts'
import { generateSession, type GeneratedSession } from './sessions.ts'

type Files = Record<string, Uint8Array | string>
type Json = Record<string, unknown>

/** A small session whose archive strangers go at; equal seeds give equal ones. */
function small(seed: number): GeneratedSession {
  const made =
    known.get(seed) ??
    generateSession({ seed, answers: 2, questions: 1, audio: true, sampleRate: 1_000, id: `s${seed % 7}` })
  known.set(seed, made)
  return made
}
const known = new Map<number, GeneratedSession>()

/** What is here before a stranger's archive comes: one session that it may hold as well, and one of its own. */
async function home() {
  const places = placesOf()
  await keep(places.store, small(1), 'Mine')
  await keep(places.store, small(3), 'Also mine')
  return places
}

const text = (data: unknown) => JSON.stringify(data)
const bytesOf = (content: Uint8Array | string): Uint8Array<ArrayBuffer> =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content.slice()

/** An archive's files with a list that names each with its true length and hash. */
async function listed(files: Files, change: (manifest: Json) => void = () => {}): Promise<Files> {
  const ref = async (path: string) => {
    const bytes = bytesOf(files[path] ?? '')
    const type = path.endsWith('.json') ? 'application/json' : 'audio/pcm'
    return { path, type, bytes: bytes.length, sha256: await sha256(bytes) }
  }
  const data = Object.keys(files).filter((path) => path.endsWith('/session.json'))
  const items = await Promise.all(
    data.map(async (path) => {
      const [, id = ''] = path.split('/')
      const own = Object.keys(files).filter(
        (each) => each.startsWith(`session/${id}/`) && each.endsWith('.pcm'),
      )
      return { id, data: await ref(path), files: await Promise.all(own.map(ref)) }
    }),
  )
  const manifest: Json = { format: 1, kinds: [{ kind: 'session', version: 1, items }] }
  change(manifest)
  return { ...files, 'manifest.json': text(manifest) }
}

function filesOf(seed: number): { files: Files; data: Json; id: string } {
  const { log, takes } = small(seed)
  const { id } = log.header
  const data: Json = {
    title: `Session ${seed}`,
    log: structuredClone(log),
    takes: takes.map(({ take, sampleRate }) => ({ take, sampleRate })),
  }
  const files: Files = {}
  takes.forEach(({ samples }, i) => {
    files[`session/${id}/${String(i).padStart(4, '0')}.pcm`] = new Uint8Array(samples.slice().buffer)
  })
  files[`session/${id}/session.json`] = text(data)
  return { files, data, id }
}

/** Every place in some JSON at which a value stands. */
function placesIn(data: unknown): { holder: Json; key: string }[] {
  const found: { holder: Json; key: string }[] = []
  const waiting: unknown[] = [data]
  while (waiting.length > 0) {
    const holder = waiting.pop()
    if (typeof holder !== 'object' || holder === null) continue
    for (const key of Object.keys(holder)) {
      found.push({ holder: holder as Json, key })
      waiting.push((holder as Json)[key])
    }
  }
  return found
}

const deep = (levels: number): unknown => (levels === 0 ? 0 : [deep(levels - 1)])
const nasty = (chance: Random): unknown =>
  chance.pick<unknown>([
    null,
    true,
    -1,
    0.5,
    1e300,
    Number.MAX_SAFE_INTEGER + 2,
    '',
    '__proto__',
    '\u0000',
    '\ud800',
    'x'.repeat(3_000),
    'y'.repeat(300_000),
    [],
    {},
    [[]],
    { toString: 1 },
    { constructor: { prototype: { polluted: true } } },
    JSON.parse('{"__proto__": {"polluted": true}}'),
    deep(60),
    '2026-99-99T99:99:99.000Z',
    chance.pick(injections),
  ])

/** Texts that JSON cannot be made of, or that mean more than they say. */
const badTexts = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '{"format":1e999}',
  '{"format":NaN}',
  '\ufeff{}',
  `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`,
  '{"format":2,"kinds":[]}',
  '{"format":1,"kinds":[],"more":1}',
  '{"__proto__":{"format":1,"kinds":[]}}',
]

const badPaths = [
  '../evil.json',
  '/etc/passwd',
  'C:/evil',
  'a\\..\\b',
  'session/../../x',
  'a\u0000b',
  './x',
  'a//b',
  '.hidden',
  'MANIFEST.JSON',
  'x'.repeat(400),
  'con:',
  'a/b/c/d/e/f/g',
  '\u202egnp.exe',
]

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Places of the headers in a zip's list. */
function headersOf(bytes: Uint8Array): number[] {
  const found: number[] = []
  for (let at = 0; at + 4 <= bytes.length; at++)
    if (bytes[at] === 0x50 && view(bytes).getUint32(at, true) === 0x02014b50) found.push(at)
  return found
}

type Make = (chance: Random, seed: number) => Promise<Uint8Array<ArrayBuffer>>

const whole: Make = async (_chance, seed) => zipOf(await listed(filesOf(seed).files))

/** Damages the bytes of a whole archive. */
const damaged =
  (change: (bytes: Uint8Array<ArrayBuffer>, chance: Random) => Uint8Array<ArrayBuffer>): Make =>
  async (chance, seed) =>
    change(await whole(chance, seed), chance)

/** Writes a nasty number over a field of a header in the list; `size` in bytes. */
const field = (offset: number, size: 2 | 4) =>
  damaged((bytes, chance) => {
    const at = chance.pick(headersOf(bytes)) + offset
    const value = chance.pick([
      0, 1, 2, 8, 12, 99, 255, 0xa1ff0000, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff,
    ])
    if (size === 2) view(bytes).setUint16(at, value & 0xffff, true)
    else view(bytes).setUint32(at, value >>> 0, true)
    return bytes
  })

const cut = (
  bytes: Uint8Array<ArrayBuffer>,
  from: number,
  to: number,
  put: Uint8Array = new Uint8Array(),
) => {
  const out = new Uint8Array(from + put.length + bytes.length - to)
  out.set(bytes.subarray(0, from))
  out.set(put, from)
  out.set(bytes.subarray(to), from + put.length)
  return out
}

/** Changes a session's data and lists it rightly, so that only what reads it can tell. */
const data =
  (change: (data: Json, chance: Random) => unknown): Make =>
  async (chance, seed) => {
    const { files, data: own, id } = filesOf(seed)
    const changed = change(own, chance)
    files[`session/${id}/session.json`] = typeof changed === 'string' ? changed : text(own)
    return zipOf(await listed(files))
  }

const manifest =
  (change: (own: Json, chance: Random) => void): Make =>
  async (chance, seed) =>
    zipOf(await listed(filesOf(seed).files, (own) => change(own, chance)))

const entriesOf = (given: Json) => (given['log'] as { entries: Json[] }).entries

/** Ways in which an archive can be wrong, each with a name. `whole` is right. */
export const hostile: Record<string, Make> = {
  whole,
  'bytes flipped': damaged((bytes, chance) => {
    for (let n = chance.between(1, 20); n > 0; n--)
      bytes[chance.between(0, bytes.length - 1)] = chance.between(0, 255)
    return bytes
  }),
  truncated: damaged((bytes, chance) => bytes.slice(0, chance.between(0, bytes.length - 1))),
  'a stretch taken out': damaged((bytes, chance) => {
    const from = chance.between(0, bytes.length - 1)
    return cut(bytes, from, Math.min(bytes.length, from + chance.between(1, 2_000)))
  }),
  'something put in': damaged((bytes, chance) => {
    const at = chance.between(0, bytes.length)
    return cut(
      bytes,
      at,
      at,
      Uint8Array.from({ length: chance.between(1, 500) }, () => chance.between(0, 255)),
    )
  }),
  'a stretch twice': damaged((bytes, chance) => {
    const [from, at] = [chance.between(0, bytes.length - 1), chance.between(0, bytes.length)]
    return cut(bytes, at, at, bytes.slice(from, from + chance.between(1, 2_000)))
  }),
  noise: (chance) =>
    Promise.resolve(Uint8Array.from({ length: chance.between(0, 5_000) }, () => chance.between(0, 255))),
  'list: flags': field(8, 2),
  'list: method': field(10, 2),
  'list: checksum': field(16, 4),
  'list: packed length': field(20, 4),
  'list: length': field(24, 4),
  'list: name length': field(28, 2),
  'list: extra length': field(30, 2),
  'list: kind of file': field(38, 4),
  'list: place': field(42, 4),
  'list: how many': damaged((bytes, chance) => {
    view(bytes).setUint16(bytes.length - 12, chance.pick([0, 1, 2, 5, 9_999, 0xffff]), true)
    view(bytes).setUint16(bytes.length - 14, chance.pick([0, 1, 2, 5, 9_999, 0xffff]), true)
    return bytes
  }),
  'list: where': damaged((bytes, chance) => {
    view(bytes).setUint32(bytes.length - chance.pick([6, 10]), chance.between(0, bytes.length), true)
    return bytes
  }),
  'a link': damaged((bytes, chance) => {
    const at = chance.pick(headersOf(bytes))
    view(bytes).setUint8(at + 5, 3)
    view(bytes).setUint32(at + 38, 0xa1ff0000, true)
    return bytes
  }),
  'two over the same bytes': damaged((bytes) => {
    const [first = 0, second = 0] = headersOf(bytes)
    view(bytes).setUint32(second + 42, view(bytes).getUint32(first + 42, true), true)
    return bytes
  }),
  'a bad path': async (chance, seed) =>
    zipOf({ ...(await listed(filesOf(seed).files)), [chance.pick(badPaths)]: 'x' }),
  'a stray file': async (chance, seed) =>
    zipOf({ ...(await listed(filesOf(seed).files)), 'notes.txt': chance.pick(injections) }),
  'a bomb': async (chance, seed) => {
    const { files, id } = filesOf(seed)
    const size = chance.pick([500_000, 1_000_000, 2_000_000])
    const name = chance.chance(0.5) ? `session/${id}/session.json` : `session/${id}/9999.pcm`
    return zipOf(await listed({ ...files, [name]: new Uint8Array(size).fill(0x20) }))
  },
  'an archive within': async (chance, seed) => {
    const { files, id } = filesOf(seed)
    return zipOf(await listed({ ...files, [`session/${id}/session.json`]: await whole(chance, seed) }))
  },
  'a bad list': async (chance, seed) =>
    zipOf({ ...filesOf(seed).files, 'manifest.json': chance.pick(badTexts) }),
  'no list': async (_chance, seed) => zipOf(filesOf(seed).files),
  'list names a nasty value': manifest((own, chance) => {
    const { holder, key } = chance.pick(placesIn(own))
    holder[key] = nasty(chance)
  }),
  'list of a newer app': manifest((own) => {
    own['format'] = 2
  }),
  'a kind that is not known': manifest((own) => {
    ;(own['kinds'] as unknown[]).push({ kind: 'stories', version: 1, items: [] })
    for (const kind of own['kinds'] as Json[]) kind['kind'] = 'stories'
  }),
  'a kind of a newer app': manifest((own) => {
    for (const kind of own['kinds'] as Json[]) kind['version'] = 900
  }),
  'one file named twice': manifest((own) => {
    const [kind] = own['kinds'] as { items: unknown[] }[]
    kind?.items.push({ ...(kind.items[0] as Json), id: 'other' })
  }),
  'data: a nasty value': data((own, chance) => {
    for (let n = chance.between(1, 3); n > 0; n--) {
      const { holder, key } = chance.pick(placesIn(own))
      holder[key] = nasty(chance)
    }
  }),
  'data: an event with a nasty value': data((own, chance) => {
    const { holder, key } = chance.pick(placesIn(entriesOf(own)))
    holder[key] = nasty(chance)
  }),
  'data: a key taken out': data((own, chance) => {
    const { holder, key } = chance.pick(placesIn(own))
    Reflect.deleteProperty(holder, key)
  }),
  'data: a key put in': data((own, chance) => {
    const { holder } = chance.pick(placesIn(own))
    const key = chance.pick([
      '__proto__',
      'constructor',
      'prototype',
      'valueOf',
      'onclick',
      'dangerouslySetInnerHTML',
    ])
    Object.defineProperty(holder, key, { value: nasty(chance), enumerable: true, configurable: true })
  }),
  'data: events in another order': data((own, chance) => {
    const entries = entriesOf(own)
    for (let n = chance.between(1, 5); n > 0; n--) {
      const [taken] = entries.splice(chance.between(0, entries.length - 1), 1)
      if (taken) entries.splice(chance.between(0, entries.length), 0, taken)
    }
  }),
  'data: events twice': data((own, chance) => {
    const entries = entriesOf(own)
    entries.splice(chance.between(0, entries.length), 0, structuredClone(chance.pick(entries)))
  }),
  'data: cut short': data((own, chance) => {
    entriesOf(own).splice(chance.between(0, entriesOf(own).length))
  }),
  'data: of a newer app': data((own) => {
    ;((own['log'] as Json)['header'] as Json)['version'] = 99
  }),
  'data: a bad text': data((_own, chance) => chance.pick(badTexts)),
  'data: infinite numbers': data((own) => text(own).replace(/"at":\d+/, '"at":1e999')),
  'data: no text at all': async (chance, seed) => {
    const { files, id } = filesOf(seed)
    const junk = Uint8Array.from({ length: 200 }, () => chance.between(128, 255))
    return zipOf(await listed({ ...files, [`session/${id}/session.json`]: junk }))
  },
  'data: injections in every text': data((own, chance) => {
    own['title'] = chance.pick(injections)
    for (const { holder, key } of placesIn(entriesOf(own)))
      if (typeof holder[key] === 'string' && ['text', 'quote', 'abstained', 'engine'].includes(key))
        holder[key] = chance.pick(injections)
  }),
  'a recording of odd length': async (_chance, seed) => {
    const { files, id } = filesOf(seed)
    return zipOf(await listed({ ...files, [`session/${id}/0000.pcm`]: new Uint8Array(301) }))
  },
  'another recording': async (chance, seed) => {
    const { files, id } = filesOf(seed)
    const name = `session/${id}/0000.pcm`
    return zipOf(
      await listed({ ...files, [name]: Uint8Array.from({ length: 600 }, () => chance.between(0, 255)) }),
    )
  },
  'a wrong hash': async (_chance, seed) => {
    const files = await listed(filesOf(seed).files)
    return zipOf({
      ...files,
      'manifest.json': String(files['manifest.json']).replaceAll(/[0-9a-f]{64}/g, 'a'.repeat(64)),
    })
  },
}

/** How one archive went. `refused` and `partly` come with reasons; the others must not happen. */
export type Outcome = 'whole' | 'partly' | 'refused' | 'crashed' | 'slow' | 'changed'

export const outcomes: readonly Outcome[] = ['whole', 'partly', 'refused', 'crashed', 'slow', 'changed']

/** Ms of the processor above which an archive counts as one that hangs the app: other work on the machine is not its fault. */
const slowMs = 2_000

/** Has a stranger's archive come in, and says how it went, and why. */
export async function takeInStranger(
  bytes: Uint8Array,
): Promise<{ outcome: Outcome; why: string; ms: number }> {
  const places = await home()
  const before = await held(places)
  const begin = process.cpuUsage()
  let outcome: Outcome
  let why = ''
  try {
    const source = bytesSource(bytes)
    const catalogue = await checkArchive(source)
    const plan = await planImport(places, source, catalogue)
    const { done, failed } = await takeIn(places, source, catalogue.entries, plan.planned)
    const refused = [...plan.refused, ...failed]
    why = refused.map((each) => each.why).join('; ')
    outcome = refused.length === 0 ? 'whole' : done.length > 0 ? 'partly' : 'refused'
    if (refused.some((each) => each.why.trim() === '')) return { outcome: 'crashed', why: 'no reason', ms: 0 }
  } catch (error) {
    outcome = error instanceof ArchiveError && error.message !== '' ? 'refused' : 'crashed'
    why =
      error instanceof Error ? (outcome === 'crashed' ? String(error.stack) : error.message) : String(error)
  }
  const { user, system } = process.cpuUsage(begin)
  const ms = (user + system) / 1_000
  if (outcome === 'crashed') return { outcome, why, ms }
  const harm = await harmTo(places, before)
  if (harm) return { outcome: 'changed', why: harm, ms }
  return ms > slowMs ? { outcome: 'slow', why, ms } : { outcome, why, ms }
}

type Home = Awaited<ReturnType<typeof home>>

async function held({ store }: Home) {
  return Promise.all(
    (await store.list()).map(async ({ id, title }) => {
      const takes = await store.takesOf(id)
      const audio = await Promise.all(takes.map((take) => store.loadTake(take)))
      return { id, title, entries: ((await store.load(id))?.log.entries ?? []).map(text), audio }
    }),
  )
}

/** What became of the sessions that were here; null where each is there still, and all that came in opens. */
async function harmTo(places: Home, before: Awaited<ReturnType<typeof held>>): Promise<string | null> {
  if ('polluted' in {}) return 'all objects were changed'
  for (const { id } of await places.store.list()) {
    try {
      const found = await places.store.load(id)
      if (found) reviewOf(found.log, found.title)
    } catch (error) {
      return `session ${id} does not open: ${String(error)}`
    }
  }
  const after = await held(places)
  for (const was of before) {
    const now = after.find(({ id }) => id === was.id)
    if (!now || now.title !== was.title) return `session ${was.id} is gone, or has another title`
    if (was.entries.some((entry, i) => entry !== now.entries[i])) return `the log of ${was.id} was changed`
    for (const take of was.audio) {
      const same = now.audio.find((each) => each?.take === take?.take)
      if (take?.samples.some((sample, i) => sample !== same?.samples[i]))
        return `a recording of ${was.id} was changed`
    }
  }
  return null
}

/** Seeds from `from` on, each with the way of its turn. */
export async function torment(
  from: number,
  count: number,
  tell: (way: string, result: Awaited<ReturnType<typeof takeInStranger>>, seed: number) => void,
): Promise<void> {
  const ways = Object.entries(hostile)
  for (let seed = from; seed < from + count; seed++) {
    const [way, make] = ways[seed % ways.length] ?? ['', whole]
    const chance = random(seed)
    const bytes = await make(chance, 1 + chance.between(0, 6))
    const result = await takeInStranger(bytes)
    // On a busy machine anything may be slow once.
    tell(way, result.outcome === 'slow' ? await takeInStranger(bytes) : result, seed)
  }
}
