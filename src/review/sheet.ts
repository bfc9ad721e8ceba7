import { signals } from '../../questions/signals.ts'
import type { Sheet, SheetFinding, SheetNote, SheetPrompt, SheetWord } from '../export/sheet.ts'
import { markLines } from '../selfreview/compare.ts'
import { shown, wordTimes, type Answer } from '../session/answers.ts'
import { bandWords } from '../session/band.ts'
import { markedOf, type Marked } from '../session/marked.ts'
import { clockTime } from '../ui/Time.tsx'
import { kindWords } from './Findings.tsx'
import type { Review } from './load.ts'
import { answerAt } from './playhead.ts'
import type { AskedPrompt } from './prompts.ts'
import { countBands, isGiven, lengthName } from './summary.ts'
import { sessionTime, timeWithin } from './timeline.ts'
import { asideWords, noWords, outcomeWords, paceWords, promptLabel, sentence, whyAsked } from './words.ts'

/** A note of the candidate's, at a session time in ms. */
export interface NoteAt {
  at: number
  text: string
}

/** The review as exports tell it. */
export function sheetOf(review: Review, notes: readonly NoteAt[]): Sheet {
  const { log, title, answers, prompts, timeline } = review
  const { level, limits, guideline, createdAt } = log.header
  const given = answers.filter(isGiven).length
  const { marks } = markedOf(log)
  const length = lengthName(limits)
  return {
    title,
    createdAt,
    facts: [
      level,
      ...(length ? [`${length} length`] : []),
      clockTime(timeline.duration),
      ...(given > 0 ? [`${countBands(answers, guideline).in} of ${given} in the band`] : []),
    ],
    durationMs: timeline.duration,
    prompts: prompts.flatMap((prompt, i) => promptOf(review, prompt, prompts[i - 1], marks)),
    notes: notes.map((note) => noteOf(review, note)),
  }
}

function promptOf(
  review: Review,
  prompt: AskedPrompt,
  before: AskedPrompt | undefined,
  marks: Marked['marks'],
): SheetPrompt[] {
  const { log, answers, plans, timeline, takes } = review
  const answer = answers[prompt.answer]
  const first = answers[prompt.attempts[0] ?? prompt.answer]
  const span = timeline.answers[prompt.answer]
  const firstSpan = timeline.answers[first?.index ?? -1]
  if (!answer || !first || !span || !firstSpan) return []
  const { text, assessment } = shown(answer)
  const plan = plans[answer.question]
  const said = marks.get(answer.index)
  const isNew = answers[before?.answer ?? -1]?.question !== answer.question
  const recordedMs = takes.get(answer.take ?? '') ?? null
  return [
    {
      question: isNew ? (plan?.question.title ?? null) : null,
      number: prompt.number,
      label: sentence(promptLabel(plan, answer)),
      why: `${sentence(whyAsked(first, plan))}.`,
      asked: first.asked,
      asides: prompt.asides.map(
        ({ kind, reply }) => `${asideWords({ kind }, null)}.${reply ? ` ${reply}` : ''}`,
      ),
      outcome:
        (answer.revised && isGiven(answer) ? null : outcomeWords(answer, recordedMs)) ??
        noWords(answer, false, null),
      text: text ?? '',
      notJudged: text?.trim() ? (assessment?.abstained ?? null) : null,
      pace: [
        ...(answer.seconds === null ? [] : [lengthWords(answer.seconds, log.header.guideline)]),
        ...paceWords(answer),
      ],
      findings: assessment?.abstained === null ? findingsOf(answer) : [],
      marks: said ? markLines(answer, said, log.header.guideline) : [],
      askedAt: firstSpan.askedAt,
      listeningAt: span.listeningAt,
      speechAt: span.speechAt,
      endedAt: span.endedAt,
      speechMs: timeWithin(span.listeningAt, span.speechAt, timeline.breaks),
      // Of what was not given to its end only what was looked at is known to be there.
      take: isGiven(answer) || recordedMs !== null ? answer.take : null,
      words: wordTimes(answer).map(({ start, end, startMs, endMs }): SheetWord => ({
        start,
        end,
        at: sessionTime(span.listeningAt, startMs, timeline.breaks),
        until: sessionTime(span.listeningAt, endMs, timeline.breaks),
        takeMs: startMs,
      })),
    },
  ]
}

const lengthWords = (seconds: number, guideline: Parameters<typeof bandWords>[1]) =>
  `${Math.round(seconds)} s, ${bandWords(seconds, guideline)}`

function findingsOf(answer: Answer): SheetFinding[] {
  return (shown(answer).assessment?.findings ?? []).map(({ signal, quote, start, end }) => {
    const { label, kind, rule, advice } = signals[signal]
    const isOwn = answer.corrections.get(signal)?.verdict === 'missed'
    return {
      label,
      kind,
      kindWords: isOwn ? 'noted by you' : kindWords[kind],
      rule,
      advice,
      quote,
      start,
      end,
    }
  })
}

function noteOf({ answers, prompts, timeline }: Review, { at, text }: NoteAt): SheetNote {
  const index = answerAt(timeline, at)
  const place = prompts.findIndex(({ attempts }) => attempts.includes(index))
  const span = timeline.answers[index]
  // Only the last try's recording is in the exports.
  const audible =
    span && answers[index]?.take != null && prompts[place]?.answer === index && at >= span.listeningAt
  return {
    at,
    text,
    prompt: place === -1 ? null : place,
    takeMs: audible ? timeWithin(span.listeningAt, at, timeline.breaks) : null,
  }
}
