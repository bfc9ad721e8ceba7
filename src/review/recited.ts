import { useEffect, useState } from 'react'
import { recitedShare } from '../debrief/delivery.ts'
import { answersOf, shown, type Answer } from '../session/answers.ts'
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
export function useRecited(review: Review): ReadonlyMap<number, Recited> {
  const { store } = useServices()
  const [found, setFound] = useState<ReadonlyMap<number, Recited>>(new Map())
  useEffect(() => {
    let gone = false
    findRecited(store, review).then(
      (recited) => !gone && setFound(recited),
      () => {},
    )
    return () => {
      gone = true
    }
  }, [store, review])
  return found
}

async function findRecited(store: SessionStore, review: Review): Promise<Map<number, Recited>> {
  const { log, plans, answers } = review
  const titles = plans.map((plan) => plan.question.title)
  const earlier = (await store.list())
    .filter((session) => session.createdAt < log.header.createdAt)
    .filter((session) => session.questions.some((title) => titles.includes(title)))
    .slice(0, mostSessions)
  const recited = new Map<number, Recited>()
  for (const { id, createdAt } of earlier) {
    const before = await store.load(id).catch(() => null)
    if (!before) continue
    const said = textsByPrompt(
      before.log.header.questions.map((q) => q.id),
      answersOf(before.log),
    )
    for (const answer of answers) {
      if (recited.has(answer.index)) continue
      const key = keyOf(log.header.questions[answer.question]?.id, answer)
      const share = recitedShare(answer, said.get(key) ?? null)
      if (share !== null) recited.set(answer.index, { share, when: createdAt })
    }
  }
  return recited
}

const keyOf = (question: string | undefined, { prompt }: Answer) => `${question} ${prompt}`

function textsByPrompt(questions: readonly string[], answers: readonly Answer[]): Map<string, string> {
  const texts = new Map<string, string>()
  for (const answer of answers) {
    const { text } = shown(answer)
    if (text !== null && text.trim() !== '') texts.set(keyOf(questions[answer.question], answer), text)
  }
  return texts
}
