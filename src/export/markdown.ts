import { clockTime } from '../ui/Time.tsx'
import { escapeMarkdown } from './escape.ts'
import type { Sheet, SheetFinding, SheetPrompt } from './sheet.ts'

/** The session as Markdown: what was asked and why, what was said, what it shows, and the candidate's notes. */
export function writeMarkdown(sheet: Sheet): string {
  const { title, createdAt, facts, prompts, notes } = sheet
  const blocks = [
    `# ${inline(title)}`,
    [createdAt.slice(0, 10), ...facts].map(inline).join(' · '),
    ...prompts.flatMap(blocksOf),
    ...(notes.length > 0
      ? ['## Notes', notes.map(({ at, text }) => `- ${clockTime(at)} ${inline(text)}`).join('\n')]
      : []),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function blocksOf(prompt: SheetPrompt): string[] {
  const { question, number, label, why, asked, asides, text, outcome, notJudged, pace, findings, marks } =
    prompt
  const name = number === null ? inline(label) : `${number}\\. ${inline(label)}`
  return [
    question === null ? '' : `## ${inline(question)}`,
    `### ${name}, ${clockTime(prompt.askedAt)}`,
    `*${inline(why)}*`,
    `**${inline(asked) || '—'}**`,
    ...asides.map(inline),
    inline(outcome ?? ''),
    quoted(text),
    pace.map(inline).join(', '),
    notJudged === null ? '' : `Not judged: ${inline(notJudged)}`,
    findings.map(findingLine).join('\n'),
    marks.length > 0 ? ['You said of it:', ...marks.map((line) => `- ${inline(line)}`)].join('\n') : '',
  ]
}

function findingLine({ label, kindWords, quote, rule, advice }: SheetFinding): string {
  const words = quote.trim() === '' ? '' : ` “${inline(quote)}”`
  return `- **${inline(label)}** (${inline(kindWords)})${words} ${inline(rule)} ${inline(advice)}`
}

/** On one line. */
const inline = (text: string): string => escapeMarkdown(text.replaceAll(/\s+/g, ' '))

/** Its own lines, each within the quotation. */
const quoted = (text: string): string =>
  text.trim() === ''
    ? ''
    : escapeMarkdown(text)
        .split('\n')
        .map((line) => (line === '' ? '>' : `> ${line}`))
        .join('\n')
