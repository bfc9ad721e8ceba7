/** What bench-voice.ts runs in the page. */
import { browserVoices } from '../src/speech/voices/page.ts'
import type { Voice, Voices } from '../src/speech/ports.ts'

const ownVoices = (): Voices =>
  browserVoices(
    () => ({ voice: 'own:slt', rate: 1 }),
    () => {},
  )

/** Ms until the app's own voice can speak. */
export async function timeLoad(): Promise<number> {
  const from = performance.now()
  const voices = ownVoices()
  await voices.load()
  if (voices.state().own.at !== 'ready') throw new Error(voices.state().own.problem ?? 'not loaded')
  return performance.now() - from
}

/** Ms from `say()` to the first sound that is heard, of each line when it is new and when it was made ahead. */
export async function timeLines(lines: string[]): Promise<{ firstNew: number[]; firstPrepared: number[] }> {
  const voices = ownVoices()
  await voices.load()
  const voice = voices.create()
  await voice.known()
  const firstNew: number[] = []
  for (const line of lines) {
    firstNew.push(await firstSound(voice, line))
    // As between two turns: what was still being made of the line is done.
    await rest(800)
  }
  const firstPrepared: number[] = []
  for (const line of lines) {
    firstPrepared.push(await firstSound(voice, line))
    await rest(50)
  }
  voice.close()
  return { firstNew, firstPrepared }
}

function firstSound(voice: Voice, text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const from = performance.now()
    const line = voice.say(text, {
      onStart(atMs) {
        line.stop()
        resolve(atMs - from)
      },
    })
    void line.done.then((how) => how === 'silent' && reject(new Error(`nothing was heard of: ${text}`)))
  })
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
