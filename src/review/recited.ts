import { useEffect, useMemo, useState } from 'react'
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

/** By the answer's place. Comes after the review is there; what cannot be read is left out. */
export function useRecited({ log: { header }, answers }: Review): ReadonlyMap<number, Recited> {
  const { store } = useServices()
  const [earlier, setEarlier] = useState<EarlierTexts>(new Map())
  useEffect(() => {
    let gone = false
    earlierTexts(store, header).then(
      (texts) => !gone && setEarlier(texts),
      () => {},
    )
    return () => {
      gone = true
    }
  }, [store, header])
  return useMemo(() => {
    const recited = new Map<number, Recited>()
    for (const answer of answers) {
      for (const { text, when } of earlier.get(keyOf(header.questions[answer.question]?.id, answer)) ?? []) {
        const share = recitedShare(answer, text)
        if (share !== null && share > (recited.get(answer.index)?.share ?? -1))
          recited.set(answer.index, { share, when })
      }
    }
    return recited
  }, [earlier, answers, header])
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
