/** Longest part of a file's name that is made of the title, in characters. */
const longestTitle = 60

/**
 * A file's name: "mockloop-2026-11-22-A-disagreement.html". Of the title only letters and digits stay, so that it is
 * safe on every system and says nothing that it is not.
 */
export function fileName(title: string, createdAt: string, ending: string): string {
  const words = title.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []
  const short = words
    .join('-')
    .slice(0, longestTitle)
    .replace(/[-\ud800-\udbff]$/, '')
  return ['mockloop', createdAt.slice(0, 10), ...(short === '' ? [] : [short])].join('-') + `.${ending}`
}
