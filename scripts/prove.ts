/** Proves the machine of every question of the guide and prints a row for each. Exit code 1 when one does not hold up. */
import { planQuestion } from '../machines/plan.ts'
import { holdsUp, proveQuestion } from '../machines/prove.ts'
import { guidePack } from '../questions/index.ts'

const startedAt = performance.now()
const proofs = guidePack.questions.map((question) => proveQuestion(planQuestion(question, guidePack)))

const columns = ['question', 'prompts', 'branches', 'longest', 'shortest', 'paths', 'proved'] as const
const rows = proofs.map((p) => [
  p.question,
  p.prompts,
  p.branches,
  p.longest,
  p.shortest,
  p.paths,
  holdsUp(p) ? 'yes' : 'NO',
])
const widths = columns.map((c, i) => Math.max(c.length, ...rows.map((r) => String(r[i]).length)))
const line = (cells: readonly (string | number)[]) =>
  cells
    .map((c, i) => (i === 0 ? String(c).padEnd(widths[i] ?? 0) : String(c).padStart(widths[i] ?? 0)))
    .join('  ')

console.log(line(columns))
for (const row of rows) console.log(line(row))
for (const p of proofs)
  for (const [what, faults] of [
    ['is never asked', p.unreachable],
    ['is the first match for no answer', p.neverFirst],
    ['is swallowed', p.swallowed],
    ['does not end', p.endless],
  ] as const)
    for (const fault of faults) console.log(`${p.question}: ${fault} ${what}`)
console.log(
  `Every prompt is reached at some level, every branch is the first match for some answer, every path ends and no answer is swallowed: ${
    proofs.every(holdsUp) ? 'yes' : 'NO'
  } (longest and shortest count prompts; ${((performance.now() - startedAt) / 1000).toFixed(1)} s)`,
)
process.exitCode = proofs.every(holdsUp) ? 0 : 1
