import { answersOf, shown } from '../../src/session/answers.ts'
import type { Entry, Log } from '../../src/session/log.ts'
import type { SessionTexts } from '../../src/session/store.ts'

/** What a search may read of a session, by way of the whole log, which stores must not need. */
export const said = (session: string, log: Log): SessionTexts => ({
  session,
  answers: answersOf(log).map((answer) => {
    const { text, assessment } = shown(answer)
    const signals = [...new Set(assessment?.findings.map(({ signal }) => signal) ?? [])]
    return { at: answer.listeningAt, text: text ?? '', signals }
  }),
})

const when = '2026-11-23T08:00:00.000Z'

/** Corrections of every sort, of the answers that a log has. */
export function correctionsOf(entries: readonly Entry[]): Entry[] {
  const [first, second = first] = entries.filter((entry) => entry.type === 'answer.assessed')
  if (!first || !second) return []
  const absent = { quote: '', start: null, end: null }
  const found = first.assessment.findings[0]?.signal ?? 'no-example'
  return [
    { type: 'finding.corrected', when, answer: 0, signal: found, verdict: 'wrong', ...absent },
    { type: 'finding.corrected', when, answer: 0, signal: 'blames-others', verdict: 'missed', ...absent },
    { type: 'finding.corrected', when, answer: 1, signal: 'fast-and-flawless', verdict: 'missed', ...absent },
    {
      type: 'finding.corrected',
      when,
      answer: 1,
      signal: 'fast-and-flawless',
      verdict: 'withdrawn',
      ...absent,
    },
    {
      type: 'finding.corrected',
      when,
      answer: 2,
      signal: 'reuse',
      verdict: 'missed',
      quote: 'words that nobody said',
      start: 0,
      end: 22,
    },
    {
      type: 'assessment.revised',
      when,
      answer: 1,
      text: 'What was meant is quite another thing.',
      assessment: { ...second.assessment, findings: first.assessment.findings },
    },
  ]
}
