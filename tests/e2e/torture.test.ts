import { folderDisk } from '../../scripts/torture/disk.ts'
import { silentMs } from '../../scripts/torture/found.ts'
import { torture, type Death } from '../../scripts/torture/round.ts'
import { mayLoseMs } from '../../scripts/torture/table.ts'
import { random } from '../support/random.ts'
import { expect, test } from './fixtures.ts'

// The short form of `npm run torture`, which also measures times.
test('what was shown and said is there when all of the browser was killed, at three random moments', async ({
  appAddress,
}) => {
  test.setTimeout(180_000)
  const disk = await folderDisk()
  const deaths: Death[] = []
  try {
    await torture({
      disk,
      address: appAddress,
      count: 3,
      random: random(3),
      report: (death) => deaths.push(death),
    })
  } finally {
    await disk.remove()
  }
  expect(deaths.map(({ lostEvents, lostSessions }) => [lostEvents, lostSessions])).toEqual(
    deaths.map(() => [0, 0]),
  )
  expect(Math.max(...deaths.map(({ lostMs }) => lostMs))).toBeLessThanOrEqual(mayLoseMs)
  expect(deaths.filter(({ playMs }) => playMs !== null && playMs >= silentMs)).toEqual([])
})
