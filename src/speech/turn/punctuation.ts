/** How a text ends, as far as its marks tell. */
export type Stop = 'full' | 'question' | 'pause' | 'none'

const LAST_MARK = /([.?!…,;:—–-]+)["'”’)\]]*\s*$/
const ABBREVIATION = /(?:^|\s)(?:mr|mrs|ms|dr|vs|e\.g|i\.e|approx)\.["'”’)\]]*\s*$/i

/** `pause`: a comma or the like, or a mark of trailing off. */
export function stopOf(text: string): Stop {
  const marks = LAST_MARK.exec(text)?.[1]
  if (marks === undefined) return 'none'
  if (marks.endsWith('?')) return 'question'
  if (marks === '.' && ABBREVIATION.test(text)) return 'none'
  return marks === '.' || marks.endsWith('!') ? 'full' : 'pause'
}

/** From so many words on, a text without any mark comes from an engine that writes none; sooner where no capital begins it. */
const WITHOUT_MARKS = 40
const WITHOUT_CAPITAL = 12

/** Whether whoever wrote this down writes punctuation; null while there is too little to tell. */
export function isPunctuated(text: string): boolean | null {
  if (/[\p{L}\p{N}]["'”’)]?[.?!…,;:](?=\s|$)/u.test(text)) return true
  const words = text.match(/\S+/g)?.length ?? 0
  const enough = /^\s*\p{Ll}/u.test(text) ? WITHOUT_CAPITAL : WITHOUT_MARKS
  return words >= enough ? false : null
}
