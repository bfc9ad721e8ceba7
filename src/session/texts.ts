import type { SignalId } from '../../questions/ids.ts'
import type { Entry } from './log.ts'

/** What was said in an answer, and what was found in it. */
export interface SaidText {
  /** Session ms at which it began. */
  at: number
  text: string
  signals: SignalId[]
}

/** An answer as it is kept: with what it takes to fold it on. */
interface KeptText {
  at: number
  text: string
  /** By the assessment that is shown; null where there is none. */
  found: SignalId[] | null
  /** What the candidate said of the findings. */
  corrections: Correction[]
}
type Correction = Pick<
  Extract<Entry, { type: 'finding.corrected' }>,
  'signal' | 'verdict' | 'quote' | 'start' | 'end'
>

/**
 * The words of a session's answers, entry by entry, so that a search need not fold logs. It agrees with `answersOf` and
 * `shown` of answers.ts, which tell them of a whole log.
 */
export interface Texts {
  /** Whether a prompt was asked: before the first, there is no answer. */
  asked: boolean
  /** How far the answer under way has come; null where none is. */
  open: 'begun' | 'finished' | null
  answers: KeptText[]
}

export const emptyTexts: Texts = { asked: false, open: null, answers: [] }

const silent: ReadonlySet<Entry['type']> = new Set<Entry['type']>([
  'session.started',
  'session.paused',
  'session.resumed',
  'speech.started',
  'words.aligned',
])

/** Whether the texts stay as they are, whatever came before. */
export const isSilent = (entry: Entry): boolean => silent.has(entry.type)

/** The texts once these entries were added to the log. */
export function textsAfter(texts: Texts, entries: readonly Entry[]): Texts {
  const next = { ...texts, answers: [...texts.answers] }
  for (const entry of entries) take(next, entry)
  return next
}

/** The texts of a whole log; none where it is not what a log should be. */
export function textsOf(entries: readonly Entry[]): Texts {
  try {
    const texts = textsAfter(emptyTexts, entries)
    return isSound(texts) ? texts : emptyTexts
  } catch {
    return emptyTexts
  }
}

/** What a search reads: each answer's words as they are shown now, and the signals that hold. */
export const saidIn = ({ answers }: Texts): SaidText[] =>
  answers.map(({ at, text, found, corrections }) => {
    if (!found) return { at, text, signals: [] }
    const kept = found.filter(
      (signal) => !corrections.some((c) => c.signal === signal && c.verdict === 'wrong'),
    )
    const missed = corrections.filter(
      ({ signal, verdict, quote, start, end }) =>
        verdict === 'missed' &&
        !kept.includes(signal) &&
        (start === null || text.slice(start, end ?? start) === quote || text.includes(quote)),
    )
    return { at, text, signals: [...kept, ...missed.map(({ signal }) => signal)] }
  })

/** Whether what was stored can be read. */
export function isSound(stored: unknown): stored is Texts {
  const { asked, answers } = (stored ?? {}) as Partial<Texts>
  return (
    typeof asked === 'boolean' &&
    Array.isArray(answers) &&
    answers.every(
      (answer: Partial<KeptText> | null) =>
        typeof answer?.at === 'number' &&
        typeof answer.text === 'string' &&
        (answer.found === null || Array.isArray(answer.found)) &&
        Array.isArray(answer.corrections),
    )
  )
}

function take(texts: Texts, entry: Entry): void {
  const last = texts.answers.length - 1
  switch (entry.type) {
    case 'prompt.asked':
      texts.asked = true
      if (texts.open === 'begun') texts.open = null
      break
    case 'listening.started':
      if (!texts.asked) break
      texts.answers.push({ at: entry.at, text: '', found: null, corrections: [] })
      texts.open = 'begun'
      break
    case 'draft.saved':
      if (texts.open) change(texts, last, { text: entry.text })
      break
    case 'answer.finished':
      if (texts.open) texts.open = 'finished'
      break
    case 'answer.assessed':
      if (texts.open) change(texts, last, { text: entry.text, found: signalsIn(entry) })
      texts.open = null
      break
    case 'prompt.skipped':
    case 'example.declined':
      // Passed over while the interviewer still spoke, it is an answer of no length.
      if (!texts.open && texts.asked)
        texts.answers.push({ at: entry.at, text: '', found: null, corrections: [] })
      texts.open = null
      break
    case 'answer.unheard':
    case 'repeat.requested':
    case 'clarify.requested':
    case 'question.retried':
    case 'session.ended':
      texts.open = null
      break
    case 'assessment.revised':
      change(texts, entry.answer, { text: entry.text, found: signalsIn(entry) })
      break
    case 'finding.corrected': {
      const { signal, verdict, quote, start, end } = entry
      const others = (texts.answers[entry.answer]?.corrections ?? []).filter((c) => c.signal !== signal)
      const corrections =
        verdict === 'withdrawn' ? others : [...others, { signal, verdict, quote, start, end }]
      change(texts, entry.answer, { corrections })
      break
    }
    default:
  }
}

function change({ answers }: Texts, index: number, to: Partial<KeptText>): void {
  const before = answers[index]
  if (before) answers[index] = { ...before, ...to }
}

const signalsIn = ({ assessment }: Extract<Entry, { type: 'answer.assessed' | 'assessment.revised' }>) => [
  ...new Set(assessment.findings.map(({ signal }) => signal)),
]
