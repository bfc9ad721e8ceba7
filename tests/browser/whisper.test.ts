import { expect, test } from 'vitest'
import { openWhisper } from '../../src/speech/engines/whisper.ts'

test('Whisper tells which of its files is missing, and asks nobody for it', async () => {
  await expect(openWhisper('whisper-base.en_timestamped', [])).rejects.toMatchObject({
    name: 'RecognitionError',
    problem: 'unloaded',
    message: expect.stringContaining('config.json'),
  })
})
