import { localRecognition } from './browser.ts'
import type { Device } from './choose.ts'

/** A module of one function with one vector instruction. */
const simdModule = Uint8Array.of(
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  5,
  1,
  96,
  0,
  1,
  123,
  3,
  2,
  1,
  0,
  10,
  10,
  1,
  8,
  0,
  65,
  0,
  253,
  15,
  253,
  98,
  11,
)

/** What this browser can do for recognisers. Asks nobody outside of it. */
export async function lookAtDevice(): Promise<Device> {
  const { deviceMemory } = navigator as { deviceMemory?: number }
  return {
    isolated: globalThis.crossOriginIsolated,
    simd: typeof WebAssembly === 'object' && WebAssembly.validate(simdModule),
    memoryGb: deviceMemory ?? null,
    keeps: await keeps(),
    // A headless browser has none, and its page dies of the question.
    browser: navigator.userAgent.includes('Headless') ? 'none' : await localRecognition(),
  }
}

async function keeps(): Promise<boolean> {
  if (!('caches' in globalThis)) return false
  return caches.has('mockloop.speech').then(
    () => true,
    () => false,
  )
}
