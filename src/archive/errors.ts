/**
 * Why an archive, or a part of it, is refused: `foreign`: it is none of ours; `newer`: made by a newer app; `damaged`: it
 * is not what was written; `unsafe`: nothing that this app writes looks like it; `large`: above a limit; `busy`: what it
 * would change is in use.
 */
export type ArchiveProblem = 'foreign' | 'newer' | 'damaged' | 'unsafe' | 'large' | 'busy'

/** The message is for the person: what is wrong, in words that fit behind a colon. */
export class ArchiveError extends Error {
  readonly problem: ArchiveProblem
  constructor(problem: ArchiveProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ArchiveError'
    this.problem = problem
  }
}

/** What ended by the person's own wish is no failure. */
export const isCancel = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'

/** A name or id from outside, short and without what would break a line. */
export const shown = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  `“${text.slice(0, 80).replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '�')}”`
