/** The version of the log that this app writes. Older ones are brought up to it by migrate.ts, newer ones refused. */
export const logVersion = 3

/** Why a stored log could not be opened, in words for the person. */
export class LogError extends Error {
  readonly problem: 'newer' | 'corrupt'
  constructor(problem: 'newer' | 'corrupt', message: string) {
    super(message)
    this.name = 'LogError'
    this.problem = problem
  }
}
