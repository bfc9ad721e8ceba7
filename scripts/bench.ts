/**
 * Prints what the project promises about speed, measured here and now:
 * - folding the log of a 60-minute session for replay (at most 100 ms),
 * - from an answer's end to the next prompt chosen, in the real browser (at most 50 ms),
 * - from an answer's end to the next line of a drill (at most 300 ms), and from opening the app to its first (2 s),
 * - assessing an answer of about 200 words, as a recogniser hears it or typed (at most 50 ms after its end, 95th
 *   percentile) and given all at once (at most 400 ms), by the full and by the light form,
 * - the app's own voice: from a line to its first sound (at most 150 ms, new or made ahead), loading it, its size,
 * - the library of 10,000 sessions of 12 answers: searching per key (50 ms), scrolling (60 frames a second),
 * - the review of an hour: opening it (300 ms), a seek to what it shows (50 ms) and sounds (100 ms, 95th percentile),
 * - progress over 10,000 answers, from the click to the first chart (200 ms), and how long measuring them took once,
 * - JavaScript that loads before an interview starts, gzipped (at most 130 KB).
 * Needs a browser (found like the tests find it) and builds the app first.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { foldViews } from '../src/session/fold.ts'
import { generateSession } from '../tests/support/sessions.ts'
import { measureAssessment } from './bench-assess.ts'
import { measureAnswerToPrompt, measureDrill } from './bench-interview.ts'
import { measureLibrary } from './bench-library.ts'
import { measureProgress } from './bench-progress.ts'
import { measureVoice } from './bench-voice.ts'
import { firstLoadBytes } from './size.ts'

interface Row {
  what: string
  value: string
  /** What is promised; empty where nothing is. */
  limit: string
  holds: boolean
}

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN
const ms = (n: number) => `${n.toFixed(1)} ms`

/** The first fold is the one that a person waits for; the later ones show what the code costs once it is warm. */
function fold(): Row[] {
  const { log } = generateSession({ seed: 11, answers: 200 })
  const times = Array.from({ length: 15 }, () => {
    const from = performance.now()
    foldViews(log)
    return performance.now() - from
  })
  const [first = NaN] = times
  const warm = times.slice(1).toSorted((a, b) => a - b)
  return [
    {
      what: `fold ${log.entries.length} events, 200 answers: first`,
      value: ms(first),
      limit: '100 ms',
      holds: first < 100,
    },
    {
      what: '  the same, warm, median',
      value: ms(quantile(warm, 0.5)),
      limit: '100 ms',
      holds: quantile(warm, 0.5) < 100,
    },
  ]
}

async function answerToPrompt(): Promise<Row[]> {
  const times = (await measureAnswerToPrompt()).toSorted((a, b) => a - b)
  const p95 = quantile(times, 0.95)
  return [
    {
      what: `end of answer to next prompt, ${times.length} answers: median`,
      value: ms(quantile(times, 0.5)),
      limit: '50 ms',
      holds: quantile(times, 0.5) < 50,
    },
    { what: '  the same, 95th percentile', value: ms(p95), limit: '50 ms', holds: p95 < 50 },
  ]
}

async function drill(): Promise<Row[]> {
  const { between, opening } = await measureDrill()
  const most = Math.max(...between)
  return [
    {
      what: `end of answer to the next line of a drill, ${between.length} answers: longest`,
      value: ms(most),
      limit: '300 ms',
      holds: most < 300,
    },
    {
      what: 'opening the app to the first line of a drill, by two keys',
      value: ms(opening),
      limit: '2000 ms',
      holds: opening < 2000,
    },
  ]
}

function assessment(form: 'full' | 'light'): Row[] {
  const { spoken, typed, atOnce } = measureAssessment(form)
  const row = (what: string, times: readonly number[], limit: number): Row => {
    const p95 = quantile(
      times.toSorted((a, b) => a - b),
      0.95,
    )
    return { what: `${form} form, ${what}, p95`, value: ms(p95), limit: `${limit} ms`, holds: p95 < limit }
  }
  return [
    row('end of a spoken answer to assessment', spoken.end, 50),
    row('end of a typed answer to assessment', typed.end, 50),
    row('answer given all at once', atOnce, 400),
  ]
}

