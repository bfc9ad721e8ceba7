import { OPENING } from '../../machines/plan.ts'
import type { Pack } from '../../questions/index.ts'
import type { Measured } from '../debrief/measured.ts'
import { answersOf, shown } from '../session/answers.ts'
import type { SessionStore } from '../session/store.ts'
import type { Choice } from './header.ts'
import { attemptsOf, type Attempt } from './items.ts'
import { nameOf } from './names.ts'

/** Shorter ones hold too little to be told anew. */
const leastS = 10

/**
 * Answers that can be told in other words: with words, long enough, to what the pack still asks. Of each item the
 * latest, openings before follow-ups, and of these the latest first.
 */
export function tellable(rows: readonly Measured[], pack: Pack): Attempt[] {
  const latest = new Map<string, Attempt>()
  for (const attempt of attemptsOf(rows)) {
    const { outcome, judged, seconds, prompt } = attempt
    if (outcome !== 'given' || !judged || (seconds ?? 0) < leastS || prompt.startsWith('reactive/')) continue
    latest.set(attempt.item, attempt)
  }
  const rank = ({ prompt }: Measured) => (prompt === OPENING ? 0 : 1)
  return [...latest.values()]
    .filter(({ item }) => nameOf(item, pack) !== null)
    .toSorted((a, b) => rank(a) - rank(b) || b.at - a.at)
}

/** What a drill is told to ask for an answer that is to be told anew, with its words; null where they are gone. */
export async function toTellAnew(
  { store }: { store: Pick<SessionStore, 'load'> },
  { session, answer, question, prompt, direction }: Measured,
): Promise<Choice | null> {
  const found = await store.load(session)
  const given = found && answersOf(found.log)[answer]
  const text = given ? shown(given).text?.trim() : ''
  if (!text) return null
  return { question, prompt, ...(direction && { direction }), earlier: { session, answer, text } }
}
