import { readFileSync } from 'node:fs'
import { env } from 'onnxruntime-web/wasm'
import { createLightAssess, createTrained, type Trained } from '../src/assess/model/trained.ts'
import type { Assess } from '../src/assess/types.ts'

const file = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../src/assess/model/files/${name}.bin`, import.meta.url)))

// Threads would need what only a CommonJS program has.
env.wasm.numThreads = 1

/** The full trained assessment, as the app runs it, in Node. */
export const openTrained = (): Promise<Trained> => createTrained(file('light'), file('full'))

/** The light form of it. */
export const openLight = (): Assess => createLightAssess(file('light'))
