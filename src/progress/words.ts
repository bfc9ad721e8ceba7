import { guideTitles } from '../../questions/titles.ts'
import { principles } from '../../questions/principles.ts'
import { kinds, type Measure } from './measures.ts'
import { leastForTrend, type Series } from './progress.ts'

interface MeasureWords {
  title: string
  /** What the number is, and which way is better. */
  meaning: string
}

export const measureWords: Record<Measure, MeasureWords> = {
  band: {
    title: 'In the band',
    meaning:
      'Share of answers that were neither short nor over. More is better. Without a clock there is no band.',
  },
  thinking: {
    title: 'Thinking time',
    meaning:
      'From the interviewer’s last word to your first: the middle answer of each session. Less is better.',
  },
  bottomLine: {
    title: 'Time to the bottom line',
    meaning:
      'From your first word to the end of the sentence that makes the point: the middle answer of those that made one. Less is better.',
  },
  iShare: {
    title: 'Your own part',
    meaning: 'Of what was done in an answer, the share that “I” did: the middle answer. More is better.',
  },
  impact: {
    title: 'Answers with impact',
    meaning:
      'Share of judged answers that named a result: in money, in figures or as an event. More is better.',
  },
  fillers: {
    title: 'Fillers a minute',
    meaning: '“Um”, “you know” and the like in spoken answers: the middle answer. Less is better.',
  },
  coverage: {
    title: 'Follow-ups covered',
    meaning: 'Share of follow-up questions whose answer said what was asked for. More is better.',
  },
}

/** "63 %", "4.2 s", "1.5". */
export function valueWords(measure: Measure, value: number): string {
  const { unit } = kinds[measure]
  if (unit === 'share') return percent(value)
  const rounded = (Math.round(value * 10) / 10).toLocaleString('en-GB')
  return unit === 's' ? `${rounded} s` : rounded
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`

const number = (count: number) => count.toLocaleString('en-GB')

export const answers = (count: number): string => (count === 1 ? '1 answer' : `${number(count)} answers`)

export const sessions = (count: number): string => (count === 1 ? '1 session' : `${number(count)} sessions`)

/** Where the line begins and ends, or why there is none. */
export function trendWords({ measure, points, trend, whole }: Series): string {
  if (trend) {
    const [from, to] = [trend.from, trend.to].map(({ value }) => valueWords(measure, value))
    return from === to ? `The line stays at ${to}.` : `The line goes from ${from} to ${to}.`
  }
  const days = new Set(points.map(({ day }) => day)).size
  const [least, most] = [leastForTrend, `${answers(whole.count)} on ${days === 1 ? '1 day' : `${days} days`}`]
  return `Too few for a trend line: ${most}. It takes ${least.answers} on ${least.days} days.`
}

const guideName: Readonly<Record<string, string>> = guideTitles
const principleName: Readonly<Record<string, { name: string }>> = principles

/** A question of another pack is called by its id. */
export const questionName = (id: string): string => guideName[id] ?? plain(id)

export const partName = (by: 'bucket' | 'principle', id: string): string =>
  by === 'principle' ? (principleName[id]?.name ?? plain(id)) : plain(id)

const plain = (id: string) => {
  const words = id.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
