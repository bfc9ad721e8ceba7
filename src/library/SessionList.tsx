import { defaultRangeExtractor, useWindowVirtualizer, type Range } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { SessionSummary } from '../session/store.ts'
import { SessionItem, type RowActions } from './SessionItem.tsx'
import styles from './SessionList.module.css'
import { useSaid } from './useSaid.ts'

/** Height of a row before it is measured, in px: without and with what was found in it. */
const rowPx = { plain: 84, found: 150 }

/** Of the entry in the browser's history: the session that was opened from here. */
export const openedFrom = (state: unknown): string | null => {
  const { opened } = (state ?? {}) as { opened?: unknown }
  return typeof opened === 'string' ? opened : null
}

/**
 * The sessions that are in view, and a few around them, however many there are. The list tells how many it has; the row
 * with the focus stays while one scrolls. Arrow keys, Home and End go from title to title.
 */
export function SessionList(props: {
  sessions: readonly SessionSummary[]
  bytes: ReadonlyMap<string, number> | null
  query: string
  /** Null where nothing is being selected. */
  selected: ReadonlySet<string> | null
  actions: RowActions
  /** The session to come back to, once the list is what it was; else null. */
  comeBackTo: string | null
}) {
  const { sessions, bytes, query, selected, actions, comeBackTo } = props
  const list = useRef<HTMLUListElement>(null)
  const top = useTop(list)
  const [focused, setFocused] = useState<string | null>(null)
  /** What is to get the focus as soon as it is there. */
  const wanted = useRef<string | null>(null)
  const back = useRef<string | null>(null)
  const indexOf = (id: string | null) => (id === null ? -1 : sessions.findIndex((each) => each.id === id))
  const focusedAt = indexOf(focused)
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const virtual = useWindowVirtualizer({
    count: sessions.length,
    estimateSize: () => (query === '' ? rowPx.plain : rowPx.found),
    getItemKey: (index) => sessions[index]?.id ?? index,
    overscan: 5,
    scrollMargin: top,
    rangeExtractor: (range: Range) => {
      const shown = defaultRangeExtractor(range)
      if (focusedAt === -1 || shown.includes(focusedAt)) return shown
      return [...shown, focusedAt].toSorted((a, b) => a - b)
    },
  })
  const inView = virtual.getVirtualItems()
  const saidOf = useSaid(query === '' ? [] : inView.flatMap(({ index }) => sessions[index] ?? []))
  const goTo = (id: string) => {
    wanted.current = id
    setFocused(id)
    virtual.scrollToIndex(indexOf(id), { align: 'auto' })
  }
  useLayoutEffect(() => {
    if (comeBackTo !== null && comeBackTo !== back.current && indexOf(comeBackTo) !== -1) {
      back.current = comeBackTo
      goTo(comeBackTo)
    }
    if (wanted.current === null) return
    const link = list.current?.querySelector<HTMLElement>(`[data-session="${CSS.escape(wanted.current)}"]`)
    if (!link) return
    wanted.current = null
    link.focus({ preventScroll: true })
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset['session'] : undefined
    if (id === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const at = indexOf(id)
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: sessions.length - 1,
    }
    const next = sessions[steps[event.key] ?? -1]
    if (!next) return
    event.preventDefault()
    goTo(next.id)
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys and clicks of its links
    <ul
      ref={list}
      className={styles.list}
      style={{ height: virtual.getTotalSize() }}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => setFocused(target.closest('li')?.dataset['id'] ?? null)}
      onBlur={({ relatedTarget }) => {
        if (!list.current?.contains(relatedTarget)) setFocused(null)
      }}
      onClickCapture={({ target }) => {
        const row = target instanceof Element && target.closest('a') ? target.closest('li') : null
        if (row) history.replaceState({ ...history.state, opened: row.dataset['id'] }, '')
      }}
    >
      {inView.map(({ index, key, start }) => {
        const session = sessions[index]
        if (!session) return null
        return (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            data-id={session.id}
            aria-setsize={sessions.length}
            aria-posinset={index + 1}
            className={styles.row}
            style={{ transform: `translateY(${start - top}px)` }}
          >
            <SessionItem
              session={session}
              bytes={bytes?.get(session.id)}
              query={query}
              said={saidOf(session)}
              selected={selected && selected.has(session.id)}
              actions={actions}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** How far down the page the list begins, in px, whatever is shown above it. */
function useTop(list: React.RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const element = list.current
    const above = element?.parentElement
    if (!element || !above) return
    const watch = new ResizeObserver(() => setTop(Math.round(element.getBoundingClientRect().top + scrollY)))
    for (const each of [above, ...above.children]) if (each !== element) watch.observe(each)
    return () => watch.disconnect()
  }, [list])
  return top
}
