import { Link } from 'wouter'
import { hasRoomToRecord, isRoomShort, roomToRecordBytes } from '../storage/estimate.ts'
import { recordingWords, sizeWords } from './bytes.ts'
import { classes } from './classes.ts'
import styles from './SpaceNotice.module.css'
import { useSpace } from './useRoom.ts'

/** Says well before there is no room left; nothing while there is plenty, or where the browser does not tell. */
export function SpaceNotice({ className }: { className?: string }) {
  const space = useSpace()
  if (!space || !isRoomShort(space)) return null
  const left = sizeWords(space.freeBytes)
  return (
    <output className={classes(styles.notice, className)}>
      {hasRoomToRecord(space)
        ? `Room is running short: ${left} are left for this app, enough to record for ${recordingWords(space.freeBytes)}.`
        : `There is no room to record: ${left} are left for this app, and a recording needs ${sizeWords(roomToRecordBytes)}. Answers can be typed.`}{' '}
      Free some on the disk, or delete <Link href="/sessions">sessions</Link> that you no longer need;{' '}
      <Link href="/backup">export</Link> them first to keep them elsewhere.
    </output>
  )
}
