/** A column: each value that occurs once, and for each row which of them it has; without places they all have the first. */
type Column = [values: unknown[], places?: number[]]

/**
 * Rows of the same plain data as JSON, column by column: a fourth of their length, and a database gives out a text ten
 * times faster than it copies objects.
 */
export function packRows(rows: readonly object[]): string {
  const columns: Record<string, Column> = {}
  for (const key of Object.keys(rows[0] ?? {})) {
    const known = new Map<string, number>()
    const values: unknown[] = []
    const places = rows.map((row) => {
      const value = (row as Record<string, unknown>)[key]
      const text = JSON.stringify(value)
      const place = known.get(text) ?? values.push(value) - 1
      known.set(text, place)
      return place
    })
    columns[key] = values.length === 1 ? [values] : [values, places]
  }
  return JSON.stringify([rows.length, columns])
}

/** The rows again. Throws where the text is none that `packRows` made. Rows may share what is the same in them. */
export function unpackRows(text: string): Record<string, unknown>[] {
  const [length, columns] = JSON.parse(text) as [number, Record<string, Column>]
  if (!Number.isSafeInteger(length)) throw new TypeError('these are no rows in columns')
  const all = Object.entries(columns)
  // Row by row: filled column by column, the objects are four times slower to make.
  return Array.from({ length }, (_, i) => {
    const row: Record<string, unknown> = {}
    for (const [key, [values, places]] of all) row[key] = values[places ? (places[i] ?? -1) : 0]
    return row
  })
}
