import { OPENING, bareId, type Plan, type PromptKey } from '../../machines/plan.ts'
import type { Assessment, Finding } from '../../questions/finding.ts'
import type { SignalId } from '../../questions/ids.ts'
import type { Random } from './random.ts'

/** A sentence that somebody might say, with what it shows. `quote` is a part of it. */
interface Sentence {
  text: string
  shows?: { signal: SignalId; quote: string }[]
}

const headlines: readonly Sentence[] = [
  {
    text: 'I disagreed with our lead on moving billing to the new queue before the launch, and we shipped with a fallback.',
    shows: [{ signal: 'headline-first', quote: 'we shipped with a fallback' }],
  },
  {
    text: 'I cut the nightly export from six hours to forty minutes by reading only what had changed.',
    shows: [
      { signal: 'headline-first', quote: 'I cut the nightly export from six hours to forty minutes' },
      { signal: 'impact-metric', quote: 'from six hours to forty minutes' },
    ],
  },
  {
    text: 'The one that comes to mind is a release that I held back for two days, against the wish of my director.',
    shows: [{ signal: 'conflict-up', quote: 'against the wish of my director' }],
  },
]

const middles: readonly Sentence[] = [
  { text: 'The team next door owned the service, and they had promised a date to their customers.' },
  { text: 'I read through a week of support tickets and sorted them by cause.' },
  {
    text: 'I wrote two pages with both options, what each would cost, and what we would notice first if it went wrong.',
  },
  { text: 'What they feared was a second migration in the same quarter, and that was fair.' },
  {
    text: 'At that time somebody checked the invoices by hand every morning.',
    shows: [{ signal: 'manual-process', quote: 'checked the invoices by hand every morning' }],
  },
  {
    text: 'We met, we talked it over, we decided together, and then we built it.',
    shows: [{ signal: 'team-not-self', quote: 'we decided together, and then we built it' }],
  },
  {
    text: 'So we threw the old system away and rewrote the whole of it.',
    shows: [{ signal: 're-architecture', quote: 'rewrote the whole of it' }],
  },
  {
    text: 'I used the retry library that the payments group already had, instead of another one of ours.',
    shows: [{ signal: 'reuse', quote: 'the retry library that the payments group already had' }],
  },
  {
    text: 'Honestly, they never understood the problem and I had to show them.',
    shows: [{ signal: 'blames-others', quote: 'they never understood the problem' }],
  },
  { text: 'I asked her to walk me through the numbers, and two of mine turned out to be wrong.' },
]

const endings: readonly Sentence[] = [
  {
    text: 'In the end failed payments went from three per cent to under half a per cent.',
    shows: [{ signal: 'impact-metric', quote: 'from three per cent to under half a per cent' }],
  },
  {
    text: 'That saved about 1.4 million dollars in the first year.',
    shows: [{ signal: 'impact-money', quote: 'about 1.4 million dollars in the first year' }],
  },
  {
    text: 'Since then every such change goes through a short checklist before it is merged.',
    shows: [{ signal: 'mechanism', quote: 'goes through a short checklist before it is merged' }],
  },
  { text: 'They went with it, and we still work together.' },
  { text: 'I would bring the data sooner next time.' },
  {
    text: 'Did that answer your question?',
    shows: [{ signal: 'checks-in', quote: 'Did that answer your question?' }],
  },
]

const absences: readonly SignalId[] = ['no-impact', 'off-question', 'no-impact', 'buried-lede']

export interface InventedAnswer {
  text: string
  assessment: Assessment
}

/** An answer to a prompt, as somebody might give it, and what an assessor would find in it. */
export function inventAnswer(
  chance: Random,
  plan: Plan,
  prompt: PromptKey,
  covered: Set<string>,
): InventedAnswer {
  const opening = prompt === OPENING
  const sentences = [
    ...(opening || chance.chance(0.3) ? [chance.pick(headlines)] : []),
    ...unique(Array.from({ length: chance.between(1, opening ? 4 : 3) }, () => chance.pick(middles))),
    ...(chance.chance(0.6) ? [chance.pick(endings)] : []),
  ]
  const findings: Finding[] = []
  let text = ''
  for (const sentence of sentences) {
    const from = text === '' ? 0 : text.length + 1
    text = text === '' ? sentence.text : `${text} ${sentence.text}`
    for (const { signal, quote } of sentence.shows ?? []) {
      const start = from + sentence.text.indexOf(quote)
      findings.push({ signal, quote, start, end: start + quote.length })
    }
  }
  const named = findings.some((f) => f.signal.startsWith('impact-'))
  if (!named && chance.chance(0.35))
    findings.push({ signal: chance.pick(absences), quote: '', start: null, end: null })

  const ids = plan.bucket.probes.map((p) => p.id)
  if (ids.includes(bareId(prompt))) covered.add(bareId(prompt))
  if (opening || chance.chance(0.2)) covered.add(chance.pick(ids))
  // By the text and not by chance, so that what is drawn after it stays as it was.
  const touched = ids.filter((_, at) => at % 5 === text.length % 5 && at % 2 === 0)
  return {
    text,
    assessment: { engine: 'invented-1', abstained: null, findings, covered: [...covered], touched },
  }
}

const unique = <T>(things: readonly T[]): T[] => [...new Set(things)]
