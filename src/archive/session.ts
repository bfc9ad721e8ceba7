import * as v from 'valibot'
import { interviewClaim } from '../platform/claim.ts'
import { parsePack } from '../../questions/parse.ts'
import type { Question } from '../../questions/schema.ts'
import { answersOf } from '../session/answers.ts'
import { parseLog } from '../session/migrate.ts'
import { takesIn } from '../session/entries.ts'
import { changedTags } from '../session/tags.ts'
import type { Log } from '../session/log.ts'
import type { KeptAudio } from '../session/store.ts'
import { LogError } from '../session/version.ts'
import { sha256 } from './bytes.ts'
import { ArchiveError, shown } from './errors.ts'
import { writeJson } from './json.ts'
import type { Incoming, Kind, Places, Undo, Verdict } from './kinds.ts'
import { limits } from './limits.ts'
import { asCopy, compare, type Compared } from './merge.ts'
import {
  checkType,
  compareRecordings,
  fileOf,
  isListed,
  lengthOf,
  readRecording,
  type TakeInfo,
} from './recordings.ts'
import { messageOf } from '../platform/messageOf.ts'

const dataSchema = v.strictObject({
  title: v.pipe(v.string(), v.maxLength(1_000)),
  log: v.strictObject({
    header: v.unknown(),
    entries: v.pipe(v.array(v.unknown()), v.maxLength(limits.logEntries)),
  }),
  /** None in archives of older versions. */
  tags: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(1_000))), v.maxLength(1_000)), []),
  /** The recordings, in the order of the item's files. */
  takes: v.array(
    v.strictObject({
      take: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
      sampleRate: v.pipe(v.number(), v.integer(), v.minValue(1_000), v.maxValue(384_000)),
    }),
  ),
})

export interface SessionData {
  title: string
  tags: readonly string[]
  log: Log
  takes: readonly TakeInfo[]
}

/** Throws an ArchiveError, or a LogError where it was made by a newer app. */
function parseSession(data: unknown, { id, files }: Pick<Incoming, 'id' | 'files'>): SessionData {
  const parsed = v.safeParse(dataSchema, data)
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw new ArchiveError('damaged', `${v.getDotPath(issue) ?? 'the session'}: ${issue.message}`)
  }
  const { title, tags, log: raw, takes } = parsed.output
  const log = readLog(title, raw)
  if (log.header.id !== id) throw new ArchiveError('damaged', 'it is listed under another id than its own')
  if (takes.length !== files.length || new Set(takes.map(({ take }) => take)).size < takes.length)
    throw new ArchiveError('damaged', 'its recordings are not those that are listed')
  for (const file of files) checkType(file)
  return { title, tags: changedTags([], { add: tags }), log, takes }
}

function readLog(title: string, raw: { header?: unknown; entries: unknown[] }): Log {
  try {
    return parseLog(shown(title), { header: raw.header, entries: raw.entries })
  } catch (error) {
    if (error instanceof LogError && error.problem === 'newer')
      throw new ArchiveError('newer', 'it was made by a newer version of this app', { cause: error })
    throw new ArchiveError('damaged', messageOf(error), { cause: error })
  }
}

/**
 * Whether the machines can be made from the header and led through the log. What they refuse would break the review. A
 * header holds the buckets of its own questions only, so the conditions of reactive probes, whose form was checked
 * before, may name probes that are not there: those never hold.
 */
function replay({ header, entries }: Log): number {
  const { guideline, buckets } = header
  const reactive = header.reactive.map(({ settledBy: _settled, ...probe }) => ({ ...probe, when: never }))
  for (const questions of header.mode === 'drill' ? eachOnce(header.questions) : [header.questions]) {
    const given = { id: 'pack', title: 'Pack', version: 1, guideline, buckets, reactive, questions }
    const pack = parsePack('header', given)
    if (!pack.ok) throw new ArchiveError('damaged', pack.problems[0]?.message ?? 'its questions are wrong')
  }
  try {
    return answersOf({ header, entries }).filter(
      ({ outcome }) => outcome === 'assessed' || outcome === 'unheard',
    ).length
  } catch (error) {
    throw new ArchiveError('damaged', `its events cannot be replayed: ${messageOf(error)}`, { cause: error })
  }
}

/** A drill may ask one question several times: its questions in lists in which each stands once. */
function eachOnce(questions: readonly Question[]): Question[][] {
  const lists: Question[][] = []
  const times = new Map<string, number>()
  for (const question of questions) {
    const time = times.get(question.id) ?? 0
    times.set(question.id, time + 1)
    const list = (lists[time] ??= [])
    list.push(question)
  }
  return lists
}

/** A recording of the archive. */
async function recordingIn(item: Incoming, takes: readonly TakeInfo[], at: number): Promise<KeptAudio> {
  const [info, file] = [takes[at], item.files[at]]
  if (!info || !file) throw new RangeError(`there is no recording ${at}`)
  return readRecording(info, file, await item.file(at))
}

async function compareOne(
  here: KeptAudio,
  item: Incoming,
  takes: readonly TakeInfo[],
  at: number,
): Promise<Compared> {
  const [info, file] = [takes[at], item.files[at]]
  if (info && file && (await isListed(here, info, file))) return 'same'
  return compareRecordings(here, await recordingIn(item, takes, at))
}

