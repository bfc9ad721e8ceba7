import { createContext, use, useDeferredValue, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { Measured } from '../debrief/measured.ts'
import { useMeasured } from '../measured/useMeasured.ts'
import type { Rating } from '../session/drill.ts'
import type { EntryOf, Log } from '../session/log.ts'
import { ratedIn } from '../session/rated.ts'
import { useIdle } from '../ui/useIdle.ts'
import { ratingsIn, type AnswerRating } from './rated.ts'
import { useNow } from './useNow.ts'

interface Ratings {
  /** Of the answers that can be practised, as far as they were measured yet. */
  answers: ReadonlyMap<number, AnswerRating>
  /** Whether the session is a drill: there they stand open. */
  drill: boolean
  /** Wall time in ms. */
  now: number
  /** Records what the candidate says; null takes it back. Rejects with what to tell the person. */
  rate: (answer: number, rating: Rating | null) => Promise<void>
}

const RatingContext = createContext<Ratings>({
  answers: new Map(),
  drill: false,
  now: 0,
  rate: () => Promise.resolve(),
})

export const useRatings = (): Ratings => use(RatingContext)

/** Holds how the answers of a session went, for the review that stands in it. */
export function RatingArea(props: {
  log: Log
  /** Appends the event to the session's log; rejects with what to tell the person. */
  record: (event: EntryOf<'rating.corrected'>) => Promise<void>
  children: ReactNode
}) {
  const { log, record, children } = props
  const [read, setRows] = useState<readonly Measured[]>(none)
  const rows = useDeferredValue(read)
  // The answers are there to be read before it is known when they come again.
  const isIdle = useIdle()
  const now = useNow()
  const ratings = useMemo(
    (): Ratings => ({
      answers: ratingsIn(log.header.id, rows, ratedIn(log)),
      drill: log.header.mode === 'drill',
      now,
      rate: (answer, rating) =>
        record({ type: 'rating.corrected', when: new Date().toISOString(), answer, rating }),
    }),
    [log, rows, record, now],
  )
  return (
    <RatingContext value={ratings}>
      {isIdle && <Rows onRows={setRows} />}
      {children}
    </RatingContext>
  )
}

const none: readonly Measured[] = []

/** Reads what was measured of all sessions: what was asked here may have been asked before. */
function Rows({ onRows }: { onRows: (rows: readonly Measured[]) => void }) {
  const { rows } = useMeasured()
  useEffect(() => onRows(rows), [rows, onRows])
  return null
}
