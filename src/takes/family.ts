import type { SessionSummary } from '../session/store.ts'

/** A session among its takes. */
export interface Take {
  session: SessionSummary
  /** From 1, in the order in which they were taken. */
  number: number
  /** Those that were taken from it, in their order. */
  takes: Take[]
}

/** A session with all takes of it, and takes of those. */
export interface Family {
  /** In the order in which they were taken. */
  all: readonly Take[]
  /** As a tree: those whose own original is not there come first. */
  roots: readonly Take[]
}

const known = new WeakMap<readonly SessionSummary[], ReadonlyMap<string, Family>>()

/** The session with its takes; null where it is not among the given ones. Found once for each list. */
export function familyOf(sessions: readonly SessionSummary[], id: string): Family | null {
  const families = known.get(sessions) ?? familiesOf(sessions)
  known.set(sessions, families)
  return families.get(id) ?? null
}

/** Sessions belong together as far as they are takes of the same one, also where that was deleted. */
function familiesOf(sessions: readonly SessionSummary[]): Map<string, Family> {
  const leads = new Map<string, string>()
  const originOf = (id: string): string => {
    let origin = id
    for (let next = leads.get(origin); next !== undefined; next = leads.get(origin)) origin = next
    return origin
  }
  for (const { id, fork } of sessions) {
    if (!fork) continue
    const [own, theirs] = [originOf(id), originOf(fork.session)]
    // What came from elsewhere may say that two are takes of each other.
    if (own !== theirs) leads.set(own, theirs)
  }
  const groups = new Map<string, SessionSummary[]>()
  for (const session of sessions) {
    const origin = originOf(session.id)
    const group = groups.get(origin)
    if (group) group.push(session)
    else groups.set(origin, [session])
  }
  const families = new Map<string, Family>()
  for (const group of groups.values()) {
    const family = treeOf(group)
    for (const { id } of group) families.set(id, family)
  }
  return families
}

function treeOf(group: readonly SessionSummary[]): Family {
  const all = group
    .toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || (a.id < b.id ? -1 : 1))
    .map((session, i): Take => ({ session, number: i + 1, takes: [] }))
  const byId = new Map(all.map((take) => [take.session.id, take]))
  const roots = all.filter((take) => {
    const parent = byId.get(take.session.fork?.session ?? '')
    // Nothing is a take of a later one.
    if (!parent || parent.number >= take.number) return true
    parent.takes.push(take)
    return false
  })
  return { all, roots }
}

const numbered = / \(take (\d+)\)$/
/** Longest title, in characters. */
const longestTitle = 120

/** The title of one more take of a session with that title: the same, with the next number that no take has. */
export function titleOfTake(title: string, family: readonly Pick<SessionSummary, 'title'>[]): string {
  const numbers = family.map((each) => Number(numbered.exec(each.title)?.[1] ?? 1))
  const end = ` (take ${Math.max(family.length, 1, ...numbers) + 1})`
  return title.replace(numbered, '').slice(0, longestTitle - end.length) + end
}
