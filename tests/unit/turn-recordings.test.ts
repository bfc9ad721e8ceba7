import { expect, it } from 'vitest'
import { openSilero, pauseRecordings, stopRecordings, turnTable } from '../../scripts/bench-turn.ts'

it('recorded answers are never cut off in mid-sentence, and do not wait long when they are finished', async () => {
  const silero = await openSilero()
  // Every so many words: `npm run bench:turn` takes them all.
  const rows = turnTable(await stopRecordings(silero, 20), await pauseRecordings(silero, [4000], true))
  expect(rows.filter(({ holds }) => !holds)).toEqual([])
  expect(rows.filter(({ limit }) => limit !== '').length).toBe(5)
})
