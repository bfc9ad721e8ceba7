import type { StorageHealth } from '../storage/health.ts'

export function megabytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`
  return `${(bytes / 1e6).toFixed(1)} MB`
}

export const spaceWords = (space: StorageHealth['space']): string =>
  space === null
    ? 'the browser does not tell'
    : `${megabytes(space.usedBytes)} used, ${megabytes(space.freeBytes)} left`

export const databaseWords = ({ databaseBytes }: StorageHealth): string =>
  databaseBytes === null ? 'the browser does not tell' : megabytes(databaseBytes)
