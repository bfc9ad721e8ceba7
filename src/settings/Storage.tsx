import { useEffect, useState } from 'react'
import type { PackingState } from '../packing/queue.ts'
import type { TakeSize } from '../session/store.ts'
import type { Space } from '../storage/estimate.ts'
import { AskToKeep } from '../ui/AskToKeep.tsx'
import { ButtonLink } from '../ui/Button.tsx'
import { sizeWords } from '../ui/bytes.ts'
import { Checkbox } from '../ui/Field.tsx'
import { useServices } from '../ui/services.ts'
import { useSettings } from '../ui/settings.ts'
import { SpaceNotice } from '../ui/SpaceNotice.tsx'
import { usePacking, useSizes, useSpace } from '../ui/useRoom.ts'
import styles from './SettingsScreen.module.css'

/** The room that is used and left, whether it is kept, and packing. */
export function Storage() {
  const { packing } = useServices()
  const { pack, change } = useSettings()
  const state = usePacking()
  const space = useSpace()
  const sizes = useSizes()
  return (
    <div className={styles.fields}>
      <div>
        <p className={styles.state}>{spaceWords(space)}</p>
        {sizes && <p className={styles.quiet}>{recordingsWords(sizes)}</p>}
      </div>
      <SpaceNotice />
      <Checkbox
        label="Pack recordings once a session is over"
        hint={
          <>
            An hour then takes 15 MB instead of 115. A recording is packed with Opus, unpacked again and
            compared; only when both sound the same is the larger one dropped.{' '}
            <output>{packingWords(state, pack)}</output>
          </>
        }
        checked={pack}
        onChange={({ target }) => {
          change({ pack: target.checked })
          if (target.checked) packing.look()
        }}
      />
      <Kept />
      <div className={styles.buttons}>
        <ButtonLink href="/sessions" size="small">
          Sessions and their sizes
        </ButtonLink>
        <ButtonLink href="/backup" size="small">
          Export, import
        </ButtonLink>
      </div>
    </div>
  )
}

function Kept() {
  const { room, store } = useServices()
  const [kept, setKept] = useState<boolean | null>(null)
  useEffect(() => {
    void room.isKept().then(setKept)
  }, [room])
  if (!store.durable)
    return (
      <p className={styles.notice}>
        This window keeps nothing: sessions are gone when it is closed or loaded anew.
      </p>
    )
  if (kept === null) return null
  if (kept)
    return <p className={styles.quiet}>The browser promised to keep all of it when space runs short.</p>
  return (
    <div className={styles.model}>
      <p className={styles.quiet}>
        The browser has not promised to keep it: it may delete everything here when the disk is nearly full,
        or after weeks without a visit.
      </p>
      <AskToKeep onAnswer={setKept} />
    </div>
  )
}

const spaceWords = (space: Space | null): string =>
  space === null
    ? 'The browser does not tell how much room is used and left.'
    : `${sizeWords(space.usedBytes)} used, ${sizeWords(space.freeBytes)} left for this app.`

function recordingsWords(sizes: readonly TakeSize[]): string {
  const total = (some: readonly TakeSize[]) => some.reduce((sum, { bytes }) => sum + bytes, 0)
  const unpacked = sizes.filter(({ form }) => form !== 'packed')
  const all = `Recordings take ${sizeWords(total(sizes))}`
  if (sizes.length === 0) return 'Nothing is recorded yet.'
  return unpacked.length === 0
    ? `${all}, all of them packed.`
    : `${all}, ${sizeWords(total(unpacked))} of it not packed.`
}

function packingWords({ at, done, left, possible, problem }: PackingState, wanted: boolean): string {
  if (possible === false)
    return 'This browser, or this address without https, cannot pack: recordings stay as they are.'
  if (!wanted) return ''
  if (at === 'working') return `Packing: ${done} done, ${left} to go.`
  if (at === 'interview') return 'An interview is under way and goes first.'
  return problem === null ? '' : `Some could not be packed and stay as they are (${problem}).`
}
