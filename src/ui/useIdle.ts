import { useEffect, useState } from 'react'
import { whenIdle } from '../platform/idle.ts'

/** Whether the page has come to rest since this was first drawn: for what may come after all that is waited for. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    let left = false
    void whenIdle().then(() => !left && setIdle(true))
    return () => {
      left = true
    }
  }, [])
  return idle
}
