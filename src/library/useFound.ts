import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Search, SearchState } from '../search/search.ts'
import type { SessionSummary } from '../session/store.ts'
import { useServices } from '../ui/services.ts'
import { messageOf } from '../platform/messageOf.ts'

export interface Found {
  /** What was looked for; the last answer stands until the next one comes. */
  query: string
  /** Null where nothing was looked for: all sessions. */
  ids: ReadonlySet<string> | null
}

const never = () => () => {}
const everything: Found = { query: '', ids: null }

/** The sessions in which the query is found, kept up to date while the words are still being read. */
export function useFound(
  sessions: readonly SessionSummary[] | null,
  query: string,
): { found: Found; state: SearchState | null; problem: string | null } {
  const { search: open } = useServices()
  const [search, setSearch] = useState<Search | null>(null)
  const [found, setFound] = useState<Found>(everything)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    let left = false
    open().then(
      (opened) => {
        if (!left) setSearch(opened)
      },
      (error: unknown) => setProblem(messageOf(error)),
    )
    return () => {
      left = true
    }
  }, [open])
  useEffect(() => {
    if (sessions) search?.follow(sessions)
  }, [search, sessions])
  const state = useSyncExternalStore(search?.subscribe ?? never, () => search?.state() ?? null)
  useEffect(() => {
    if (!search) return
    let left = false
    const look = () => {
      search.find(query).then(
        (ids) => {
          if (!left) setFound({ query, ids })
        },
        (error: unknown) => setProblem(messageOf(error)),
      )
    }
    look()
    // What is read meanwhile may be found as well.
    const leave = search.subscribe(look)
    return () => {
      left = true
      leave()
    }
  }, [search, query])
  return { found, state, problem }
}
