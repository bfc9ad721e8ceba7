import type { StorageHealth } from '../storage/health.ts'
import { sizeWords } from '../ui/bytes.ts'

export const spaceWords = (space: StorageHealth['space']): string =>
  space === null
    ? 'the browser does not tell'
    : `${sizeWords(space.usedBytes)} used, ${sizeWords(space.freeBytes)} left`

export const databaseWords = ({ databaseBytes }: StorageHealth): string =>
  databaseBytes === null ? 'the browser does not tell' : sizeWords(databaseBytes)
