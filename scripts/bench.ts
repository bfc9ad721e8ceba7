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
 * Needs a browser (found like the tests find it) and builds the app first. Parts of it by their names:
 * `npm run bench -- drill library`.
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
import { quantile } from './quantile.ts'
import { firstLoadBytes } from './size.ts'

interface Row {
  what: string
  value: string
  /** What is promised; empty where nothing is. */
  limit: string
  holds: boolean
}

const ms = (n: number) => `${n.toFixed(1)} ms`

/** A row of so many ms of which no more than `limit` are promised; `q`: 0.5 for the median, 1 for the longest. */
function timeRow(what: string, times: readonly number[], q: number, limit: number): Row {
  const value = quantile(times, q)
  return { what, value: ms(value), limit: `${limit} ms`, holds: value <= limit }
}

/** A row of which nothing is promised. */
const toldRow = (what: string, value: string): Row => ({ what, value, limit: '', holds: true })

/** The first fold is the one that a person waits for; the later ones show what the code costs once it is warm. */
function fold(): Row[] {
  const { log } = generateSession({ seed: 11, answers: 200 })
  const times = Array.from({ length: 15 }, () => {
    const from = performance.now()
    foldViews(log)
    return performance.now() - from
  })
  return [
    timeRow(`fold ${log.entries.length} events, 200 answers: first`, times.slice(0, 1), 1, 100),
    timeRow('  the same, warm, median', times.slice(1), 0.5, 100),
  ]
}

async function answerToPrompt(): Promise<Row[]> {
  const { prompt, line } = await measureAnswerToPrompt()
  return [
    timeRow(`end of answer to next prompt, ${prompt.length} answers: median`, prompt, 0.5, 50),
    timeRow('  the same, 95th percentile', prompt, 0.95, 50),
    toldRow(
      '  to its line, median and 95th percentile',
      [0.5, 0.95].map((q) => ms(quantile(line, q))).join(', '),
    ),
  ]
}

async function drill(): Promise<Row[]> {
  const { between, openings } = await measureDrill()
  const opening = `opening the app to the first line of a drill, by two keys, ${openings.length} visits`
  return [
    timeRow(`end of answer to the next line of a drill, ${between.length} answers: longest`, between, 1, 300),
    timeRow(`${opening}: median`, openings, 0.5, 2000),
    timeRow('  the same, longest', openings, 1, 2000),
  ]
}

function assessment(form: 'full' | 'light'): Row[] {
  const { spoken, typed, atOnce } = measureAssessment(form)
  return [
    timeRow(`${form} form, end of a spoken answer to assessment, p95`, spoken.end, 0.95, 50),
    timeRow(`${form} form, end of a typed answer to assessment, p95`, typed.end, 0.95, 50),
    timeRow(`${form} form, answer given all at once, p95`, atOnce, 0.95, 400),
  ]
}

async function ownVoice(): Promise<Row[]> {
  const { gzipped, loadFetched, loadKept, firstNew, firstPrepared } = await measureVoice()
  return [
    timeRow(`own voice, line to first sound, ${firstNew.length} new lines: median`, firstNew, 0.5, 150),
    timeRow('  the same, 95th percentile', firstNew, 0.95, 300),
    timeRow('own voice, line to first sound, made ahead: median', firstPrepared, 0.5, 150),
    timeRow('  the same, 95th percentile', firstPrepared, 0.95, 150),
    timeRow('own voice fetched and ready: median', loadFetched, 0.5, 2000),
    timeRow('own voice that was kept ready: median', loadKept, 0.5, 2000),
    ...Object.entries(gzipped).map(([voice, bytes]) => ({
      what: `own voice ${voice}, gzipped`,
      value: `${(bytes / 1e6).toFixed(2)} MB`,
      limit: '4 MB',
      holds: bytes <= 4e6,
    })),
  ]
}

async function library(): Promise<Row[]> {
  const { sessions, keys, keysSettle, frames, readMs, openings, seekShows, seekSettles, seekSounds } =
    await measureLibrary()
  const perSecond = (1000 * frames.length) / frames.reduce((sum, frame) => sum + frame, 0)
  return [
    timeRow(
      `search over ${sessions} sessions of 12 answers, per key, ${keys.length} keys: median`,
      keys,
      0.5,
      50,
    ),
    timeRow('  the same, 95th percentile', keys, 0.95, 50),
    toldRow('  to the last quote of them, p95', ms(quantile(keysSettle, 0.95))),
    toldRow('  reading them, once a visit', `${(readMs / 1000).toFixed(0)} s`),
    {
      what: 'scrolling through them, frames a second',
      value: perSecond.toFixed(1),
      limit: '60 (at least 58)',
      holds: perSecond >= 58,
    },
    timeRow('  its longest frame', frames, 1, 50),
    timeRow('opening a session of 60 minutes to its timeline: median', openings, 0.5, 300),
    timeRow('  the first time', openings.slice(0, 1), 1, 300),
    timeRow(`seek to the playhead’s new place, ${seekShows.length} seeks: p95`, seekShows, 0.95, 50),
    toldRow('  to the last change of all panels, p95', ms(quantile(seekSettles, 0.95))),
    timeRow(`seek to its sound, ${seekSounds.length} seeks: p95`, seekSounds, 0.95, 100),
  ]
}

async function progress(): Promise<Row[]> {
  const { openings, madeMs } = await measureProgress()
  return [
    timeRow('progress over 10,000 answers: to the first chart, median', openings, 0.5, 200),
    timeRow('  the first time', openings.slice(0, 1), 1, 200),
    toldRow('  measuring them, once', `${(madeMs / 1000).toFixed(0)} s`),
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

const parts: Record<string, () => Row[] | Promise<Row[]>> = {
  fold,
  full: () => assessment('full'),
  light: () => assessment('light'),
  prompt: answerToPrompt,
  drill,
  voice: ownVoice,
  library,
  progress,
  size: () => [firstLoad()],
}
const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !(name in parts))
if (unknown !== undefined)
  throw new Error(`There is no part “${unknown}”; there are ${Object.keys(parts).join(', ')}.`)
const built = spawnSync('npx', ['vite', 'build', '--logLevel', 'warn'], { stdio: 'inherit' })
if (built.status !== 0) process.exit(1)
const rows: Row[] = []
for (const [name, measure] of Object.entries(parts))
  if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await measure()))
const widths = [Math.max(...rows.map((r) => r.what.length)), Math.max(...rows.map((r) => r.value.length))]
for (const { what, value, limit, holds } of rows)
  console.log(
    `${what.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)}  ${limit === '' ? '' : `at most ${limit}  ${holds ? 'holds' : 'MISSED'}`}`,
  )
