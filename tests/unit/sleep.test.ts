import { describe, expect, test } from 'vitest'
import { watchSleep, type Slept } from '../../src/interview/sleep.ts'

/** A page whose timers come late by what the test says. */
function world({ recorded, hidden = false }: { recorded: number | null; hidden?: boolean }) {
  const now = { wall: 5_000, clock: 0, recorded }
  let beat: (() => void) | null = null
  const slept: Slept[] = []
  const stop = watchSleep({
    clock: {
      now: () => now.clock,
      after(_, callback) {
        beat = callback
        return () => (beat = null)
      },
    },
    wall: () => now.wall,
    recordedMs: () => now.recorded,
    isHidden: () => hidden,
    onSlept: (found) => slept.push(found),
  })
  return {
    now,
    slept,
    stop,
    /** The next look, after so much of each. */
    look(passed: { wall: number; clock?: number; recorded?: number }) {
      now.wall += passed.wall
      now.clock += passed.clock ?? passed.wall
      if (now.recorded !== null) now.recorded += passed.recorded ?? passed.wall
      beat?.()
    },
  }
}
const minute = 60_000

describe('sleep', () => {
  test('is wall time that passed without samples, seen twice', () => {
    const { look, slept } = world({ recorded: 0 })
    look({ wall: 1_000 })
    look({ wall: 10 * minute, recorded: 300 })
    expect(slept).toEqual([])
    look({ wall: 1_000 })
    expect(slept).toEqual([{ forMs: 10 * minute - 300, countedMs: 10 * minute - 300 }])
    look({ wall: 1_000 })
    expect(slept).toHaveLength(1)
  })

  test('is no time of a clock that stands still meanwhile', () => {
    const { look, slept } = world({ recorded: null })
    look({ wall: 10 * minute, clock: 1_000 })
    expect(slept).toEqual([{ forMs: 10 * minute - 1_000, countedMs: 0 }])
  })

  test('is not a busy machine, nor samples that waited', () => {
    const { look, slept } = world({ recorded: 0 })
    look({ wall: 8_000, recorded: 200 })
    look({ wall: 1_000, recorded: 8_800 })
    look({ wall: 4_000, recorded: 0 })
    look({ wall: 1_000, recorded: 5_000 })
    expect(slept).toEqual([])
  })

  test('is not a hidden page, whose timers come once a minute; samples tell it there as well', () => {
    const silent = world({ recorded: null, hidden: true })
    silent.look({ wall: minute })
    silent.look({ wall: minute })
    expect(silent.slept).toEqual([])
    silent.look({ wall: 3 * minute })
    expect(silent.slept).toHaveLength(1)

    const recording = world({ recorded: 0, hidden: true })
    recording.look({ wall: minute })
    recording.look({ wall: 2 * minute, recorded: minute })
    recording.look({ wall: minute })
    expect(recording.slept).toEqual([{ forMs: minute, countedMs: minute }])
  })

  test('is no longer looked for once it was stopped', () => {
    const { look, slept, stop } = world({ recorded: null })
    stop()
    look({ wall: 10 * minute })
    expect(slept).toEqual([])
  })
})
