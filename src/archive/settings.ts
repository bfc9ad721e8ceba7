import * as v from 'valibot'
import { ArchiveError } from './errors.ts'
import type { Kind } from './kinds.ts'
import { writeJson } from './json.ts'

const settingsSchema = v.record(v.pipe(v.string(), v.maxLength(60)), v.unknown())
const maxBytes = 100_000
const id = 'settings'

function parse(data: unknown): Record<string, unknown> {
  const parsed = v.safeParse(settingsSchema, data)
  if (!parsed.success || Array.isArray(data)) throw new ArchiveError('damaged', 'the settings are none')
  if (writeJson(data).length > maxBytes) throw new ArchiveError('large', 'the settings are too long')
  return parsed.output
}

/** The person's settings: one thing. They replace those here; what is wrong among them is left out. */
export const settingsKind: Kind = {
  id: 'settings',
  version: 1,
  list: () => Promise.resolve([id]),
  give: (places) => Promise.resolve({ data: places.settings.read(), lost: [] }),
  check(data, item) {
    parse(data)
    if (item.id !== id || item.files.length > 0) throw new ArchiveError('foreign', 'these are no settings')
    return { title: 'Settings', createdAt: null, answers: null }
  },
  async plan(places, item) {
    const here = places.settings.read()
    // An older app knew fewer of them: taken in, it would change none of the others.
    const given = Object.entries(parse(await item.data()))
    if (given.every(([name, value]) => JSON.stringify(value) === JSON.stringify(here[name]))) return 'same'
    return places.settings.isUntouched() ? 'new' : 'copy'
  },
  async take(places, item) {
    const before = places.settings.read()
    places.settings.write(parse(await item.data()))
    return {
      undo: () => Promise.resolve(places.settings.write(before)),
      settle: () => Promise.resolve(),
    }
  },
}
