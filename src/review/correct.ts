import type { SignalId } from '../../questions/ids.ts'
import { atItsBest } from '../assess/listening.ts'
import { shown, type Answer, type FindingCorrection } from '../session/answers.ts'
import { secondsAloud } from '../session/band.ts'
import { contextOf } from '../session/context.ts'
import type { Log } from '../session/log.ts'
import type { Services } from '../ui/services.ts'
import { record, type RecordPorts } from './record.ts'

type Ports = RecordPorts & Pick<Services, 'createAssessor'>

/**
 * Records what was really said: assesses the text and appends the correction to the session's log. Resolves with the
 * log as it then is on disk; rejects, with nothing changed, where it could not be assessed or written.
 */
export async function correct(
  log: Log,
  answers: readonly Answer[],
  index: number,
  text: string,
  { createAssessor, ...ports }: Ports,
): Promise<Log> {
  const context = contextOf(log, answers, index)
  const assessor = await createAssessor()
  const seconds = answers[index]?.seconds ?? secondsAloud(text)
  // Nobody is waiting in mid-talk here: a judgement by less would stand in the place of a better one.
  const assessment = await atItsBest(assessor)
    .then(() => assessor.assess({ text, seconds }, context))
    .finally(() => assessor.close())

  const when = new Date().toISOString()
  const before = answers[index] && shown(answers[index])
  // Words that stay as they were keep the times at which they were heard.
  const heard = before?.heard && before.text === text ? { heard: before.heard } : {}
  return record(log, { type: 'assessment.revised', when, answer: index, text, ...heard, assessment }, ports)
}

/** What the candidate says of one finding: it is wrong, it was missed (with the words that show it), or as it was. */
export interface Opinion {
  signal: SignalId
  verdict: FindingCorrection['verdict']
  /** A piece of the answer's text; "" for what is shown by what was not said. */
  quote: string
}

/**
 * Records what the candidate says of a finding. Rejects where the words are not in the answer, or as `record` does.
 */
export async function giveOpinion(
  log: Log,
  answer: Answer,
  { signal, verdict, quote }: Opinion,
  ports: RecordPorts,
): Promise<Log> {
  const text = shown(answer).text ?? ''
  const range = rangeOf(text, quote)
  if (quote !== '' && range === null) throw new Error(`“${quote}” does not stand in this answer.`)
  const when = new Date().toISOString()
  return record(
    log,
    {
      type: 'finding.corrected',
      when,
      answer: answer.index,
      signal,
      verdict,
      quote: range ? text.slice(range.start, range.end) : '',
      start: range?.start ?? null,
      end: range?.end ?? null,
    },
    ports,
  )
}

/** Where the words stand in the text, in either case of letters; null for none and for words that do not. */
function rangeOf(text: string, quote: string): { start: number; end: number } | null {
  const wanted = quote.trim()
  const start = wanted === '' ? -1 : text.toLowerCase().indexOf(wanted.toLowerCase())
  return start === -1 ? null : { start, end: start + wanted.length }
}
