import { OPENING, type Plan } from '../../machines/plan.ts'
import type { Header } from '../session/log.ts'
import type { Family } from './family.ts'

/** What a take is called where two stand side by side: "take 2"; where they are no takes of each other, "the earlier one". */
export function nameOf({ id }: Pick<Header, 'id'>, family: Family | null, place: 0 | 1): string {
  const take = family?.all.find(({ session }) => session.id === id)
  if (take && (family?.all.length ?? 0) > 1) return `take ${take.number}`
  return place === 0 ? 'the earlier one' : 'the later one'
}

/** What was asked, as a short name. */
export const promptLabel = (plan: Plan | undefined, prompt: string): string =>
  prompt === OPENING ? 'Opening' : (plan?.prompts.get(prompt)?.label ?? prompt)

/** A covered probe, by its bare id. */
export const probeLabel = (plan: Plan | undefined, id: string): string =>
  plan?.prompts.get(`${plan.bucket.id}/${id}`)?.label ?? plan?.prompts.get(`reactive/${id}`)?.label ?? id

/** "4.2 s", "about 12 s". */
export const secondsWords = (ms: number, about = false): string =>
  `${about ? 'about ' : ''}${(Math.round(ms / 100) / 10).toLocaleString('en-GB')} s`

export const percentWords = (share: number): string => `${Math.round(share * 100)} %`

/** First letter in upper case. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
