/** `words`: what was said is known; `line`: the interviewer begins to say or show one; `sound`: it is first heard. */
type Moment = 'turn over' | 'words' | 'assessed' | 'line' | 'sound'

/** Marks a moment on the browser's own timeline, for its profiler and the benchmarks. `atMs`: on that timeline; else now. */
export function markMoment(moment: Moment, atMs?: number): void {
  performance.mark(`interview: ${moment}`, atMs === undefined ? {} : { startTime: atMs })
}
