import type { SignalId } from '../../questions/ids.ts'
import { signals } from '../../questions/signals.ts'
import { shown, type Answer } from '../session/answers.ts'
import { bandOf, bandWords, type Guideline } from '../session/band.ts'
import type { Marks, Verdict } from '../session/marked.ts'

/** One thing that was said of an answer, beside what was measured or noted. */
export interface Compared {
  aspect: string
  said: string
  noted: string
  /** Where the two differ, as a sentence; null where they do not, or where nothing is known. */
  difference: string | null
}

/** What was said of an answer and what was noted, side by side. Nothing in it judges the one by the other. */
export function compare(answer: Answer, marks: Marks, guideline: Guideline): Compared[] {
  const { assessment } = shown(answer)
  const judged = assessment !== null && assessment.abstained === null
  const found = new Set(judged ? assessment.findings.map(({ signal }) => signal) : [])
  return [
    lengthOf(answer, marks.inBand, guideline),
    ...aspects.map(({ aspect, mark, yes, no, claims }) => {
      const noted = noteOf(found, yes, no)
      return {
        aspect,
        said: saidWords(marks[mark]),
        noted: !judged ? 'not judged' : (noted?.label ?? 'nothing noted'),
        difference: differenceOf(marks[mark], noted, claims),
      }
    }),
    gradeOf(marks.grade, judged ? found : null),
  ]
}

interface Aspect {
  aspect: string
  mark: 'bottomLineFirst' | 'ownPart' | 'result'
  /** Signals that speak for it, and such as speak against it. */
  yes: readonly SignalId[]
  no: readonly SignalId[]
  /** What yes and no say, as clauses. */
  claims: { yes: string; no: string }
}

const aspects: readonly Aspect[] = [
  {
    aspect: 'Bottom line first',
    mark: 'bottomLineFirst',
    yes: ['headline-first'],
    no: ['buried-lede'],
    claims: { yes: 'the bottom line came first', no: 'the bottom line did not come first' },
  },
  {
    aspect: 'Own part clear',
    mark: 'ownPart',
    yes: [],
    no: ['team-not-self'],
    claims: { yes: 'your own part was clear', no: 'your own part was not clear' },
  },
  {
    aspect: 'Result with a number',
    mark: 'result',
    yes: ['impact-money', 'impact-metric'],
    no: ['no-impact', 'impact-anecdote'],
    claims: { yes: 'there was a result with a number', no: 'there was no result with a number' },
  },
]

interface Noted {
  holds: boolean
  label: string
}

/** The signal that decides; what speaks for it goes before what speaks against it. */
function noteOf(
  found: ReadonlySet<SignalId>,
  yes: readonly SignalId[],
  no: readonly SignalId[],
): Noted | null {
  const of = (ids: readonly SignalId[], holds: boolean) => {
    const id = ids.find((each) => found.has(each))
    return id ? { holds, label: signals[id].label } : null
  }
  return of(yes, true) ?? of(no, false)
}

function differenceOf(said: Verdict | null, noted: Noted | null, claims: Aspect['claims']): string | null {
  if (said === null || said === 'unsure' || noted === null) return null
  if ((said === 'yes') === noted.holds) return null
  return `You said that ${claims[said]}; noted was “${noted.label}”.`
}

function lengthOf({ seconds }: Answer, said: Verdict | null, guideline: Guideline): Compared {
  const aspect = `Within ${guideline.fromS}–${guideline.toS} s`
  if (seconds === null) return { aspect, said: saidWords(said), noted: 'not measured', difference: null }
  const measured = `${Math.round(seconds)} s, ${bandWords(seconds, guideline)}`
  const isIn = bandOf(Math.round(seconds), guideline) === 'in'
  const differs = said !== null && said !== 'unsure' && (said === 'yes') !== isIn
  return {
    aspect,
    said: saidWords(said),
    noted: measured,
    difference: differs
      ? `You said that it was ${said === 'yes' ? 'within' : 'not within'} the band; measured were ${measured}.`
      : null,
  }
}

/** From here on an answer would convince. */
const convincing = 3

function gradeOf(grade: Marks['grade'], found: ReadonlySet<SignalId> | null): Compared {
  const count = (wanted: string) => [...(found ?? [])].filter((id) => signals[id].kind === wanted).length
  const [flags, risks, good] = [count('flag'), count('risk'), count('good')]
  const parts = [
    flags > 0 ? `${flags} red ${flags === 1 ? 'flag' : 'flags'}` : '',
    risks > 0 ? `${risks} ${risks === 1 ? 'risk' : 'risks'}` : '',
    good > 0 ? `${good} good` : '',
  ].filter((part) => part !== '')
  const noted = found === null ? 'not judged' : parts.length > 0 ? parts.join(', ') : 'nothing noted'
  const said = grade === null ? 'not said' : `${grade} of 4`
  let difference: string | null = null
  if (grade !== null && found !== null) {
    if (grade >= convincing && flags > 0)
      difference = `You said that it would convince; noted were ${parts.join(', ')}.`
    else if (grade < convincing && flags + risks === 0 && good > 0)
      difference = `You said that it would not convince; nothing was noted against it.`
  }
  return { aspect: 'Would convince', said, noted, difference }
}

function saidWords(said: Verdict | null): string {
  return said ?? 'not said'
}

/** The comparison in lines, for exports. */
export const markLines = (answer: Answer, marks: Marks, guideline: Guideline): string[] =>
  compare(answer, marks, guideline).map(
    ({ aspect, said, noted, difference }) => difference ?? `${aspect}: you said ${said}; ${noted}.`,
  )
