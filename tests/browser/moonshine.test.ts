import { afterEach, expect, test } from 'vitest'
import { openMoonshine } from '../../src/speech/engines/moonshine.ts'
import recordingUrl from '../fixtures/audio/ans_flite_clean.wav?url'
import { wavSamples } from '../support/recordings.ts'

test('x', async () => {
  const r = await openMoonshine('m', { size: 'tiny-streaming', files: [], options: { skip_transcription: 'true' } })
  const samples = wavSamples(new Uint8Array(await (await fetch(recordingUrl)).arrayBuffer()))
  const t = r.begin({ partial: (t) => console.log('partial', t) })
  for (let i = 0; i < samples.length; i += 4000) t.push(samples.slice(i, i + 4000))
  console.log(samples.length/16000, JSON.stringify(await t.finish()))
  r.close()
})
