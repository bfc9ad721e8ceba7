import { useEffect, useState, useSyncExternalStore } from 'react'
import type { MeasuredKeeper, MeasuredState } from '../debrief/keeper.ts'
import { useServices } from '../ui/services.ts'
import { useSessions } from '../ui/useSessions.ts'
import { messageOf } from '../platform/messageOf.ts'

const never = () => () => {}
const nothingYet: MeasuredState = { rows: [], read: 0, of: 0, ready: false, problem: null }

/** What was measured of all answers that could be read so far, kept up to date; `problem` says what is left out, and why. */
export function useMeasured(): MeasuredState {
  const { measured: open } = useServices()
  const { list } = useSessions()
  const [keeper, setKeeper] = useState<MeasuredKeeper | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const sessions = list.state === 'ready' ? list.sessions : null
  useEffect(() => {
    let left = false
    open().then(
      (opened) => {
        if (!left) setKeeper(opened)
      },
      (error: unknown) => {
        if (!left) setFailure(messageOf(error))
      },
    )
    return () => {
      left = true
    }
  }, [open])
  useEffect(() => {
    if (sessions) keeper?.follow(sessions)
  }, [keeper, sessions])
  const state = useSyncExternalStore(keeper?.subscribe ?? never, keeper?.state ?? (() => nothingYet))
  const problem = list.state === 'error' ? list.words : failure
  return problem === null ? state : { ...state, problem }
}
