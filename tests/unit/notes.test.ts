import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { answersOf } from '../../src/session/answers.ts'
import { durationMs } from '../../src/session/entries.ts'
import { entrySchema, type Entry } from '../../src/session/log.ts'
import { notesOf } from '../../src/session/notes.ts'
import { emptyTally, tallyAfter } from '../../src/session/tally.ts'
import { generateSession } from '../support/sessions.ts'

const when = '2026-11-22T18:40:00.000Z'
const id: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'd')
const added = fc.record({
  type: fc.constant('note.added' as const),
  when: fc.constant(when),
  id,
  at: fc.nat(60_000),
  text: fc.string({ maxLength: 12 }),
})
const removed = fc.record({ type: fc.constant('note.removed' as const), when: fc.constant(when), id })
const events = fc.array(fc.oneof(added, removed), { maxLength: 40 })

describe('notes', () => {
  test('stand as they were last written, in order of their moments', () => {
    fc.assert(
      fc.property(events, (entries) => {
        const notes = notesOf(entries)
        const last = new Map(entries.map((entry) => [entry.id, entry]))
        const standing = [...last.values()].filter((entry) => entry.type === 'note.added')
        expect(new Set(notes.map((note) => note.id))).toEqual(new Set(standing.map((entry) => entry.id)))
        for (const note of notes) expect(last.get(note.id)).toMatchObject(note)
        expect(notes.map((note) => note.at)).toEqual(notes.map((note) => note.at).toSorted((a, b) => a - b))
      }),
    )
  })

  test('are taken back by removing them, wherever they stand', () => {
    fc.assert(
      fc.property(events, added, (entries, note) => {
        const fresh = { ...note, id: 'fresh' }
        const undone = { type: 'note.removed' as const, when, id: 'fresh' }
        expect(notesOf([...entries, fresh]).filter((n) => n.id !== 'fresh')).toEqual(notesOf(entries))
        expect(notesOf([...entries, fresh, undone])).toEqual(notesOf(entries))
      }),
    )
  })

  test('change nothing else that follows from the log', () => {
    const { log } = generateSession({ seed: 9, answers: 8, input: 'mixed' })
    const notes: Entry[] = [
      { type: 'note.added', when, id: 'one', at: 4_000_000, text: 'Slower here.' },
      { type: 'note.removed', when, id: 'one' },
    ]
    const entries = [...log.entries, ...notes]
    expect(answersOf({ ...log, entries })).toEqual(answersOf(log))
    expect(durationMs({ entries })).toBe(durationMs(log))
    expect(tallyAfter(emptyTally, entries)).toEqual(tallyAfter(emptyTally, log.entries))
  })

  test.each([
    ['a moment before the session', { at: -1 }],
    ['a name that is no id', { id: '../x' }],
    ['more text than anybody notes', { text: 'x'.repeat(10_001) }],
  ])('of %s are refused', (_, wrong) => {
    const note = { type: 'note.added', when, id: 'one', at: 10, text: '' }
    expect(v.safeParse(entrySchema, note).success).toBe(true)
    expect(v.safeParse(entrySchema, { ...note, ...wrong }).success).toBe(false)
  })
})
