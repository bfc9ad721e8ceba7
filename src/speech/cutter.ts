/** Collects samples into pieces of `size`, each a buffer of its own. */
export function createCutter(size: number, onPiece: (piece: Int16Array<ArrayBuffer>) => void) {
  let piece = new Int16Array(size)
  let filled = 0
  return {
    add(block: Int16Array) {
      for (let at = 0; at < block.length;) {
        const part = block.subarray(at, at + size - filled)
        piece.set(part, filled)
        filled += part.length
        at += part.length
        if (filled < size) return
        onPiece(piece)
        piece = new Int16Array(size)
        filled = 0
      }
    },
    /** What is left, once. */
    rest(): Int16Array<ArrayBuffer> {
      const rest = piece.slice(0, filled)
      filled = 0
      return rest
    },
  }
}
