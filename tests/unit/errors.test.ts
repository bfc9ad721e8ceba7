import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noteOf, readErrors } from '../../src/platform/errors.ts'

const at = '2026-11-26T12:00:00.000Z'
const origin = 'http://127.0.0.1:4180'

function errorWith(message: string, stack: string): Error {
  const error = new TypeError(message)
  error.stack = stack
  return error
}

test('an error is noted with its kind, its words and where in the app it was', () => {
  const error = errorWith('x is not a function', `TypeError: x\n  at f (${origin}/assets/index-abc.js:1:22)`)
  expect(noteOf(error, at, origin)).toEqual({
    at,
    name: 'TypeError',
    message: 'x is not a function',
    place: '/assets/index-abc.js:1:22',
  })
})

test('what is quoted in it may be somebody’s words, and is left out', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z ]{8,40}$/),
      fc.constantFrom(['"', '"'], ['“', '”'], ['`', '`'], ["'", "'"]),
      (said, [open, close]) => {
        const note = noteOf(errorWith(`Expected a number, got ${open}${said}${close}`, ''), at, origin)
        expect(note?.message).toBe('Expected a number, got "…"')
      },
    ),
  )
})

test('it is never long', () => {
  expect(noteOf('word '.repeat(1_000), at, origin)?.message.length).toBeLessThanOrEqual(160)
})

test.each(['chrome-extension://abc/page.js:1:1', 'moz-extension://abc/page.js:1:1'])(
  '%s is not the app’s',
  (from) => {
    expect(noteOf(errorWith('oops', `Error: oops\n at ${from}`), at, origin)).toBeNull()
  },
)

test.each([
  ['nothing', null],
  ['no JSON', '{'],
  ['something else', '{"a":1}'],
  ['broken parts', '[1,null,{"at":1}]'],
])('%s in the storage is no errors', (_what, stored) =>
  expect(readErrors({ getItem: () => stored })).toEqual([]),
)
