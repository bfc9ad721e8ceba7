/** Tags of one session, and characters of one tag, at most. */
export const mostTags = 20
export const longestTag = 40

/** What becomes of a session's tags. */
export interface TagChange {
  add?: readonly string[]
  remove?: readonly string[]
}

/** A tag as it is kept: no spaces around it, one within, at most 40 characters; '' where nothing is left of it. */
export const tidyTag = (text: string): string =>
  Array.from(text.normalize('NFC').replace(/\s+/g, ' ').trim()).slice(0, longestTag).join('').trim()

/** Whether both name the same tag: capitals do not tell tags apart. */
export const isSameTag = (a: string, b: string): boolean =>
  a === b || a.toLocaleLowerCase() === b.toLocaleLowerCase()

/** The tags after the change, in the order in which they came, at most 20: what is too many is left out. */
export function changedTags(tags: readonly string[], { add = [], remove = [] }: TagChange): string[] {
  const left = tags.filter((tag) => !remove.some((gone) => isSameTag(tag, gone)))
  for (const tag of add.map(tidyTag))
    if (tag !== '' && left.length < mostTags && !left.some((there) => isSameTag(there, tag))) left.push(tag)
  return left
}
