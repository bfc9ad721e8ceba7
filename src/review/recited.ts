import { useMemo } from 'react'
import { recitedShare } from '../debrief/delivery.ts'
import { answersOf, shown, type Answer } from '../session/answers.ts'
import type { Header } from '../session/log.ts'
import type { SessionStore } from '../session/store.ts'
import { useServices } from '../ui/services.ts'
import type { Review } from './load.ts'

/** How far an answer repeats, word for word, what was said to the same prompt in the earlier session it is nearest to. */
export interface Recited {
  /** 0..1 */
  share: number
  /** When the earlier one was taken, ISO 8601 in UTC. */
  when: string
}

/** Earlier sessions that are looked through, the newest first. */
const mostSessions = 10

/** Finds how far an answer is recited; null where nothing was said to its prompt before. Never rejects. */
export type FindRecited = (answer: Answer) => Promise<Recited | null>

/** For one session. The earlier ones are read when it is first asked for; what cannot be read is left out. */
export function useRecited({ log: { header } }: Review): FindRecited {
  const { store } = useServices()
  return useMemo(() => recitedFinder(store, header), [store, header])
}

function recitedFinder(store: SessionStore, header: Header): FindRecited {
  let earlier: Promise<EarlierTexts> | null = null
  return async (answer) => {
    earlier ??= earlierTexts(store, header).catch(() => new Map())
    const told = (await earlier).get(keyOf(header.questions[answer.question]?.id, answer)) ?? []
    let most: Recited | null = null
    for (const { text, when } of told) {
      const share = recitedShare(answer, text)
      if (share !== null && share > (most?.share ?? -1)) most = { share, when }
    }
    return most
  }
}

/** What was said to a prompt before this session, by question and prompt; the newest first. */
type EarlierTexts = ReadonlyMap<string, readonly { text: string; when: string }[]>

async function earlierTexts(store: SessionStore, { createdAt, questions }: Header): Promise<EarlierTexts> {
  const titles = questions.map(({ title }) => title)
  const earlier = (await store.list())
    .filter((session) => session.createdAt < createdAt)
    .filter((session) => session.questions.some((title) => titles.includes(title)))
    .slice(0, mostSessions)
  const texts = new Map<string, { text: string; when: string }[]>()
  for (const session of earlier) {
    const before = await store.load(session.id).catch(() => null)
    if (!before) continue
    for (const answer of answersOf(before.log)) {
      const { text } = shown(answer)
      const key = keyOf(before.log.header.questions[answer.question]?.id, answer)
      if (text === null || text.trim() === '') continue
      texts.set(key, [...(texts.get(key) ?? []), { text, when: session.createdAt }])
    }
  }
  return texts
}

const keyOf = (question: string | undefined, { prompt }: Answer) => `${question} ${prompt}`
