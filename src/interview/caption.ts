/** Characters of a caption that are shown at once: two lines on a phone. */
const pieceLength = 84

/** The piece of a spoken text that is shown while the voice is at `at`, parted where the voice is. */
export function captionAt(text: string, at: number): { said: string; toCome: string } {
  const piece = pieces(text).findLast(({ from }) => from <= at) ?? { from: 0, to: 0 }
  const word = /^\S*/.exec(text.slice(at))?.[0].length ?? 0
  const here = Math.min(piece.to, at + word)
  return { said: text.slice(piece.from, here), toCome: text.slice(here, piece.to) }
}

/** Cuts a text between words; after a sentence rather than in it, where that leaves no scrap. */
function pieces(text: string): { from: number; to: number }[] {
  const cut: { from: number; to: number }[] = []
  let from = 0
  while (text.length - from > pieceLength) {
    const room = text.slice(from, from + pieceLength + 1)
    const sentence = Math.max(...['. ', '? ', '! '].map((end) => room.lastIndexOf(end) + 1))
    const space = room.lastIndexOf(' ')
    const length = sentence > pieceLength / 3 ? sentence : space > 0 ? space : pieceLength
    cut.push({ from, to: from + length })
    from += length
    while (text[from] === ' ') from++
  }
  if (from < text.length) cut.push({ from, to: text.length })
  return cut
}

/** Characters of a line of what is heard: one on a phone. */
const lineLength = 42

/** The last two lines of a text that grows: a line that is full stays as it is, and moves up. */
export function lastLines(text: string): { line: string; number: number }[] {
  const lines: string[] = []
  for (const word of text.trim().split(/\s+/)) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + word.length < lineLength)
      lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines.map((line, number) => ({ line, number })).slice(-2)
}
