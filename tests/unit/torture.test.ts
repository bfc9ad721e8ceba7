import { expect, test } from 'vitest'
import { tableOf } from '../../scripts/torture/table.ts'

const harmless = {
  afterMs: 900,
  shown: 5,
  lostEvents: 0,
  recordedMs: 900,
  lostMs: 240,
  lostArrivedMs: 200,
  lostSessions: 0,
  openMs: 300,
  reviewMs: 200,
  playMs: null,
}

test('the table of deaths holds each of them against what is promised', () => {
  const broken = (deaths: Parameters<typeof tableOf>[0]) =>
    tableOf(deaths).flatMap(({ what, holds }) => (holds ? [] : [what]))
  expect(broken([harmless, harmless])).toEqual([])
  expect(broken([harmless, { ...harmless, lostEvents: 1 }])).toEqual([
    'events that had shown their effect, lost',
  ])
  expect(broken([{ ...harmless, lostMs: 501 }, harmless])).toEqual(['audio lost in each'])
  expect(broken([{ ...harmless, playMs: 15_000 }, harmless])).toEqual([
    'sound begins after (1 with a recording)',
  ])
  expect(broken([])).toEqual([])
})
