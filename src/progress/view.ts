import type { Filter } from './progress.ts'

const modes: readonly string[] = ['interview', 'drill'] satisfies Filter['mode'][]

/** Which answers the address asks for; what it gets wrong leaves all in. */
export function parseFilter(search: string): Filter {
  const given = new URLSearchParams(search)
  const mode = given.get('mode') ?? ''
  return {
    mode: modes.includes(mode) ? (mode as Filter['mode']) : null,
    question: given.get('question') || null,
  }
}

/** The address's part for it, without the question mark; "" for all answers. */
export function formatFilter({ mode, question }: Filter): string {
  const parts = new URLSearchParams()
  if (mode !== null) parts.set('mode', mode)
  if (question !== null) parts.set('question', question)
  return parts.toString()
}
