import { holds } from '../../machines/conditions.ts'
import type { Input } from '../../machines/limits.ts'
import { bareId, OPENING, type PromptKey } from '../../machines/plan.ts'
import type { PrincipleId, SignalId } from '../../questions/ids.ts'
import { answersOf, isGiven, shown, type Answer } from '../session/answers.ts'
import { bandOf, type Band } from '../session/band.ts'
import type { Direction, DrillKind, Rating } from '../session/drill.ts'
import type { Header, Log } from '../session/log.ts'
import { deliveryOf } from './delivery.ts'
import { ratedIn } from '../session/rated.ts'
import { mostRepeated, retold } from './otherWords.ts'

/**
 * What was measured of one answer: a row of plain data, made once for a session, from which drills are scheduled and
 * progress is drawn. Null stands for what cannot be known.
 */
export interface Measured {
  session: string
  /** Its place among the session's answers, from 0. */
  answer: number
  /** When the candidate got the floor, in ms of wall time; the time that the app was closed within a session is left out. */
  at: number
  /** The local date on which the session began. */
  day: string
  mode: Header['mode']
  drill: DrillKind | null
  direction: Direction | null
  question: string
  bucket: string
  principles: readonly PrincipleId[]
  prompt: PromptKey
  outcome: 'given' | 'skipped' | 'declined'
  input: Input
  clockFactor: Header['clockFactor']
  /** The length that is held against the band. */
  seconds: number | null
  band: Band | null
  thinkingMs: number | null
  /** From the first word to the end of the sentence that makes the point. */
  bottomLineMs: number | null
  iShare: number | null
  /** Of a spoken answer with words; a lower bound where the recogniser leaves them out. */
  fillers: number | null
  fillersAtLeast: boolean
  /** Whether there were words that could be judged: only then `signals` being empty says something. */
  judged: boolean
  signals: readonly SignalId[]
  /** Whether the answer gave what was asked for: it covered the probe, or showed what the drill is about. */
  met: boolean | null
  /** What the candidate says of how it went; null where they leave that to what was measured. */
  rated: Rating | null
}

/**
 * Everything that a session's log says of its answers, in order. A request to clarify belongs to the answer that came
 * of it; what was not answered (interrupted, asked again) is left out, and so is what another take has from the session
 * that it is of, where it counts already.
 */
export function measuredOf(log: Log, answers: readonly Answer[] = answersOf(log)): Measured[] {
  const rated = ratedIn(log)
  const own = log.header.fork?.answer ?? 0
  return answers.flatMap((answer, place) => {
    if (place < own) return []
    const next = answers[place + 1]
    if (next?.askedEntry === answer.askedEntry) return []
    const outcome = isGiven(answer) ? 'given' : answer.outcome
    if (outcome !== 'given' && outcome !== 'skipped' && outcome !== 'declined') return []
    const asked = answers[place - 1]?.askedEntry === answer.askedEntry
    const row = measured(log.header, answer, outcome, asked)
    return row ? { ...row, rated: rated.get(answer.index) ?? null } : []
  })
}

function measured(
  header: Header,
  answer: Answer,
  outcome: Measured['outcome'],
  askedFirst: boolean,
): Measured | null {
  const question = header.questions[answer.question]
  if (!question) return null
  const item = header.drill?.items[answer.question]
  const given = outcome === 'given'
  const { assessment } = shown(answer)
  const judged = given && assessment !== null && assessment.abstained === null
  const signals = new Set(judged ? assessment.findings.map(({ signal }) => signal) : [])
  if (askedFirst) signals.add('asks-to-clarify')
  if (outcome === 'declined') signals.add('no-example')
  const delivery = given ? deliveryOf(answer) : null
  const spoken = answer.input === 'microphone'
  const row: Measured = {
    session: header.id,
    answer: answer.index,
    at: Date.parse(header.createdAt) + answer.listeningAt,
    day: header.today,
    mode: header.mode,
    drill: header.drill?.kind ?? null,
    direction: item?.direction ?? null,
    question: question.id,
    bucket: question.bucket,
    principles: question.principles,
    prompt: answer.prompt,
    outcome,
    input: answer.input,
    clockFactor: header.clockFactor,
    seconds: given ? answer.seconds : null,
    band: given && answer.seconds !== null ? bandOf(Math.round(answer.seconds), header.guideline) : null,
    thinkingMs: given ? answer.thinkingMs : null,
    bottomLineMs: delivery?.bottomLine?.ms ?? null,
    iShare: delivery?.iShare ?? null,
    fillers: spoken ? (delivery?.fillers ?? null) : null,
    fillersAtLeast: delivery?.fillersAtLeast ?? false,
    judged,
    signals: [...signals],
    met: null,
    rated: null,
  }
  return judged ? { ...row, met: isMet(row, header, answer, assessment.covered) } : row
}

function isMet(row: Measured, header: Header, answer: Answer, covered: readonly string[]): boolean | null {
  const shows = (...wanted: SignalId[]) => wanted.some((signal) => row.signals.includes(signal))
  const { drill, direction, bucket, prompt, signals } = row
  if (direction !== null) return shows(`conflict-${direction}`)
  if (drill === 'clarify') return shows('asks-to-clarify', 'echoes-question')
  if (drill === 'other-words') {
    const earlier = header.drill?.items[answer.question]?.earlier?.text
    const { text } = shown(answer)
    if (earlier === undefined || text === null) return null
    const { repeated, lost } = retold(text, earlier, header.today)
    return repeated <= mostRepeated && lost.length === 0
  }
  if (prompt === 'reactive/bottom-line') return shows('headline-first')
  if (prompt.startsWith('reactive/')) {
    const settled = header.reactive.find(({ id }) => id === bareId(prompt))?.settledBy
    const facts = {
      level: header.level,
      signals,
      seconds: row.seconds ?? 0,
      answered: prompt,
      covered: covered.map((id) => `${bucket}/${id}`),
      asked: [prompt],
    }
    return settled ? holds(settled, facts) : null
  }
  if (prompt === OPENING) return shows('off-question', 'no-example') ? false : null
  return prompt.startsWith(`${bucket}/`) ? covered.includes(bareId(prompt)) : null
}
