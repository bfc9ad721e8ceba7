import { useEffect, useMemo, useRef, useState } from 'react'
import type { SearchState } from '../search/search.ts'
import type { SessionSummary } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'
import { useShortcuts } from '../ui/shortcuts.ts'
import { EmptyState, LoadingState } from '../ui/States.tsx'
import { useDeleteSessions } from '../ui/useSessions.ts'
import { Filters } from './Filters.tsx'
import styles from './LibraryScreen.module.css'
import { Selection } from './Selection.tsx'
import type { RowActions } from './SessionItem.tsx'
import { openedFrom, SessionList } from './SessionList.tsx'
import { Tags } from './Tags.tsx'
import { useFound } from './useFound.ts'
import { useView } from './useView.ts'
import { choicesIn, filtered, filtersIn, plainView, showsAll, sorted } from './view.ts'

/** The sessions that there are, what is looked for among them, and what is done with those that are selected. */
export function Library(props: {
  sessions: readonly SessionSummary[]
  bytes: ReadonlyMap<string, number> | null
}) {
  const { sessions, bytes } = props
  const [view, change] = useView()
  const { found, state, problem } = useFound(sessions, view.q)
  const remove = useDeleteSessions()
  const [filtersOpen, setFiltersOpen] = useState(() => filtersIn(view) > 0)
  const [selected, setSelected] = useState<ReadonlySet<string> | null>(null)
  const [tagging, setTagging] = useState<readonly string[] | null>(null)
  const [opened] = useState(() => openedFrom(history.state))
  const [now] = useState(() => Date.now())
  const search = useRef<HTMLInputElement>(null)
  useShortcuts([{ key: '/', label: 'search sessions', action: () => search.current?.focus() }])

  const choices = useMemo(() => choicesIn(sessions), [sessions])
  const { sort } = view
  const inOrder = useMemo(() => sorted(sessions, sort), [sessions, sort])
  const shown = useMemo(() => {
    const { ids } = found
    const searched = ids === null ? inOrder : inOrder.filter(({ id }) => ids.has(id))
    return filtered(searched, view, now)
  }, [inOrder, found, view, now])
  const picked = selected ? shown.filter(({ id }) => selected.has(id)) : []
  // The first answer to what the address asks for; the list that was there stands for later ones.
  const waits = view.q.trim() !== '' && found.query === '' && problem === null

  const latest = useRef({ remove, change })
  useEffect(() => {
    latest.current = { remove, change }
  })
  const actions = useMemo<RowActions>(
    () => ({
      remove: (session) => void latest.current.remove([session]),
      editTags: ({ id }) => setTagging([id]),
      showTag: (tag) => {
        latest.current.change({ tag })
        setFiltersOpen(true)
      },
      select: ({ id }, on) =>
        setSelected((before) => {
          const next = new Set(before)
          if (on) next.add(id)
          else next.delete(id)
          return next
        }),
    }),
    [],
  )

  return (
    <>
      <Filters
        view={view}
        change={change}
        choices={choices}
        open={filtersOpen}
        onOpen={setFiltersOpen}
        search={search}
      >
        <Button
          aria-pressed={selected !== null}
          onClick={() => setSelected((before) => (before ? null : new Set<string>()))}
        >
          Select
        </Button>
      </Filters>
      <output className={styles.found}>
        {problem === null
          ? foundWords(shown.length, sessions.length, showsAll(view), view.q, state)
          : `Searching does not work: ${problem}. Reload the page to try again.`}
      </output>
      {waits && <LoadingState>Looking for “{view.q}”…</LoadingState>}
      {!waits && shown.length === 0 && (
        <EmptyState
          title="No session matches"
          actions={<Button onClick={() => change({ ...plainView, sort })}>Show all sessions</Button>}
        >
          <p>
            {view.q.trim() === ''
              ? 'None of your sessions is all that the filters ask for.'
              : 'Words are looked for from their beginning, all of them in one answer, in its title, tags and questions, or in one finding.'}
          </p>
        </EmptyState>
      )}
      {shown.length > 0 && (
        <SessionList
          sessions={shown}
          bytes={bytes}
          query={found.ids === null ? '' : found.query}
          selected={selected}
          actions={actions}
          comeBackTo={waits ? null : opened}
        />
      )}
      {selected && (
        <Selection
          sessions={picked}
          shown={shown.length}
          onAll={() => setSelected(new Set(shown.map(({ id }) => id)))}
          onNone={() => setSelected(new Set())}
          onTags={() => setTagging(picked.map(({ id }) => id))}
          onDelete={() => {
            setSelected(null)
            void remove(picked)
          }}
          onDone={() => setSelected(null)}
        />
      )}
      {tagging && (
        <Tags
          sessions={sessions.filter(({ id }) => tagging.includes(id))}
          known={choices.tags}
          onClose={() => setTagging(null)}
        />
      )}
    </>
  )
}

/** How many are shown, and what of them cannot be found yet. */
function foundWords(
  shown: number,
  of: number,
  all: boolean,
  query: string,
  state: SearchState | null,
): string {
  const count = all ? '' : `${shown} of ${of === 1 ? '1 session' : `${of} sessions`}`
  if (query.trim() === '' || !state) return count
  if (state.read < state.of) return `${count}; ${state.read} of ${state.of} have been read so far`
  return state.unread === 0 ? count : `${count}; what was said in ${state.unread} of them could not be read`
}
