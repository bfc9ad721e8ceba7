import { ownScript } from '../../platform/own-script.ts'
import type { Recogniser } from '../recogniser.ts'
import type { EngineFiles } from './protocol.ts'
import type { WhisperLoad } from './whisper.worker.ts'
import workerUrl from './whisper.worker.ts?worker&url'
import { openWorkerRecogniser } from './workerRecogniser.ts'

/**
 * Whisper in a worker: text comes when the answer is over, with times of words. It leaves out "um" and "uh".
 * @throws RecognitionError
 */
export function openWhisper(engine: string, files: EngineFiles): Promise<Recogniser> {
  return openWorkerRecogniser<WhisperLoad>({
    engine,
    fillers: 'dropped',
    streams: false,
    makeWorker: () => new Worker(ownScript(workerUrl), { type: 'module', name: 'whisper' }),
    load: { model: engine },
    files,
    // With one thread it takes about as long as was spoken.
    finishMs: (takeMs) => 30_000 + 4 * takeMs,
  })
}
