/** `words`: what was said is known; `line`: the interviewer begins to say or show one; `sound`: it is first heard. */
type Moment = 'turn over' | 'words' | 'assessed' | 'line' | 'sound'

/** Marks a moment on the browser's own timeline, for its profiler and the benchmarks. `atMs`: on that timeline; else now. */
export function markMoment(moment: Moment, atMs?: number): void {
  performance.mark(`interview: ${moment}`, atMs === undefined ? {} : { startTime: atMs })
}

/** Marks that so many events of the log show their effect, and are on disk. */
export function markShown(events: number): void {
  performance.mark('interview: shown', { detail: events })
}

/** Marks when the first sample of a take was recorded: so many ms ago. */
export function markRecording(take: string, msAgo: number): void {
  performance.mark('interview: recording', {
    detail: take,
    startTime: Math.max(0, performance.now() - msAgo),
  })
}

/** Marks that recording a take has ended. */
export function markStopped(take: string): void {
  performance.mark('interview: stopped', { detail: take })
}
