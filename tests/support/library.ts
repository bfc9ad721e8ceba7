import type { Finding } from '../../questions/finding.ts'
import { guidePack } from '../../questions/index.ts'
import type { Entry, Log } from '../../src/session/log.ts'
import { random, type Random } from './random.ts'
import { generateSession } from './sessions.ts'

export interface LibraryRecipe {
  seed: number
  sessions: number
  /** Stretches of listening of each. Default 12. */
  answers?: number
  /** What is said, sentence by sentence. */
  sentences: readonly string[]
  /** Wall time of the newest, ms. The others were one or two a day before. */
  newest: number
}

interface LibrarySession {
  log: Log
  title: string
  tags: string[]
}

/** Interviews that are led by the machines; the sessions share their courses, not their words. */
const courses = 40
const levels = ['L5', 'L6', 'L7'] as const
const tags = ['onsite', 'phone screen', 'with a friend', 'second try', 'before work']
const dayMs = 86_400_000

/**
 * Many realistic sessions, newest first, equal for equal recipes; made one by one, as all of them together fill the
 * memory. What is asked and when follows the machines; the words of each answer are its own, with findings on them.
 */
export function* generateLibrary(recipe: LibraryRecipe): Generator<LibrarySession> {
  const { seed, sessions, answers = 12, sentences, newest } = recipe
  const chance = random(seed)
  let at = newest
  for (let i = 0; i < sessions; i++) {
    const { header, entries } = courseOf(i % courses, answers)
    const id = `library-${seed}-${i}`
    const createdAt = new Date(at).toISOString()
    at -= Math.round(dayMs * (0.3 + chance.next() * 0.5))
    yield {
      log: {
        header: { ...header, id, createdAt, today: createdAt.slice(0, 10) },
        entries: entries.map((entry) => reworded(chance, sentences, id, header.id, entry)),
      },
      title: `${guidePack.questions.find((q) => q.id === header.questions[0]?.id)?.title ?? 'Session'} ${i + 1}`,
      tags: tags.filter(() => chance.chance(0.08)),
    }
  }
}

const made = new Map<string, Log>()

/** Leading one takes the machines longer than wording it again. */
function courseOf(course: number, answers: number): Log {
  const key = `${course} ${answers}`
  const log =
    made.get(key) ??
    generateSession({
      seed: course,
      answers,
      questions: 1 + (course % 3),
      level: levels[course % levels.length],
      input: course % 4 === 3 ? 'keyboard' : 'mixed',
    }).log
  made.set(key, log)
  return log
}

/** The sentences of labelled answers, a JSON object a line, each with its turns. */
export const sentencesIn = (lines: string): string[] =>
  lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => (JSON.parse(line) as { turns?: { text: string }[] }).turns ?? [])
    .flatMap(({ text }) => text.split(/(?<=[.!?])\s+/))
    .filter((sentence) => sentence.length > 20 && sentence.length < 300)

function reworded(
  chance: Random,
  sentences: readonly string[],
  id: string,
  course: string,
  entry: Entry,
): Entry {
  if (entry.type === 'listening.started' && entry.take !== null)
    return { ...entry, take: entry.take.replace(course, id) }
  if (entry.type !== 'answer.assessed') return entry
  const said = Array.from({ length: chance.between(3, 6) }, () => chance.pick(sentences))
  const findings = entry.assessment.findings.map((finding): Finding => {
    if (finding.start === null) return finding
    const at = chance.between(0, said.length - 1)
    const start = said.slice(0, at).reduce((sum, sentence) => sum + sentence.length + 1, 0)
    const quote = said[at] ?? ''
    return { ...finding, quote, start, end: start + quote.length }
  })
  return { ...entry, text: said.join(' '), assessment: { ...entry.assessment, findings } }
}
