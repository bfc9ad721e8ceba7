import { escapeCue } from './escape.ts'
import type { Sheet, SheetPrompt, SheetWord } from './sheet.ts'

/** A cue holds about two lines, and no more than a reader takes in at a glance. */
const longestCue = 84
const longestCueMs = 6_000
/** A silence this long, in ms, ends a cue. */
const pauseMs = 700
/** For how long a note is shown, in ms. */
const noteMs = 3_000

interface Cue {
  from: number
  to: number
  voice: 'Interviewer' | 'Candidate' | 'Note'
  text: string
}

/** The session as WebVTT, in session time: what was asked, what was said, and the candidate's notes. */
export function writeVtt(sheet: Sheet): string {
  const cues = [
    ...sheet.prompts.flatMap(cuesOf),
    ...sheet.notes.map(({ at, text }): Cue => ({ from: at, to: at + noteMs, voice: 'Note', text })),
  ]
  const blocks = cues
    .filter(({ text }) => text.trim() !== '')
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to, voice, text }) => {
      const end = Math.max(to, from + 1)
      return `${timestamp(from)} --> ${timestamp(end)}\n<v ${voice}>${escapeCue(text)}</v>`
    })
  const title = escapeCue(sheet.title)
  return `${['WEBVTT', `NOTE ${title}, ${sheet.createdAt}. Times are of the session.`, ...blocks].join('\n\n')}\n`
}

function cuesOf(prompt: SheetPrompt): Cue[] {
  const { asked, askedAt, listeningAt, speechAt, endedAt, text, words } = prompt
  const question: Cue = { from: askedAt, to: listeningAt, voice: 'Interviewer', text: asked }
  if (words.length === 0) return [question, { from: speechAt, to: endedAt, voice: 'Candidate', text }]
  const groups = groupsOf(words)
  return [
    question,
    ...groups.map((group, i): Cue => {
      const [first, last] = [group[0], group.at(-1)]
      // What stands between words, and what no word was found for, goes with the words before it.
      const start = i === 0 ? 0 : (first?.start ?? 0)
      const end = groups[i + 1]?.[0]?.start ?? text.length
      return {
        from: first?.at ?? speechAt,
        to: last?.until ?? endedAt,
        voice: 'Candidate',
        text: text.slice(start, end),
      }
    }),
  ]
}

/** Words that are shown at once. */
function groupsOf(words: readonly SheetWord[]): SheetWord[][] {
  const groups: SheetWord[][] = []
  for (const word of words) {
    const group = groups.at(-1)
    const [first, last] = [group?.[0], group?.at(-1)]
    const fits =
      first &&
      last &&
      word.at - last.until < pauseMs &&
      word.until - first.at <= longestCueMs &&
      word.end - first.start <= longestCue
    if (fits) group?.push(word)
    else groups.push([word])
  }
  return groups
}

/** "00:01:02.345", of whole ms. */
function timestamp(ms: number): string {
  const whole = Math.max(0, Math.round(ms))
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const [h, m, s] = [whole / 3_600_000, (whole / 60_000) % 60, (whole / 1000) % 60]
  return `${two(h)}:${two(m)}:${two(s)}.${String(whole % 1000).padStart(3, '0')}`
}
