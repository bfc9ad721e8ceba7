import { expect, test } from 'vitest'
import { shareDetector } from '../../src/speech/detector.ts'

function detectors() {
  const made: { broken: boolean; closed: boolean }[] = []
  const shared = shareDetector(() => {
    const detector = {
      broken: false,
      closed: false,
      ready: Promise.resolve(true),
      begin: () => ({ push() {}, done: () => Promise.resolve(true) }),
      close: () => void (detector.closed = true),
    }
    made.push(detector)
    return detector
  })
  return { made, shared }
}

test('the voice model is kept from one microphone to the next', () => {
  const { made, shared } = detectors()
  shared.lend().close()
  shared.lend()
  expect(made).toMatchObject([{ closed: false }])
})

test('a microphone that is opened after the voice model failed has it loaded anew', () => {
  const { made, shared } = detectors()
  shared.lend()
  for (const detector of made) detector.broken = true
  shared.lend()
  shared.lend()
  expect(made).toHaveLength(2)
})
