import type { Recogniser, Recognition, Transcript } from '../speech/recogniser.ts'

/** The words of one take. */
export interface Recognising {
  push(samples: Int16Array<ArrayBuffer>): void
  /** All words, once; null where the recogniser failed. Never rejects. */
  finish(): Promise<Transcript | null>
  /** Nobody wants the words any more: `finish` gives null. */
  cancel(): void
}

/**
 * Has a take recognised. A recogniser that fails at any moment costs the words and nothing else.
 * @param partial told all of the text so far
 */
export function recognise(recogniser: Recogniser, partial: (text: string) => void): Recognising {
  let recognition: Recognition | null = null
  let finished: Promise<Transcript | null> | null = null
  let giveUp: () => void = () => {}
  const given = new Promise<null>((resolve) => {
    giveUp = () => resolve(null)
  })

  const attempt = (action: (running: Recognition) => void) => {
    try {
      if (recognition) action(recognition)
    } catch {
      cancel()
    }
  }
  function cancel() {
    const running = recognition
    recognition = null
    giveUp()
    try {
      running?.cancel()
    } catch {
      // It failed already.
    }
  }
  try {
    recognition = recogniser.begin({ partial: (text) => recognition && partial(text) })
  } catch {
    cancel()
  }

  return {
    push: (samples) => attempt((running) => running.push(samples)),
    finish() {
      const running = recognition
      finished ??= running
        ? Promise.race([given, (async () => running.finish())().catch(() => null)])
        : Promise.resolve(null)
      return finished
    },
    cancel,
  }
}
