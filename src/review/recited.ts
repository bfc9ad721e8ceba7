import { useEffect, useMemo, useState } from 'react'
import { recitedShare } from '../debrief/delivery.ts'
import { answersOf, shown, type Answer } from '../session/answers.ts'
import type { Header } from '../session/log.ts'
import type { SessionStore } from '../session/store.ts'
import { useServices } from '../ui/services.ts'
import type { Review } from './load.ts'

/** How far an answer repeats, word for word, what was said to the same prompt in an earlier session. */
export interface Recited {
  /** 0..1 */
  share: number
  /** When the earlier one was taken, ISO 8601 in UTC. */
  when: string
}

/** Earlier sessions that are looked through, the newest first. */
const mostSessions = 5

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
      const before = earlier.get(keyOf(header.questions[answer.question]?.id, answer))
      const share = before ? recitedShare(answer, before.text) : null
      if (before && share !== null) recited.set(answer.index, { share, when: before.when })
    }
    return recited
  }, [earlier, answers, header])
}

/** What was said last to a prompt before this session, by question and prompt. */
type EarlierTexts = ReadonlyMap<string, { text: string; when: string }>

async function earlierTexts(store: SessionStore, { createdAt, questions }: Header): Promise<EarlierTexts> {
  const titles = questions.map(({ title }) => title)
  const earlier = (await store.list())
    .filter((session) => session.createdAt < createdAt)
    .filter((session) => session.questions.some((title) => titles.includes(title)))
    .slice(0, mostSessions)
  const texts = new Map<string, { text: string; when: string }>()
  for (const session of earlier) {
    const before = await store.load(session.id).catch(() => null)
    if (!before) continue
    // Within a session the last words to a prompt count, among sessions those of the newest.
    const own = new Map<string, { text: string; when: string }>()
    for (const answer of answersOf(before.log)) {
      const { text } = shown(answer)
      const key = keyOf(before.log.header.questions[answer.question]?.id, answer)
      if (text !== null && text.trim() !== '') own.set(key, { text, when: session.createdAt })
    }
    for (const [key, said] of own) if (!texts.has(key)) texts.set(key, said)
  }
  return texts
}

const keyOf = (question: string | undefined, { prompt }: Answer) => `${question} ${prompt}`
