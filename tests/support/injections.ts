import type { Entry, Header, Log } from '../../src/session/log.ts'
import { generateSession } from './sessions.ts'

/** Bodies that would show that they ran: by setting `pwned` on the window. */
const call = 'window.pwned=1'

const tags = [
  `<script>${call}</script>`,
  `<ScRiPt>${call}</sCrIpT>`,
  `<script src="data:text/javascript,${call}"></script>`,
  `<script type="module">${call}</script>`,
  `</script><script>${call}</script>`,
  `</title><script>${call}</script>`,
  `</textarea><script>${call}</script>`,
  `</style><script>${call}</script>`,
  `--><script>${call}</script>`,
  `]]><script>${call}</script>`,
  `<scr<script>ipt>${call}</scr</script>ipt>`,
  `<script\u0000>${call}</script>`,
  `<svg><script>${call}</script></svg>`,
  `<math><mtext><script>${call}</script></mtext></math>`,
  `<template><script>${call}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  `<iframe src="javascript:${call}"></iframe>`,
  `<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>`,
  `<object data="javascript:${call}"></object>`,
  `<embed src="javascript:${call}">`,
  `<base href="javascript:/a/-${call}//">`,
  `<link rel="stylesheet" href="javascript:${call}">`,
  `<link rel="import" href="data:text/html,<script>${call}</script>">`,
  `<meta http-equiv="refresh" content="0;url=javascript:${call}">`,
  `<form action="javascript:${call}"><button>go</button></form>`,
  `<button formaction="javascript:${call}">go</button>`,
  `<isindex action="javascript:${call}" type="image">`,
  `<a href="javascript:${call}">click</a>`,
  `<a href="JaVaScRiPt:${call}">click</a>`,
  `<a href="java\tscript:${call}">click</a>`,
  `<a href="&#106;avascript:${call}">click</a>`,
  `<a href="data:text/html,<script>${call}</script>">click</a>`,
  `<style>@import 'javascript:${call}';</style>`,
  `<style>*{background:url("javascript:${call}")}</style>`,
  `<div style="background:url(javascript:${call})">x</div>`,
  `<div style="width:expression(${call})">x</div>`,
  `<svg><a xlink:href="javascript:${call}"><text>x</text></a></svg>`,
  `<svg><use href="data:image/svg+xml,<svg id='x'><script>${call}</script></svg>#x"></use></svg>`,
  `<svg><foreignObject><img src=x onerror=${call}></foreignObject></svg>`,
  `<table background="javascript:${call}"><tr><td>x</table>`,
  `<x:script xmlns:x="http://www.w3.org/1999/xhtml">${call}</x:script>`,
  `<?xml version="1.0"?><?xml-stylesheet href="javascript:${call}"?>`,
  `<!--[if gte IE 4]><script>${call}</script><![endif]-->`,
  `<![CDATA[<script>${call}</script>]]>`,
  `<!DOCTYPE x [<!ENTITY e "<script>${call}</script>">]><x>&e;</x>`,
]

/** An event on an element, in the ways that it can be written. */
const handlers = (
  [
    ['img src=x', 'onerror'],
    ['img src=x', 'onloadstart'],
    ['image href=x', 'onerror'],
    ['svg', 'onload'],
    ['body', 'onload'],
    ['body', 'onpageshow'],
    ['input autofocus', 'onfocus'],
    ['select autofocus', 'onfocus'],
    ['textarea autofocus', 'onfocus'],
    ['video src=x', 'onerror'],
    ['audio src=x', 'onerror'],
    ['video><source', 'onerror'],
    ['details open', 'ontoggle'],
    ['marquee', 'onstart'],
    ['iframe', 'onload'],
    ['object data=x', 'onerror'],
    ['script src=x', 'onerror'],
    ['link rel=stylesheet href=x', 'onerror'],
    ['style', 'onload'],
    ['div style="animation:x"', 'onanimationstart'],
    ['div', 'onpointerenter'],
    ['div', 'onmouseover'],
    ['div tabindex=1 autofocus', 'onfocusin'],
    ['dialog open', 'onclose'],
    ['svg><animate attributeName=x dur=1s', 'onbegin'],
  ] as const
).flatMap(([tag, event]) => [`<${tag} ${event}=${call}>`, `"><${tag} ${event}="${call}">`])

const others = [
  `javascript:${call}`,
  `" onerror="${call}`,
  `' onfocus='${call}' autofocus='`,
  `\`-${call}-\``,
  `\${${call}}`,
  `{{constructor.constructor('${call}')()}}`,
  `{{${call}}}`,
  `<%= ${call} %>`,
  `#{${call}}`,
  `'-${call}-'`,
  `";${call};//`,
  `\\";${call};//`,
  `\u2028${call}\u2029`,
  `%3Cscript%3E${call}%3C/script%3E`,
  `&lt;script&gt;${call}&lt;/script&gt;`,
  `\u003cscript\u003e${call}\u003c/script\u003e`,
  `＜script＞${call}＜/script＞`,
  `=HYPERLINK("javascript:${call}")`,
  `=cmd|'/c calc'!A1`,
  `[x](javascript:${call})`,
  `![x](x"onerror="${call})`,
  `__proto__`,
  `constructor`,
  `\ud83d half of a character`,
  `\u202egnp.exe\u202c`,
  `a\u0000b`,
  '<b>'.repeat(300),
]

/** Texts that run where they are taken for more than text. */
export const injections: readonly string[] = [...tags, ...handlers, ...others]

/** A typed session whose prompts, answers, quotes and corrections are such texts. */
export function injectedSession(id: string): Log {
  const { header, entries } = generateSession({
    id,
    seed: 4,
    answers: injections.length,
    questions: 3,
    input: 'keyboard',
  }).log
  let next = 0
  const text = () => injections[next++ % injections.length] ?? ''
  const spiked = entries.map((entry): Entry => {
    if (entry.type === 'prompt.asked') return { ...entry, text: text() }
    if (entry.type !== 'answer.assessed') return entry
    const said = text()
    const findings = entry.assessment.findings
      .slice(0, 1)
      .map(({ signal }) => ({ signal, quote: said, start: 0, end: said.length }))
    return {
      ...entry,
      text: said,
      assessment: { ...entry.assessment, engine: text().slice(0, 60), findings },
    }
  })
  return { header, entries: spiked }
}

/** A header all of whose texts are the given one; its ids are as they were. */
export function injectedHeader(header: Header, given: string): Header {
  const spike = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return key in longest ? given.slice(0, longest[key]) : value
    if (Array.isArray(value)) return value.map((each) => spike(each, key))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, spike(part, name)]))
  }
  return spike(header, '') as Header
}
/** Characters that a header's texts may have, by their keys. */
const longest: Record<string, number> = {
  title: 60,
  label: 60,
  phrasings: 400,
  clarification: 400,
  because: 400,
}
