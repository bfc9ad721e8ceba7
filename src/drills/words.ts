import type { Measured } from '../debrief/measured.ts'
import type { Guideline } from '../session/band.ts'
import type { Direction, DrillKind, Rating } from '../session/drill.ts'

/** Names of the drills, and what is done in each. */
export const kindWords: Record<DrillKind, { name: string; what: string }> = {
  'first-answer': { name: 'First answer', what: 'The opening question, answered within the band.' },
  'bottom-line': { name: 'Bottom line', what: 'What happened and how it ended, in one sentence.' },
  probe: { name: 'One follow-up', what: 'One follow-up of one question, drawn or chosen.' },
  clarify: {
    name: 'Clarify or echo',
    what: 'Ask what is meant, or take up the words of the question, before you answer.',
  },
  impact: { name: 'Impact sentence', what: 'What came of it, in one sentence with a figure.' },
  'other-words': {
    name: 'In other words',
    what: 'An answer of yours from before, told anew: the same facts in new words.',
  },
  'no-example': { name: 'No example', what: 'Nothing that fits comes to mind: find a smaller case.' },
  conflict: {
    name: 'Conflict',
    what: 'A disagreement with somebody above you, beside you, or led by you.',
  },
  'rapid-fire': { name: 'Rapid fire', what: 'Anything, in half the time, one after the other.' },
  today: { name: 'Today’s queue', what: 'Whatever is due today.' },
}

export const directionWords: Record<Direction, string> = { up: 'Above', across: 'Beside', down: 'Led by you' }

/** The name that the session of a drill has until it is given another: "Drill: bottom line". */
export const drillTitle = (kind: DrillKind): string => {
  const { name } = kindWords[kind]
  return `Drill: ${name.charAt(0).toLowerCase()}${name.slice(1)}`
}

/** "15–30 s", stretched like the clock; "no clock" where there is none. */
export const bandRange = ({ fromS, toS }: Guideline, clockFactor: number | null): string => {
  if (clockFactor === null) return 'no clock'
  const figure = (seconds: number) => (Math.round(seconds * clockFactor * 10) / 10).toLocaleString('en-GB')
  return `${figure(fromS)}–${figure(toS)} s`
}

const dayMs = 86_400_000
/** Days between two moments, as calendars where the person is count them. */
function daysFrom(from: number, to: number): number {
  const midnight = (ms: number) => new Date(ms).setHours(0, 0, 0, 0)
  // Days on which clocks change are an hour shorter or longer.
  return Math.round((midnight(to) - midnight(from)) / dayMs)
}

/** "today", "yesterday", "12 days ago". Both in ms of wall time. */
export function agoWords(at: number, now: number): string {
  const days = daysFrom(at, now)
  return days <= 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`
}

/** When something is next: "today", "tomorrow", "in 3 days". What is overdue is of today. */
export function inWords(at: number, now: number): string {
  const days = daysFrom(now, at)
  return days <= 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`
}

/** The last moment of the day, in ms of wall time, where the person is. */
export const endOfDay = (now: number): number => new Date(now).setHours(23, 59, 59, 999)

/** "about 4 minutes", "less than a minute". */
export const minutesWords = (minutes: number): string => {
  const whole = Math.round(minutes)
  return whole < 1 ? 'less than a minute' : whole === 1 ? 'about a minute' : `about ${whole} minutes`
}

export const itemsWords = (count: number): string => (count === 1 ? '1 item' : `${count} items`)

/** What became of one answer, in a few words: "23 s, in the band"; "not heard" where nothing else is known. */
export function resultWords({ outcome, seconds, band, clockFactor }: Measured): string {
  if (outcome === 'skipped') return 'skipped'
  if (outcome === 'declined') return 'no example'
  if (seconds === null) return 'not timed'
  const time = `${Math.round(seconds)} s`
  if (band === null || clockFactor === null) return time
  return `${time}, ${{ in: 'in the band', short: 'short', over: 'over' }[band]}`
}

export const ratingWords: Record<Rating, { name: string; meaning: string }> = {
  again: { name: 'Again', meaning: 'It did not work.' },
  hard: { name: 'Hard', meaning: 'It was there, but not well said.' },
  good: { name: 'Good', meaning: 'It was there.' },
  easy: { name: 'Easy', meaning: 'It was there at once.' },
}

/** First letter in upper case. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
