import { browserServices } from '../../src/app/services.ts'
import { mount } from '../../src/app/mount.tsx'
import { textsOf } from '../../src/session/texts.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { summaryAfter, summaryOf } from '../../src/storage/summary.ts'
import { generateLibrary, sentencesIn } from '../../tests/support/library.ts'
import { generateSession } from '../../tests/support/sessions.ts'
import { watch } from './watch.ts'

/** The app as it is, with a shelf that can be filled. */
export interface Shelf {
  /** Stores so many sessions of 12 answers, of which `from` have been stored before. */
  fill(from: number, sessions: number): Promise<void>
  /** Stores one of 200 answers, about an hour, with its recordings. */
  fillHour(title: string): Promise<void>
  /** Words that were said, some of them often, some hardly ever. */
  words(count: number): string[]
}

type Made = ReturnType<typeof generateLibrary> extends Generator<infer T> ? T : never

const files = import.meta.glob<string>('../../tests/corpus/*.jsonl', { query: '?raw', import: 'default' })
const opened = await browserServices(null)
const { store } = opened.services
const together = 100

async function sentences(): Promise<string[]> {
  const texts = await Promise.all(Object.values(files).map((load) => load()))
  return texts.flatMap(sentencesIn)
}
const all = await sentences()

const shelf: Shelf = {
  async fill(from, sessions) {
    const db = await openDatabase()
    const newest = Date.parse('2026-11-22T18:20:00.000Z') - from * 43_200_000
    const recipe = { seed: 5 + from, sessions, sentences: all, newest }
    const making = generateLibrary(recipe)
    for (let done = 0; done < sessions; done += together) {
      const made: Made[] = []
      for (let next = making.next(); !next.done; next = making.next()) {
        made.push(next.value)
        if (made.length === together) break
      }
      await db.transaction('readwrite', ['sessions', 'headers', 'entries', 'texts'], async (at) => {
        for (const { log, title, tags } of made) {
          const { header, entries } = log
          const row = { length: entries.length, logVersion: header.version, removedAt: 0 }
          void at.sessions.put({ ...summaryAfter(summaryOf(header, title), entries), tags, ...row })
          void at.headers.put({ session: header.id, header })
          void at.texts.put({ session: header.id, ...textsOf(entries) })
          for (const [index, entry] of entries.entries())
            void at.entries.put({ session: header.id, index, entry })
        }
        await at.sessions.count()
      })
    }
    db.close()
  },
  async fillHour(title) {
    const { log, takes } = generateSession({ seed: 11, answers: 200, audio: true, id: 'hour' })
    await store.put({ log, title, takes }, null)
  },
  words: (count) =>
    Array.from({ length: count }, (_, i) => {
      const words = (all[(i * 7919) % all.length] ?? '').match(/\p{L}{5,}/gu) ?? ['payments']
      return (words[i % words.length] ?? 'payments').toLowerCase()
    }),
}
Object.assign(globalThis, { shelf, watched: watch() })
mount(opened)