/** How the archive's recordings stand to those here. A recording that cannot be read here is made good. */
async function compareTakes(
  { store }: Places,
  item: Incoming,
  takes: readonly TakeInfo[],
): Promise<Compared> {
  let result: Compared = 'same'
  for (const [i, { take }] of takes.entries()) {
    const here = await store.loadKept(take).catch(() => null)
    const how = here ? await compareOne(here, item, takes, i) : 'extends'
    if (how === 'differs') return how
    if (how === 'extends') result = how
  }
  return result
}

/**
 * Whether a recording here has a name that one of this session's has, and is another one: of another session, or left of
 * this one, which was removed. The same recording is shared; what is left of this one can be made good.
 */
async function clashes({ store }: Places, item: Incoming, { log, takes }: SessionData): Promise<boolean> {
  const left = new Set(await store.takesOf(log.header.id))
  for (const [i, { take }] of takes.entries()) {
    const here = await store.loadKept(take).catch(() => 'damaged' as const)
    if (here === null || (here === 'damaged' && left.has(take))) continue
    if (here === 'damaged') return true
    const how = await compareOne(here, item, takes, i)
    if (how === 'differs' || (how !== 'same' && !left.has(take))) return true
  }
  return false
}

/** Stands for any condition. */
const never = { any: [] }

interface Plan {
  verdict: Verdict
  data: SessionData
  /** Entries that are here. */
  from: number | null
}

async function planFor(places: Places, item: Incoming, data: SessionData): Promise<Plan> {
  const { store } = places
  const { id } = data.log.header
  const raw = await store.loadRaw(id)
  const copy: Plan = { verdict: 'copy', data, from: null }
  if (!raw || raw.removed) return (await clashes(places, item, data)) ? copy : { ...copy, verdict: 'new' }
  const here = await store.load(id).catch(() => null)
  if (!here) return copy
  const logs = compare(here.log, data.log)
  const takes = logs === 'differs' ? logs : await compareTakes(places, item, data.takes)
  if (logs === 'differs' || takes === 'differs') return copy
  return { verdict: takes === 'extends' ? takes : logs, data, from: here.log.entries.length }
}

/** Where it cannot be joined with what is here it comes in as a copy, whose id follows from its content: once only. */
async function planSession(places: Places, item: Incoming): Promise<Plan> {
  const raw = await item.data()
  const data = parseSession(raw, item)
  const plan = await planFor(places, item, data)
  if (plan.verdict !== 'copy') return plan
  const copy = await planFor(places, item, asCopy(data, (await sha256(writeJson(raw))).slice(0, 32)))
  if (copy.verdict === 'copy') throw new ArchiveError('damaged', 'what is here under its name cannot be read')
  return copy.verdict === 'new' ? { ...copy, verdict: 'copy' } : copy
}

/** A session: its log, its title and its recordings. */
export const sessionKind: Kind = {
  id: 'session',
  // 2: with tags.
  version: 2,

  async list({ store }) {
    return (await store.list()).map(({ id }) => id).toSorted()
  },

  async give({ store }, id, add) {
    const found = await store.load(id)
    if (!found) return null
    const known = await store.takesOf(id)
    const takes: TakeInfo[] = []
    const lost: string[] = []
    for (const take of [...new Set([...known, ...takesIn(found.log.entries)])].toSorted()) {
      const audio = await store.loadKept(take).catch((error: unknown) => {
        lost.push(messageOf(error))
        return null
      })
      if (!audio) continue
      const { type, bytes } = fileOf(audio)
      await add(type, bytes)
      takes.push({ take, sampleRate: audio.sampleRate })
    }
    const { title, tags, log } = found
    return { data: { title, tags, log, takes } satisfies SessionData, lost }
  },

  check(data, item) {
    const { title, log } = parseSession(data, item)
    return { title, createdAt: log.header.createdAt, answers: replay(log) }
  },

  plan: async (places, item) => (await planSession(places, item)).verdict,

  async take(places, item): Promise<Undo | null> {
    const { verdict, data, from } = await planSession(places, item)
    if (verdict === 'same' || verdict === 'older') return null
    const { log, title, tags } = data
    const { store } = places
    const release = from === null ? () => {} : await places.claim(interviewClaim)
    if (!release) throw new ArchiveError('busy', 'an interview is being taken; end it first')
    try {
      const takes: KeptAudio[] = []
      for (const i of data.takes.keys()) takes.push(await recordingIn(item, data.takes, i))
      await store.put({ log, title, tags, takes: await missing(places, { log, takes }, from) }, from)
    } finally {
      release()
    }
    const { id } = log.header
    return from === null ? { undo: () => store.remove(id), settle: () => store.purge(id) } : null
  },
}

/** Without those of which as much is here: they stay this session's, or are shared with the one that has them. */
async function missing(
  { store }: Places,
  { log, takes }: { log: Log; takes: readonly KeptAudio[] },
  from: number | null,
): Promise<KeptAudio[]> {
  // Of a removed session that is replaced, only what the log names is left.
  const named = new Set(takesIn(log.entries))
  const left = from === null ? await store.takesOf(log.header.id) : []
  const gone = new Set(left.filter((take) => !named.has(take)))
  const kept: KeptAudio[] = []
  for (const audio of takes) {
    const here = gone.has(audio.take) ? null : await store.loadKept(audio.take).catch(() => null)
    if (!here || lengthOf(here) < lengthOf(audio)) kept.push(audio)
  }
  return kept
}
