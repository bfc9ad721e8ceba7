import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { voiceLevel, withoutOthers } from '../../src/speech/background.ts'
import { createPhraseFinder, SILERO_RULES } from '../../src/speech/phrases.ts'

interface Stretch {
  frames: number
  likelihood: number
  db: number
}
const voice = (frames: number): Stretch => ({ frames, likelihood: 0.98, db: -20 })
/** People talking behind the candidate: the model takes them for speech. */
const others = (frames: number): Stretch => ({ frames, likelihood: 0.95, db: -40 })
const room = (frames: number): Stretch => ({ frames, likelihood: 0.02, db: -68 })

const spread = (stretches: Stretch[], of: 'likelihood' | 'db') =>
  stretches.flatMap((stretch) => Array.from({ length: stretch.frames }, () => stretch[of]))

function find(stretches: Stretch[], voiceDb: number | null = null) {
  const finder = createPhraseFinder(SILERO_RULES, voiceDb)
  const db = spread(stretches, 'db')
  for (const [i, likelihood] of spread(stretches, 'likelihood').entries()) finder.push(likelihood, db[i] ?? 0)
  return finder.phrases().map(({ startMs, endMs }) => [startMs / 32, endMs / 32])
}

/** These edges, give or take two frames. */
const around = (edges: number[][]): unknown =>
  edges.map((phrase) =>
    phrase.map(
      (edge) => expect.toSatisfy((found: number) => Math.abs(found - edge) < 3, `around ${edge}`) as unknown,
    ),
  )

describe('other voices behind the one at the microphone', () => {
  it('are no phrases, and the pauses of the one are found among them', () => {
    const said = [others(60), voice(90), others(20), voice(50), others(80)]
    expect(find(said)).toEqual(
      around([
        [60, 150],
        [170, 220],
      ]),
    )
  })
  it('are told from one who has not spoken yet by how loud that one was before', () => {
    expect(find([others(90)]).length).toBe(1)
    expect(find([others(90)], -24)).toEqual([])
  })
  it('cost a candidate who speaks softly in a quiet room nothing', () => {
    const soft: Stretch = { frames: 60, likelihood: 0.97, db: -44 }
    expect(find([room(60), soft, room(30), soft, room(60)], -24)).toEqual(
      around([
        [60, 120],
        [150, 210],
      ]),
    )
  })
  it('change nothing where the model takes no background for speech', () => {
    const speech = fc.array(fc.double({ min: 0.31, max: 1, noNaN: true }), { minLength: 3, maxLength: 120 })
    fc.assert(
      fc.property(fc.array(speech, { maxLength: 4 }), (parts) => {
        const quiet = Array.from({ length: 80 }, () => 0.01)
        const all = [...quiet, ...parts.flatMap((part) => [...part, ...quiet])]
        const db = all.map((likelihood) => (likelihood > 0.3 ? -22 : -65))
        expect(withoutOthers(all, db, -24, -24)).toBe(all)
      }),
    )
  })
})

describe('the loudness of a voice', () => {
  it('is known once there was half a second of it, and no knock changes it', () => {
    expect(voiceLevel(spread([voice(10)], 'likelihood'), spread([voice(10)], 'db'))).toBeNull()
    const knock: Stretch = { frames: 5, likelihood: 0.9, db: -2 }
    const said = [room(20), voice(40), knock, room(20)]
    expect(voiceLevel(spread(said, 'likelihood'), spread(said, 'db'))).toBe(-26)
  })
})
