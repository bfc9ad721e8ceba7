import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { appHeaders, modelHostsOf } from '../../scripts/headers.mjs'
import { chooseWay, obstacleTo, type Device, type Place } from '../../src/speech/engines/choose.ts'
import { speechModels } from '../../src/speech/models/catalogue.ts'
import { policyAllows } from '../../src/speech/models/policy.ts'

describe('the way words are had', () => {
  const capable: Device = { isolated: true, simd: true, memoryGb: 8, keeps: true, browser: 'none' }
  const [tiny, small, whisper] = speechModels
  const places = (tinyAt: Place, smallAt: Place, whisperAt: Place) =>
    speechModels.map((model, index) => ({ model, place: [tinyAt, smallAt, whisperAt][index] ?? 'none' }))

  test.each([
    ['nothing is here', capable, 'auto', places('none', 'none', 'none'), { by: 'typing', why: 'none' }],
    [
      'the browser can',
      { ...capable, browser: 'ready' },
      'auto',
      places('none', 'none', 'none'),
      { by: 'browser' },
    ],
    [
      'a model is kept, though the browser can',
      { ...capable, browser: 'ready' },
      'auto',
      places('kept', 'none', 'none'),
      { by: 'model', model: tiny, place: 'kept' },
    ],
    [
      'the larger was got as well',
      capable,
      'auto',
      places('kept', 'kept', 'kept'),
      { by: 'model', model: small, place: 'kept' },
    ],
    [
      'the larger would have to be fetched',
      capable,
      'auto',
      places('kept', 'own', 'none'),
      { by: 'model', model: tiny, place: 'kept' },
    ],
    [
      'only Whisper is kept',
      capable,
      'auto',
      places('none', 'none', 'kept'),
      { by: 'model', model: whisper, place: 'kept' },
    ],
    [
      'the page is not isolated',
      { ...capable, isolated: false },
      'auto',
      places('kept', 'kept', 'kept'),
      { by: 'model', model: whisper, place: 'kept' },
    ],
    [
      'there is little memory',
      { ...capable, memoryGb: 2 },
      'auto',
      places('kept', 'kept', 'none'),
      { by: 'model', model: tiny, place: 'kept' },
    ],
    [
      'there are no vector instructions',
      { ...capable, simd: false },
      'auto',
      places('kept', 'kept', 'kept'),
      { by: 'typing', why: 'none' },
    ],
    ['typing was chosen', capable, 'typing', places('kept', 'kept', 'kept'), { by: 'typing', why: 'chosen' }],
    [
      'one was chosen',
      capable,
      'whisper-base.en_timestamped',
      places('kept', 'kept', 'kept'),
      { by: 'model', model: whisper, place: 'kept' },
    ],
    [
      'one was chosen that is not here',
      capable,
      'whisper-base.en_timestamped',
      places('kept', 'kept', 'none'),
      { by: 'typing', why: 'notReady' },
    ],
    [
      'the browser was chosen and cannot',
      { ...capable, browser: 'installable' },
      'browser',
      places('kept', 'none', 'none'),
      { by: 'typing', why: 'notReady' },
    ],
    [
      'a model was chosen that is no more',
      capable,
      'moonshine-gone',
      places('kept', 'none', 'none'),
      { by: 'model', model: tiny, place: 'kept' },
    ],
  ] as const)('where %s', (_what, device, wanted, models, way) => {
    expect(chooseWay(wanted, device, models)).toEqual(way)
  })

  test('never leads to what cannot run here', () => {
    const device = fc.record<Device>({
      isolated: fc.boolean(),
      simd: fc.boolean(),
      memoryGb: fc.constantFrom(null, 0.5, 1, 2, 4, 8),
      keeps: fc.boolean(),
      browser: fc.constantFrom('ready', 'installable', 'none'),
    })
    const place = fc.constantFrom<Place>('kept', 'own', 'none')
    const wanted = fc.constantFrom('auto', 'browser', 'typing', ...speechModels.map(({ id }) => id))
    fc.assert(
      fc.property(device, wanted, place, place, place, (on, choice, ...at) => {
        const way = chooseWay(choice, on, places(...at))
        const runs = {
          model: way.by === 'model' && obstacleTo(way.model, on) === null,
          browser: on.browser === 'ready',
          typing: true,
        }
        expect(runs[way.by] && (choice !== 'typing' || way.by === 'typing')).toBe(true)
      }),
    )
  })
})

describe('the content policy', () => {
  const host = ['https://download.moonshine.ai']
  test.each([
    [null, true],
    ["default-src 'self'", false],
    ["default-src 'none'; connect-src 'self'", false],
    ["connect-src 'self' https://download.moonshine.ai", true],
    ["connect-src 'self' https://download.moonshine.ai; connect-src 'none'", true],
    ['connect-src download.moonshine.ai', true],
    ['connect-src https://*.moonshine.ai', true],
    ['connect-src https://moonshine.ai', false],
    ['connect-src http://download.moonshine.ai', false],
    ['connect-src https:', true],
    ['connect-src *', true],
    ["script-src 'self'", true],
    ["connect-src *, connect-src 'self'", false],
    ['connect-src https://evil-download.moonshine.ai.example', false],
  ])('%s allows it: %s', (policy, allowed) => {
    expect(policyAllows(policy, host)).toBe(allowed)
  })

  test('of the app names no host unless the deployment does, and then lets the page fetch from it', () => {
    const without = appHeaders({ modelHosts: [] })['Content-Security-Policy'] ?? ''
    expect(policyAllows(without, host)).toBe(false)
    expect(without).not.toContain('http')
    for (const { origins } of speechModels) {
      const hosts = modelHostsOf(origins.join('  '))
      expect(hosts).toEqual(origins)
      expect(policyAllows(appHeaders({ modelHosts: hosts })['Content-Security-Policy'] ?? '', origins)).toBe(
        true,
      )
    }
  })

  test.each([
    'download.moonshine.ai',
    'https:',
    '*',
    "https://a.example; script-src 'unsafe-inline'",
    'https://a.example/path',
  ])('takes no host that is none: %s', (given) => {
    expect(() => modelHostsOf(given)).toThrow('MOCKLOOP_MODEL_HOST')
  })
})
