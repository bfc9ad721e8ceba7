import { measuredOf, type Measured } from '../debrief/measured.ts'
import type { Log } from '../session/log.ts'

export interface ToMaker {
  id: number
  log: Log
}
export type FromMaker = { id: number; rows: Measured[] } | { id: number; problem: string }

function answerTo({ id, log }: ToMaker): FromMaker {
  try {
    return { id, rows: measuredOf(log) }
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : String(error) }
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToMaker>) => self.postMessage(answerTo(data), {}))
