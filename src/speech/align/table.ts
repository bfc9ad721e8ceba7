/** What a table has under a word of a text. Words such as "constructor", which every object has, are none of its own. */
export const entryOf = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined
