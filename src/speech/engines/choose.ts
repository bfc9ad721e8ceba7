import type { SpeechModel } from '../models/catalogue.ts'

/** What the device and the page can do. */
export interface Device {
  /** Whether the page is isolated from other origins, which threads need. */
  isolated: boolean
  /** Whether WebAssembly is there with the instructions that the engines need. */
  simd: boolean
  /** Gigabytes, roughly; null where the browser does not tell. */
  memoryGb: number | null
  /** Whether files can be kept. */
  keeps: boolean
  /** The browser's own recognition on this device: ready, to be installed first, or not there. */
  browser: 'ready' | 'installable' | 'none'
}

/** Why a model cannot run here. */
export type Obstacle = 'isolation' | 'simd' | 'memory'

export function obstacleTo({ engine, memoryGb }: SpeechModel, device: Device): Obstacle | null {
  if (!device.simd) return 'simd'
  // Without isolation it would wait for ever for its threads.
  if (engine === 'moonshine' && !device.isolated) return 'isolation'
  if (device.memoryGb !== null && device.memoryGb < memoryGb) return 'memory'
  return null
}

/** Where a model's files are. */
export type Place = 'kept' | 'own' | 'none'

/** How the words of an answer are had. */
export type Way =
  | { by: 'model'; model: SpeechModel; place: 'kept' | 'own' }
  | { by: 'browser' }
  /** `why`: no engine is ready; the one that was chosen is not; it was chosen. */
  | { by: 'typing'; why: 'none' | 'notReady' | 'chosen' }

/** @param wanted a model's id, `browser`, `typing`, or `auto`; anything else counts as `auto` */
export function chooseWay(
  wanted: string,
  device: Device,
  models: readonly { model: SpeechModel; place: Place }[],
): Way {
  if (wanted === 'typing') return { by: 'typing', why: 'chosen' }
  if (wanted === 'browser')
    return device.browser === 'ready' ? { by: 'browser' } : { by: 'typing', why: 'notReady' }
  const ready = models.flatMap(({ model, place }): Extract<Way, { by: 'model' }>[] =>
    place === 'none' || obstacleTo(model, device) !== null ? [] : [{ by: 'model', model, place }],
  )
  if (models.some(({ model }) => model.id === wanted))
    return ready.find(({ model }) => model.id === wanted) ?? { by: 'typing', why: 'notReady' }
  return (
    ready.toSorted(better)[0] ??
    (device.browser === 'ready' ? { by: 'browser' } : { by: 'typing', why: 'none' })
  )
}

/** What streams first; then what needs no fetching; then the larger, which was got on purpose. */
function better(a: Extract<Way, { by: 'model' }>, b: Extract<Way, { by: 'model' }>): number {
  const rank = ({ model, place }: typeof a) =>
    (model.streams ? 4 : 0) + (place === 'kept' ? 2 : 0) + (model.memoryGb > 2 ? 1 : 0)
  return rank(b) - rank(a)
}
