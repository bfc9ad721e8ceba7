import type { Measured } from '../debrief/measured.ts'
import { createAsker, type Asker } from '../platform/asker.ts'
import { ownScript } from '../platform/own-script.ts'
import type { Log } from '../session/log.ts'
import workerUrl from './measured.worker.ts?worker&url'

/** Makes the rows of a session's log. Rejects where that cannot be done. */
export interface Maker {
  make(log: Log): Promise<Measured[]>
}

/** In a worker, which starts with the first log: a long one would keep keys from showing. The same for the whole visit. */
export function workerMaker(): Maker {
  let asker: Asker<Log, Measured[]> | null = null
  return {
    make(log) {
      asker ??= createAsker(
        new Worker(ownScript(workerUrl), { type: 'module' }),
        'the worker that measures answers',
      )
      return asker.ask(log)
    },
  }
}
