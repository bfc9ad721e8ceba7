import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Measured } from './bench-assess-form.ts'

/** Measures one form of the assessment in a process of its own, so that it starts cold. */
export function measureAssessment(form: 'light' | 'full'): Measured {
  const program = fileURLToPath(new URL('./bench-assess-form.ts', import.meta.url))
  const output = execFileSync(process.execPath, ['--import', 'tsx', program, form], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  return JSON.parse(output) as Measured
}
