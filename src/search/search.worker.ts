import { answering } from '../platform/asker.ts'
import { WordIndex, type Searched } from './wordIndex.ts'

export type ToSearch = { add: readonly Searched[] } | { drop: number } | { query: string }
/** The slots that were found; null where nothing was looked for. */
export type FromSearch = Uint32Array<ArrayBuffer> | null

const index = new WordIndex()

function answer(message: ToSearch): FromSearch {
  if ('query' in message) return Uint32Array.from(index.find(message.query))
  if ('add' in message) for (const session of message.add) index.add(session)
  else index.drop(message.drop)
  return null
}

answering(answer, (found: FromSearch) => (found ? [found.buffer] : []))
