import { useCallback, useEffect, useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { formatView, parseView, type View } from './view.ts'

/**
 * What the library shows, as the address says it. What the person changes is shown at once, and written into the address
 * in the place of what was there: Back leads to where they came from, and from a session back to what was found.
 */
export function useView(): [View, (change: Partial<View>) => void] {
  const search = useSearch()
  const [, navigate] = useLocation()
  const [view, setView] = useState(() => parseView(search))
  const shown = useRef({ view, search })
  useEffect(() => {
    // The address came from elsewhere: Back, or a link.
    if (search === shown.current.search) return
    shown.current = { view: parseView(search), search }
    setView(shown.current.view)
  }, [search])
  const change = useCallback(
    (by: Partial<View>) => {
      const next = { ...shown.current.view, ...by }
      const address = formatView(next)
      shown.current = { view: next, search: address }
      setView(next)
      navigate(address === '' ? '/sessions' : `/sessions?${address}`, { replace: true })
    },
    [navigate],
  )
  return [view, change]
}
