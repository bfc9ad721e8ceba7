import type { Recogniser } from '../../src/speech/recogniser.ts'

/** A recogniser that says what a script says: by the first sample of a recording, which tells recordings apart. */
export function scripted(script: (take: number) => string | Error | Promise<string>) {
  const log: string[] = []
  let open = 0
  const openRecogniser = (): Promise<Recogniser> => {
    open++
    log.push('opened')
    return Promise.resolve({
      engine: 'scripted',
      streams: false,
      begin() {
        const pieces: Int16Array[] = []
        return {
          push: (samples) => pieces.push(samples),
          async finish() {
            const take = pieces[0]?.[0] ?? 0
            log.push(`take ${take}, ${pieces.reduce((sum, { length }) => sum + length, 0)} samples`)
            const text = await script(take)
            if (text instanceof Error) throw text
            return {
              text,
              heard: { engine: 'scripted', fillers: 'dropped', times: 'none', confidence: 0.9, words: [] },
            }
          },
          cancel: () => log.push('cancelled'),
        }
      },
      close() {
        open--
      },
    })
  }
  return { log, openRecogniser, isOpen: () => open > 0 }
}
