import { useDeferredValue, useEffect, useState } from 'react'
import type { Measured } from '../../debrief/measured.ts'
import { useServices } from '../../ui/services.ts'

const none: readonly Measured[] = []

/**
 * What was measured of the sessions that there are when the drill begins; empty until it is there, and where it cannot
 * be had. Lists are not followed: while somebody speaks nothing is read that is not needed.
 */
export function useRows(): readonly Measured[] {
  const { measured, store } = useServices()
  const [rows, setRows] = useState(none)
  useEffect(() => {
    let left = false
    let stop = () => {}
    const follow = async () => {
      const [keeper, sessions] = await Promise.all([measured(), store.list()])
      if (left) return
      const take = () => setRows(keeper.state().rows)
      stop = keeper.subscribe(take)
      keeper.follow(sessions)
      take()
    }
    // Without earlier answers there is no pace, and the drill says so.
    follow().catch(() => {})
    return () => {
      left = true
      stop()
    }
  }, [measured, store])
  return useDeferredValue(rows)
}
