import type { Entry } from '../session/log.ts'

/**
 * What was typed for the prompt at hand before it was asked again, by a repeat, a clarification or an interruption;
 * null where nothing was. To be read while it is asked, or once it has been and nothing was typed yet.
 */
export function typedBefore(entries: readonly Entry[]): string | null {
  for (const entry of entries.toReversed())
    switch (entry.type) {
      case 'draft.saved':
        return entry.text.trim() === '' ? null : entry.text
      case 'answer.assessed':
      case 'answer.unheard':
      case 'prompt.skipped':
      case 'example.declined':
      case 'question.retried':
        return null
      default:
    }
  return null
}
