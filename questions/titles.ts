import type { QuestionId } from './ids.ts'

/**
 * Names of the guide's questions for lists, in its order; none tells what a question is after. They stand apart so
 * that a screen can show them without loading what is asked.
 */
export const guideTitles: Readonly<Record<QuestionId, string>> = {
  disagreement: 'A disagreement',
  'technical-problem': 'The hardest technical problem',
  'data-decision': 'A decision with data',
  'quick-call': 'A quick call',
  'critical-feedback': 'Critical feedback',
  'simple-solution': 'A simple solution',
  'customer-pain': "A customer's trouble",
  mistake: 'A mistake',
  'short-term-sacrifice': 'A short-term sacrifice',
  'challenging-project': 'A challenging project',
}
