import type { Clock, SpokenLine } from '../speech/ports.ts'

/** Ms that a line takes to read for each of its words, about 270 words a minute. */
const msPerWord = 220

/** Without a voice a line is read from the screen instead: it is over when there was time to read it. */
export function readSilently(text: string, clock: Clock): SpokenLine {
  let finish: (how: 'silent' | 'stopped') => void = () => {}
  const done = new Promise<'silent' | 'stopped'>((resolve) => {
    finish = resolve
  })
  const cancel = clock.after(text.split(/\s+/).length * msPerWord, () => finish('silent'))
  return {
    done,
    stop() {
      cancel()
      finish('stopped')
    },
  }
}
