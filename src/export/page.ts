import { clockTime } from '../ui/Time.tsx'
import { escapeHtml as e } from './escape.ts'
import { piecesOf } from './pieces.ts'
import type { Sheet, SheetFinding, SheetNote, SheetPrompt } from './sheet.ts'

/** What a page is made of, in order: HTML, and the places of recordings, which are put in one by one. */
export type PagePart = string | { take: string }

export interface PageCode {
  style: string
  script: string
  /** The page's content policy, with the hashes of the two. */
  policy: string
}

/** One page that holds a whole session and asks nobody for anything. Every text in it is text and nothing else. */
export function pageParts(sheet: Sheet, { style, script, policy }: PageCode, withAudio: boolean): PagePart[] {
  const { title, createdAt, facts, prompts, notes } = sheet
  const audible = withAudio && prompts.some(({ take }) => take !== null)
  return [
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${e(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${e(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${e(title)}</h1>
<p class="facts"><time datetime="${e(createdAt)}">${e(createdAt.slice(0, 10))}</time>${facts
      .map((fact) => ` <span>${e(fact)}</span>`)
      .join('')}</p>
</header>
<main>
`,
    ...prompts.flatMap((prompt, i) => [
      articleStart(prompt, i),
      ...(withAudio && prompt.take !== null ? [{ take: prompt.take }] : []),
      '</article>\n',
    ]),
    notesHtml(notes),
    '</main>\n',
    audible ? transportHtml : '',
    `<script>${script}</script>\n</body>\n</html>\n`,
  ]
}

function articleStart(prompt: SheetPrompt, index: number): string {
  const { question, number, label, why, asked, asides, outcome, notJudged, pace, findings, marks } = prompt
  const name = number === null ? `“${label}”` : `answer ${number}`
  const lines = [
    question === null ? '' : `<h2>${e(question)}</h2>\n`,
    `<article id="a${index}" aria-labelledby="h${index}" data-speech="${ms(prompt.speechMs)}">
<div class="head"><h3 id="h${index}">${number === null ? '' : `<span class="number">${number}</span> `}${e(label)}</h3>
<time>${clockTime(prompt.askedAt)}</time> <button type="button" class="go" data-go="${index}" aria-label="${e(`Play ${name}`)}" hidden>${icon(playIcon)}</button></div>
<p class="why">${e(why)}</p>
<p class="asked">${e(asked)}</p>`,
    ...asides.map((aside) => `<p class="quiet">${e(aside)}</p>`),
    outcome === null ? '' : `<p class="quiet">${e(outcome)}</p>`,
    saidHtml(prompt, index),
    pace.length === 0
      ? ''
      : `<p class="pace">${pace.map((words) => `<span>${e(words)}</span>`).join(' ')}</p>`,
    notJudged === null ? '' : `<p class="quiet">Not judged: ${e(notJudged)}</p>`,
    findings.length === 0
      ? ''
      : `<ol class="findings" aria-label="Findings">\n${findings.map(findingHtml).join('\n')}\n</ol>`,
    marks.length === 0
      ? ''
      : `<ul class="marks" aria-label="What you said of it">\n${marks.map((line) => `<li>${e(line)}</li>`).join('\n')}\n</ul>`,
  ]
  return lines.filter((line) => line !== '').join('\n') + '\n'
}

/** The words, those that findings stand on marked and numbered; each knows when it was said. */
function saidHtml(prompt: SheetPrompt, index: number): string {
  if (prompt.text.trim() === '') return ''
  const pieces = piecesOf(prompt).map(({ text, findings, ending, takeMs }) => {
    const said = takeMs === null ? e(text) : `<span data-ms="${ms(takeMs)}">${e(text)}</span>`
    const first = prompt.findings[findings[0] ?? -1]
    if (!first) return said
    const numbers = ending.length === 0 ? '' : `<sup>${ending.map((place) => place + 1).join(' ')}</sup>`
    return `<mark class="${first.kind}">${said}${numbers}</mark>`
  })
  return `<p class="said" data-said="${index}">${pieces.join('')}</p>`
}

function findingHtml({ label, kind, kindWords, quote, rule, advice }: SheetFinding): string {
  return `<li class="${kind}"><p><b>${e(label)}</b> <span class="kind">${e(kindWords)}</span></p>${
    quote.trim() === '' ? '' : `<p class="quote">“${e(quote)}”</p>`
  }<p class="rule">${e(rule)} ${e(advice)}</p></li>`
}

function notesHtml(notes: readonly SheetNote[]): string {
  if (notes.length === 0) return ''
  const lines = notes.map(({ at, text, prompt, takeMs }) => {
    const go =
      prompt === null || takeMs === null
        ? ''
        : `<button type="button" class="go" data-go="${prompt}" data-ms="${ms(takeMs)}" aria-label="Play from ${clockTime(at)}" hidden>${icon(playIcon)}</button> `
    return `<li>${go}<time>${clockTime(at)}</time> <span>${e(text)}</span></li>`
  })
  return `<section class="notes"><h2>Notes</h2>\n<ul>\n${lines.join('\n')}\n</ul>\n</section>\n`
}

const ms = (value: number): number => Math.max(0, Math.round(value))

/** What comes around a recording's data: base64 in an address of its own. It plays without any script. */
export const audioStart = (type: string, lengthMs: number): string =>
  `<audio controls preload="none" data-length="${ms(lengthMs)}" src="data:${type};base64,`
export const audioEnd = '"></audio>\n'
export const audioMissing = '<p class="quiet">Its recording could not be read.</p>\n'

/** Drawn, as not every machine has letters for them. */
const icon = (path: string, name = '') =>
  `<svg${name && ` class="${name}"`} viewBox="0 0 24 24" width="18" height="18" fill="currentColor" aria-hidden="true"><path d="${path}"/></svg>`
const playIcon = 'M7 4v16l13-8z'
const pauseIcon = 'M6 4h4v16H6zM14 4h4v16h-4z'
const previousIcon = 'M5 4h3v16H5zM20 4v16L9 12z'
const nextIcon = 'M16 4h3v16h-3zM4 4v16l11-8z'

/** The player. It shows once the script runs; without it each recording has its own. */
const transportHtml = `<section id="player" aria-label="Player" hidden>
<input id="at" type="range" min="0" max="1" value="0" step="any" aria-label="Playhead">
<p class="row"><button type="button" id="previous" aria-label="Previous answer" title="Previous answer ([)">${icon(previousIcon)}</button><button type="button" id="play" aria-label="Play" title="Play, pause (Space)">${icon(playIcon, 'to-play')}${icon(pauseIcon, 'to-pause')}</button><button type="button" id="next" aria-label="Next answer" title="Next answer (])">${icon(nextIcon)}</button><span id="time"></span><output id="problem"></output><select id="speed" aria-label="Speed"><option value="0.75">0.75×</option><option value="1" selected>1×</option><option value="1.25">1.25×</option><option value="1.5">1.5×</option><option value="2">2×</option></select></p>
</section>
`
