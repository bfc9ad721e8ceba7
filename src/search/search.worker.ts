import { WordIndex, type Searched } from './wordIndex.ts'

export type ToSearch = { add: readonly Searched[] } | { drop: number } | { id: number; query: string }
export interface FromSearch {
  id: number
  found: Uint32Array<ArrayBuffer>
}

const index = new WordIndex()

self.addEventListener('message', ({ data }: MessageEvent<ToSearch>) => {
  if ('add' in data) for (const session of data.add) index.add(session)
  else if ('drop' in data) index.drop(data.drop)
  else {
    const answer: FromSearch = { id: data.id, found: Uint32Array.from(index.find(data.query)) }
    self.postMessage(answer, { transfer: [answer.found.buffer] })
  }
})
