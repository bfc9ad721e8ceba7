import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeMarkdown } from '../../src/export/escape.ts'
import { writeMarkdown } from '../../src/export/markdown.ts'
import { fileName } from '../../src/export/names.ts'
import { piecesOf } from '../../src/export/pieces.ts'
import { writeVtt } from '../../src/export/vtt.ts'
import { reviewOf } from '../../src/review/load.ts'
import { sheetOf } from '../../src/review/sheet.ts'
import { injections } from '../support/injections.ts'
import { generateSession } from '../support/sessions.ts'
import { anyText, sheetsOf, wordsOf } from '../support/sheets.ts'

/** What a reader of WebVTT makes of a cue's text. */
const readCue = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

interface Cue {
  from: number
  to: number
  voice: string
  text: string
}

function readVtt(file: string): Cue[] {
  const [head, ...blocks] = file.trimEnd().split(/\n\n+/)
  expect(head).toBe('WEBVTT')
  return blocks
    .filter((block) => !block.startsWith('NOTE'))
    .map((block) => {
      const found = /^(\S+) --> (\S+)\n<v (\w+)>([^\n<>]*)<\/v>$/.exec(block)
      if (!found) throw new Error(`no cue: ${block}`)
      const [, from = '', to = '', voice = '', text = ''] = found
      return { from: msOf(from), to: msOf(to), voice, text: readCue(text) }
    })
}

function msOf(time: string): number {
  const [, h, m, s, ms] = (/^(\d\d+):([0-5]\d):([0-5]\d)\.(\d{3})$/.exec(time) ?? []).map(Number)
  return ((h ?? NaN) * 60 + (m ?? NaN)) * 60_000 + (s ?? NaN) * 1000 + (ms ?? NaN)
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim().replaceAll('\0', '�')

describe('WebVTT', () => {
  test('gives back any text as text, each with its voice', () => {
    fc.assert(
      fc.property(sheetsOf(anyText), (sheet) => {
        const cues = readVtt(writeVtt(sheet))
        expect(cues.every(({ from, to }) => to > from)).toBe(true)
        expect(cues.map(({ from }) => from)).toEqual(cues.map(({ from }) => from).toSorted((a, b) => a - b))
        const wanted = sheet.prompts.map(({ asked }) => oneLine(asked)).filter((asked) => asked !== '')
        expect(cues.filter(({ voice }) => voice === 'Interviewer').map(({ text }) => text)).toEqual(wanted)
        const letters = (texts: string[]) =>
          texts.join('').replaceAll(/\s/g, '').split('').toSorted().join('')
        const said = cues.filter(({ voice }) => voice === 'Candidate').map(({ text }) => text)
        expect(letters(said)).toBe(letters(sheet.prompts.map(({ text }) => oneLine(text))))
      }),
    )
  })

  test('shows words when they are said, in cues that can be read', () => {
    const { log } = generateSession({ seed: 5, answers: 12 })
    const sheet = sheetOf(reviewOf(log, 'An evening'), [{ at: 5_000, text: 'slower' }])
    const text = 'One two three. '.repeat(30).trim()
    const [first] = sheet.prompts
    if (!first) throw new Error('nothing was asked')
    const cues = readVtt(writeVtt({ ...sheet, prompts: [{ ...first, text, words: wordsOf(text) }] }))
    const said = cues.filter(({ voice }) => voice === 'Candidate')
    expect(said.length).toBeGreaterThan(4)
    expect(said.every((cue) => cue.text.length <= 85 && cue.to - cue.from <= 6_000)).toBe(true)
    expect(said.map((cue) => cue.text).join(' ')).toBe(text)
    expect(cues).toContainEqual({ from: 5_000, to: 8_000, voice: 'Note', text: 'slower' })
  })

  test('of a session has every question and answer, in session time', () => {
    const { log } = generateSession({ seed: 5, answers: 12 })
    const review = reviewOf(log, 'An evening')
    const cues = readVtt(writeVtt(sheetOf(review, [])))
    for (const { asked, askedAt } of review.answers.filter((a) => a.outcome === 'assessed'))
      expect(cues).toContainEqual(expect.objectContaining({ from: askedAt, text: oneLine(asked) }))
    expect(cues.at(-1)?.to).toBeLessThanOrEqual(review.timeline.duration + 3_000)
  })
})

describe('Markdown', () => {
  /** What a reader of Markdown makes of escaped text. */
  const read = (text: string) => readCue(text.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1'))

  test('gives back any text as text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = text
          .replaceAll(/\r\n?/g, '\n')
          .split('\n')
          .map((line) => line.trim())
        expect(read(escapeMarkdown(text))).toBe(lines.join('\n').replaceAll('\t', ' ').replaceAll('\0', '�'))
      }),
    )
  })

  test('leaves nothing that means more than its words', () => {
    for (const line of injections.flatMap((text) => escapeMarkdown(text).split('\n')))
      expect(line).not.toMatch(/(?<!\\)(?:\\\\)*[`*_[\]#|~!]|[<>]|^[-+=:]|^\d+[.)]|(?<!\\):\/\//)
  })

  test('has each answer under its question, with its findings and the notes', () => {
    const { log } = generateSession({ seed: 5, answers: 12, questions: 2 })
    const review = reviewOf(log, 'An evening')
    const sheet = sheetOf(review, [{ at: 65_000, text: 'slower *here*' }])
    const text = writeMarkdown(sheet)
    expect(text).toMatch(/^# An evening\n\n2026\\?-11-22 · L6 · /)
    expect(text.match(/^## /gm)?.length).toBeGreaterThanOrEqual(3)
    expect(text.match(/^### /gm)).toHaveLength(sheet.prompts.length)
    for (const { label, rule } of sheet.prompts.flatMap(({ findings }) => findings)) {
      expect(text).toContain(`**${escapeMarkdown(label)}**`)
      expect(text).toContain(escapeMarkdown(rule))
    }
    expect(text).toContain(String.raw`- 1:05 slower \*here\*`)
  })
})

test('the pieces of an answer are its text, cut where quotes and words begin and end', () => {
  fc.assert(
    fc.property(sheetsOf(anyText), ({ prompts }) => {
      for (const prompt of prompts) {
        const pieces = piecesOf(prompt)
        expect(pieces.map(({ text }) => text).join('')).toBe(prompt.text)
        for (const [i, { quote }] of prompt.findings.entries())
          expect(
            pieces
              .filter(({ findings }) => findings.includes(i))
              .map(({ text }) => text)
              .join(''),
          ).toBe(quote)
        for (const { start, end, takeMs } of prompt.words)
          expect(
            pieces
              .filter((piece) => piece.takeMs === takeMs)
              .map(({ text }) => text)
              .join(''),
          ).toBe(prompt.text.slice(start, end))
      }
    }),
  )
})

describe('the name of a file', () => {
  test('says what it is', () => {
    expect(fileName('A disagreement and 2 more', '2026-11-22T18:20:00.000Z', 'html')).toBe(
      'mockloop-2026-11-22-A-disagreement-and-2-more.html',
    )
    expect(fileName('???', '2026-11-22T18:20:00.000Z', 'vtt')).toBe('mockloop-2026-11-22.vtt')
  })

  test('is safe whatever the title', () => {
    fc.assert(
      fc.property(anyText, (title) => {
        const name = fileName(title, '2026-11-22T18:20:00.000Z', 'md')
        expect(name).toMatch(/^mockloop-2026-11-22(-[\p{L}\p{N}\uFFFD]+)*\.md$/u)
        expect(name.length).toBeLessThan(90)
      }),
    )
  })
})
