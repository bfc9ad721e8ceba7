/**
 * Prints how well the app hears, measured in the real browser with recordings through its fake microphone: where
 * speech starts and ends, and its pauses, by the session's own log against what is known of the recordings; speech found
 * where there is none; what listening costs; and how long after an answer the interviewer is heard. Builds the app
 * first. With a folder, its recordings are taken instead of the project's own.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import {
  answeredRows,
  hearingRows,
  loadRows,
  measureSound,
  soundRows,
  type Row,
} from './bench-speech-measure.ts'
import { answerAloud, listeningLoad } from './bench-speech-page.ts'
import { ownSounds, soundsIn } from './bench-speech-sounds.ts'
import { serve } from './serve.mjs'
import { root } from './setup.mjs'

const ANSWERS = 8

function print(rows: readonly Row[]): void {
  const width = Math.max(...rows.map(({ what }) => what.length))
  for (const { what, value, limit, holds } of rows) {
    const verdict = limit && `  ${limit}  ${holds ? 'holds' : 'MISSED'}`
    console.log(`${what.padEnd(width)}  ${value}${verdict}`)
  }
}

const built = spawnSync('npx', ['vite', 'build', '--logLevel', 'warn'], { stdio: 'inherit' })
if (built.status !== 0) process.exit(1)
const folder = process.argv[2]
const { server, address } = await serve({ folder: join(root, 'dist'), port: 4680 })
const rows: Row[] = []
try {
  const measured = []
  for (const sound of folder ? soundsIn(folder) : ownSounds()) {
    const one = await measureSound(sound, address)
    print(soundRows(one))
    measured.push(one)
  }
  rows.push(...hearingRows(measured))
  print(rows)
  const spoken = measured.find(({ sound }) => sound.phrases.length > 0)?.sound
  if (spoken) {
    const load = loadRows(await listeningLoad(spoken, address))
    print(load)
    rows.push(...load)
  }
  if (!folder) {
    const answered = await answerAloud(address, ANSWERS)
    const after = answeredRows(answered)
    print(after)
    rows.push(...after)
  }
} finally {
  server.close()
  server.closeAllConnections()
}
if (rows.some(({ holds }) => !holds)) process.exitCode = 1
