import type { Assessment } from '../../questions/finding.ts'
import type { SignalId } from '../../questions/ids.ts'

/** What a correction changed in the findings. The path of the interview stays as it was taken. */
export interface Changes {
  appeared: SignalId[]
  vanished: SignalId[]
  /** Bare ids of probes. */
  covered: string[]
  uncovered: string[]
}

/** Compares two assessments of one answer. One that is missing, or abstained, showed nothing. */
export function changesOf(before: Assessment | null, after: Assessment): Changes {
  const signals = (a: Assessment | null) => [...new Set(a?.findings.map((f) => f.signal))]
  const [had, has] = [signals(before), signals(after)]
  // Without an assessment nothing is known of what earlier answers had covered, so nothing counts as new.
  const covered = before?.covered ?? after.covered
  return {
    appeared: has.filter((s) => !had.includes(s)),
    vanished: had.filter((s) => !has.includes(s)),
    covered: after.covered.filter((id) => !covered.includes(id)),
    uncovered: covered.filter((id) => !after.covered.includes(id)),
  }
}

export const isUnchanged = (c: Changes): boolean =>
  c.appeared.length + c.vanished.length + c.covered.length + c.uncovered.length === 0
