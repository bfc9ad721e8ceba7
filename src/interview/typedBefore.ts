import type { Entry } from '../session/log.ts'

/**
 * What had been typed for the prompt at hand before it was asked again, by a repeat, a clarification or an
 * interruption; null where nothing was.
 */
export function typedBefore(entries: readonly Entry[]): string | null {
  const now = entries.findLastIndex((e) => e.type === 'listening.started')
  for (let i = now - 1; i >= 0; i--) {
    const entry = entries[i]
    switch (entry?.type) {
      case 'draft.saved':
        return entry.text.trim() || null
      case 'answer.assessed':
      case 'answer.unheard':
      case 'prompt.skipped':
      case 'example.declined':
        return null
      default:
    }
  }
  return null
}
