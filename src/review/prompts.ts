import type { Plan } from '../../machines/plan.ts'
import type { Answer } from '../session/answers.ts'
import type { Log } from '../session/log.ts'
import { isGiven } from './summary.ts'

/** What kept a prompt from being answered at once. */
export interface Aside {
  kind: 'clarified' | 'repeated' | 'interrupted'
  /** What the interviewer said to it; null where nothing but the prompt again. */
  reply: string | null
  /** The try that it ended, as a place among the session's answers; null where the interviewer still spoke. */
  attempt: number | null
}

/** A prompt with everything that was tried on it. */
export interface AskedPrompt {
  /** Places among the session's answers, in order: its tries. There is at least one. */
  attempts: readonly number[]
  /** The last try: what came of the prompt. */
  answer: number
  /** Which of the answers that were given it is, from 1; null where none was given. */
  number: number | null
  asides: readonly Aside[]
}

/** The prompts of a session, in order. Tries that follow each other on the same prompt belong together. */
export function promptsOf({ entries }: Pick<Log, 'entries'>, answers: readonly Answer[]): AskedPrompt[] {
  const groups: Answer[][] = []
  for (const answer of answers) {
    const group = groups.at(-1)
    const before = group?.at(-1)
    const again =
      before?.outcome === 'restarted' &&
      before.question === answer.question &&
      before.prompt === answer.prompt
    if (again) group?.push(answer)
    else groups.push([answer])
  }
  let given = 0
  let from = 0
  return groups.flatMap((tries): AskedPrompt[] => {
    const last = tries.at(-1)
    if (!last) return []
    const to = last.endEntry ?? entries.length - 1
    const asides = asidesOf(entries, from, to, tries)
    from = to + 1
    return [
      {
        attempts: tries.map(({ index }) => index),
        answer: last.index,
        number: isGiven(last) ? ++given : null,
        asides,
      },
    ]
  })
}

function asidesOf(
  entries: Log['entries'],
  from: number,
  to: number,
  tries: readonly Answer[],
): readonly Aside[] {
  const asides: Aside[] = []
  for (let i = from; i <= to; i++) {
    const entry = entries[i]
    const ended = tries.find((t) => t.outcome === 'restarted' && t.endEntry === i && t !== tries.at(-1))
    const attempt = ended?.index ?? null
    if (entry?.type === 'clarify.requested') asides.push({ kind: 'clarified', reply: null, attempt })
    else if (entry?.type === 'repeat.requested') asides.push({ kind: 'repeated', reply: null, attempt })
    else if (ended) asides.push({ kind: 'interrupted', reply: null, attempt })
    else if (entry?.type === 'clarification.given') {
      const asked = asides.findLast((aside) => aside.kind === 'clarified')
      if (asked) asked.reply = entry.text
    }
  }
  return asides
}

/**
 * What the interviewer said, cut into the words that led over and the question itself. All of it is the question where
 * the prompt's phrasings do not tell.
 */
export function cutLead(asked: string, plan: Plan | undefined, prompt: string): [string, string] {
  const places = (plan?.prompts.get(prompt)?.phrasings ?? [])
    .map((phrasing) => asked.indexOf(phrasing))
    .filter((place) => place > 0)
  const at = Math.min(asked.length, ...places)
  return places.length > 0 ? [asked.slice(0, at), asked.slice(at)] : ['', asked]
}
