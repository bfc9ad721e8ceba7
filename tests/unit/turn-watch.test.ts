import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Phrase } from '../../src/speech/ports.ts'
import { stopFared, trustIn } from '../../src/speech/turn/stops.ts'
import { noHabits, watchTurn, type Habits } from '../../src/speech/turn/watch.ts'

/** An answer of ten seconds that has just paused at 12 s, with or without words. */
function paused(text: string | null, habits: Habits = noHabits) {
  const watch = watchTurn(habits)
  watch.speech([{ startMs: 2_000, endMs: 12_000 }], false)
  if (text !== null) watch.words(text, 12_200)
  return watch
}

/** Ms of silence after 12 s until it is over; null where that takes more than half a minute. */
function overAfter(watch: ReturnType<typeof watchTurn>): number | null {
  for (let ms = 0; ms <= 30_000; ms += 50) if (watch.at(12_000 + ms, 'hands-free').is === 'over') return ms
  return null
}

describe('the watch over a turn', () => {
  it('never ends what has not begun', () => {
    const watch = watchTurn(noHabits)
    expect(watch.at(600_000, 'hands-free')).toEqual({ is: 'open' })
    expect(watch.next(600_000, 'hands-free')).toBeNull()
    watch.words('Um.', 500_000)
    watch.speech([{ startMs: 400_000, endMs: 400_300 }], false)
    expect(watch.at(600_000, 'hands-free')).toEqual({ is: 'open' })
  })

  it('shows that it is closing before it is over, and goes by the words', () => {
    const watch = paused('It saved us a lot of money.')
    expect(watch.at(12_400, 'hands-free')).toEqual({ is: 'open' })
    expect(watch.at(12_910, 'hands-free')).toEqual({ is: 'closing', progress: 0.5 })
    expect(overAfter(watch)).toBe(1_300)
    expect(overAfter(paused('It saved us a lot of'))).toBe(5_000)
    expect(overAfter(paused(null))).toBe(3_200)
  })

  it('opens again by a word', () => {
    const watch = paused(null)
    expect(watch.at(14_500, 'hands-free').is).toBe('closing')
    const phrases = [
      { startMs: 2_000, endMs: 12_000 },
      { startMs: 14_600, endMs: 14_700 },
    ]
    watch.speech(phrases, true)
    expect(watch.at(20_000, 'hands-free')).toEqual({ is: 'open' })
    watch.speech(phrases, false)
    expect(watch.at(15_000, 'hands-free')).toEqual({ is: 'open' })
  })

  it('stays open by a key until something was said again', () => {
    const watch = paused('It saved us a lot of money.')
    watch.keep(12_900)
    expect(overAfter(watch)).toBeNull()
    expect(watch.kept).toBe(true)
    watch.speech(
      [
        { startMs: 2_000, endMs: 12_000 },
        { startMs: 20_000, endMs: 21_000 },
      ],
      false,
    )
    expect(watch.kept).toBe(false)
    expect(watch.at(30_000, 'hands-free')).toEqual({ is: 'over' })
  })

  it('counts silence anew where the take stood still', () => {
    const watch = paused('It saved us a lot of money.')
    watch.resume(13_000)
    expect(watch.at(14_000, 'hands-free').is).toBe('closing')
    expect(watch.at(14_400, 'hands-free').is).toBe('over')
  })

  it('does not go by words that are behind the speech', () => {
    const phrases = [
      { startMs: 2_000, endMs: 12_000 },
      { startMs: 12_600, endMs: 16_000 },
    ]
    const watch = watchTurn(noHabits)
    watch.speech(phrases, false)
    watch.words('It saved us a lot of money.', 12_300)
    expect(watch.at(17_500, 'hands-free').is).not.toBe('over')
    watch.words('It saved us a lot of money. And then we', 17_600)
    expect(watch.at(20_500, 'hands-free').is).not.toBe('over')
  })

  it('says when to look again', () => {
    const watch = paused('It saved us a lot of money.')
    const shown = watch.next(12_300, 'hands-free') ?? 0
    expect(watch.at(shown - 10, 'hands-free').is).toBe('open')
    expect(watch.at(shown + 1, 'hands-free').is).toBe('closing')
    expect(watch.next(shown + 1, 'hands-free')).toBe(13_300)
  })

  it('learns how long the pauses run, whether stops are written and whether they hold', () => {
    const watch = watchTurn(noHabits)
    const phrases: Phrase[] = []
    let text = ''
    const say = (words: string, shownAs: string) => {
      const from = (phrases.at(-1)?.endMs ?? 0) + 700
      phrases.push({ startMs: from, endMs: from + 1_000 })
      watch.speech([...phrases], true)
      watch.words(`${text} ${words}`.trim(), from + 900)
      watch.speech([...phrases], false)
      watch.words(`${text} ${shownAs}`.trim(), from + 1_300)
      text = `${text} ${words}`.trim()
    }
    say('I talked', 'I talked.')
    say('to the team', 'to the team.')
    say('about the', 'about the.')
    expect(watch.habits()).toEqual({ pauses: [700, 700], punctuates: true, stops: { kept: 0, taken: 2 } })
    say('release', 'release.')
    expect(trustIn(watch.habits().stops)).toBe('failed')
  })

  it('is never over while there is speech, and once it closes only time passes until it is over', () => {
    const step = fc.record({
      gap: fc.integer({ min: 200, max: 9_000 }),
      speech: fc.integer({ min: 100, max: 6_000 }),
      words: fc.constantFrom(null, ' and', ' so I moved it.', ' That’s it.', ' um'),
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const watch = watchTurn(noHabits)
        const phrases: Phrase[] = []
        let at = 0
        let text = ''
        for (const { gap, speech, words } of steps) {
          const startMs = at + gap
          at = startMs + speech
          phrases.push({ startMs, endMs: at })
          watch.speech([...phrases], true)
          expect(watch.at(at + 60_000, 'hands-free')).toEqual({ is: 'open' })
          watch.speech([...phrases], false)
          if (words !== null) watch.words((text += words), at + 200)
          const seen = Array.from({ length: 200 }, (_, i) => watch.at(at + 60 * i, 'hands-free'))
          const order = seen.map((turn) => ['open', 'closing', 'over'].indexOf(turn.is))
          expect(order).toEqual(order.toSorted((a, b) => a - b))
          const progress = seen.flatMap((turn) => (turn.is === 'closing' ? [turn.progress] : []))
          expect(progress).toEqual(progress.toSorted((a, b) => a - b))
          expect(progress.every((each) => each >= 0 && each < 1)).toBe(true)
          expect(order.includes(1) || !order.includes(2)).toBe(true)
        }
      }),
    )
  })
})

describe('a stop at a pause', () => {
  it.each([
    ['kept', 'We shipped it.', 'We shipped it. Then'],
    ['taken', 'We shipped it.', 'We shipped it to'],
    ['taken', 'We shipped it.', 'We shipped it, and'],
    ['taken', 'It was one.', 'It was one. of them'],
    [null, 'We shipped it.', 'We shipped it.'],
    [null, 'We shipped it.', 'We skipped that one'],
  ])('was %s: "%s", then "%s"', (fared, before, now) => {
    expect(stopFared(before, now)).toBe(fared)
  })
})

describe('trust in stops', () => {
  it.each([
    ['unproven', 0, 0],
    ['unproven', 3, 0],
    ['trusted', 4, 0],
    ['unproven', 4, 1],
    ['trusted', 5, 1],
    ['unproven', 1, 1],
    ['failed', 3, 2],
    ['unproven', 4, 2],
  ])('is %s after %i that held and %i that did not', (trust, kept, taken) => {
    expect(trustIn({ kept, taken })).toBe(trust)
  })
})
