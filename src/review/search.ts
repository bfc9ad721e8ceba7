import { shown, type Answer } from '../session/answers.ts'

/** Where a text stands: in which answer, and UTF-16 offsets into what was said, end exclusive. */
export interface Found {
  answer: number
  start: number
  end: number
}

/** More than these are not told one by one. */
export const mostFound = 1_000

/** Every place in what was said where the words stand, in either case of letters, in order. */
export function findIn(answers: readonly Answer[], words: string): Found[] {
  const wanted = words.trim()
  if (wanted === '') return []
  const pattern = new RegExp(wanted.split(/\s+/).map(escaped).join('\\s+'), 'giu')
  const found: Found[] = []
  for (const answer of answers)
    for (const match of (shown(answer).text ?? '').matchAll(pattern)) {
      if (found.length === mostFound) return found
      found.push({ answer: answer.index, start: match.index, end: match.index + match[0].length })
    }
  return found
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
