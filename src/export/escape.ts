const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // A parser would make a line feed of it.
  '\r': '&#13;',
  // No parser lets it through.
  '\0': '�',
}

/** Text as HTML, in an element or in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text.replaceAll(/[&<>"'\r\0]/g, (character) => entities[character] ?? '')

/** Text within a cue of WebVTT, where an empty line would end the cue. */
export const escapeCue = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[&<>\0]/g, (character) => entities[character] ?? '')

/**
 * Text as Markdown, on one line or on several, none of which means more than its words: no heading, list, link, code,
 * HTML or rule.
 */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').split('\n').map(escapeLine).join('\n')
}

function escapeLine(line: string): string {
  const escaped = line
    .trim()
    .replaceAll('\t', ' ')
    .replaceAll('\0', '�')
    .replaceAll(/[\\`*_{}[\]#|~!$@^]/g, String.raw`\$&`)
    // What would make a link of a bare address.
    .replaceAll(/:(?=\/\/)|(?<=\bwww)\.|:(?=[^\s:]*@)/gi, String.raw`\$&`)
    .replaceAll(/[&<>]/g, (character) => entities[character] ?? '')
  // What would begin a list, a rule, a heading above it, or a definition.
  return escaped.replace(/^[-+=:]/, String.raw`\$&`).replace(/^(\d+)([.)])/, String.raw`$1\$2`)
}