async function ownVoice(): Promise<Row[]> {
  const { gzipped, loadFetched, loadKept, firstNew, firstPrepared } = await measureVoice()
  const row = (what: string, times: readonly number[], q: number, limit: number): Row => {
    const value = quantile(
      times.toSorted((a, b) => a - b),
      q,
    )
    return { what, value: ms(value), limit: `${limit} ms`, holds: value <= limit }
  }
  return [
    row(`own voice, line to first sound, ${firstNew.length} new lines: median`, firstNew, 0.5, 150),
    row('  the same, 95th percentile', firstNew, 0.95, 300),
    row('own voice, line to first sound, made ahead: median', firstPrepared, 0.5, 150),
    row('  the same, 95th percentile', firstPrepared, 0.95, 150),
    row('own voice fetched and ready: median', loadFetched, 0.5, 2000),
    row('own voice that was kept ready: median', loadKept, 0.5, 2000),
    ...Object.entries(gzipped).map(([voice, bytes]) => ({
      what: `own voice ${voice}, gzipped`,
      value: `${(bytes / 1e6).toFixed(2)} MB`,
      limit: '4 MB',
      holds: bytes <= 4e6,
    })),
  ]
}

async function library(): Promise<Row[]> {
  const { keys, frames, openings, seekShows, seekSounds } = await measureLibrary()
  const row = (what: string, times: readonly number[], q: number, limit: number): Row => {
    const value = quantile(
      times.toSorted((a, b) => a - b),
      q,
    )
    return { what, value: ms(value), limit: `${limit} ms`, holds: value <= limit }
  }
  const perSecond = (1000 * frames.length) / frames.reduce((sum, frame) => sum + frame, 0)
  return [
    row(`search over 10,000 sessions of 12 answers, per key, ${keys.length} keys: p95`, keys, 0.95, 50),
    {
      what: 'scrolling through them, frames a second',
      value: perSecond.toFixed(1),
      limit: '60 (at least 58)',
      holds: perSecond >= 58,
    },
    row('  its longest frame', frames, 1, 50),
    row('opening a session of 60 minutes to its timeline: median', openings, 0.5, 300),
    row('  the first time', openings.slice(0, 1), 1, 300),
    row(`seek to what it shows, ${seekShows.length} seeks: p95`, seekShows, 0.95, 50),
    row(`seek to its sound, ${seekSounds.length} seeks: p95`, seekSounds, 0.95, 100),
  ]
}

async function progress(): Promise<Row[]> {
  const { openings, madeMs } = await measureProgress()
  const row = (what: string, times: readonly number[]): Row => {
    const value = quantile(
      times.toSorted((a, b) => a - b),
      0.5,
    )
    return { what, value: ms(value), limit: '200 ms', holds: value <= 200 }
  }
  return [
    row('progress over 10,000 answers: to the first chart, median', openings),
    row('  the first time', openings.slice(0, 1)),
    { what: '  measuring them, once', value: `${(madeMs / 1000).toFixed(0)} s`, limit: '', holds: true },
  ]
}

function firstLoad(): Row {
  const bytes = firstLoadBytes(fileURLToPath(new URL('../dist', import.meta.url)), [
    'src/setup/SetupScreen.tsx',
  ])
  return {
    what: 'JavaScript before the interview, gzipped',
    value: `${(bytes / 1024).toFixed(1)} KB`,
    limit: '130 KB',
    holds: bytes <= 130 * 1024,
  }
}

const folds = [...fold(), ...assessment('full'), ...assessment('light')]
const built = spawnSync('npx', ['vite', 'build', '--logLevel', 'warn'], { stdio: 'inherit' })
if (built.status !== 0) process.exit(1)
const rows = [
  ...folds,
  ...(await answerToPrompt()),
  ...(await drill()),
  ...(await ownVoice()),
  ...(await library()),
  ...(await progress()),
  firstLoad(),
]
const widths = [Math.max(...rows.map((r) => r.what.length)), Math.max(...rows.map((r) => r.value.length))]
for (const { what, value, limit, holds } of rows)
  console.log(
    `${what.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)}  ${limit === '' ? '' : `at most ${limit}  ${holds ? 'holds' : 'MISSED'}`}`,
  )
