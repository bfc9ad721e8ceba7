import { useEffect } from 'react'
import type { SessionStore } from '../session/store.ts'

/** Who rests on a link for so many ms is about to follow it. */
const restMs = 65

/** Loads a session as soon as somebody rests on a link to its review or presses it, wherever that stands. */
export function useReviewAhead(store: SessionStore): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const load = (id: string) => {
      import('../review/ahead.ts').then(
        ({ loadAhead }) => loadAhead(store, id),
        // What cannot be loaded is told by the screen.
        () => {},
      )
    }
    const rest = ({ target }: Event) => {
      clearTimeout(timer)
      const id = reviewed(target)
      if (id !== null) timer = setTimeout(load, restMs, id)
    }
    const press = ({ target, button }: PointerEvent) => {
      clearTimeout(timer)
      const id = reviewed(target)
      if (id !== null && button === 0) load(id)
    }
    document.addEventListener('pointerover', rest)
    document.addEventListener('focusin', rest)
    document.addEventListener('pointerdown', press)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerover', rest)
      document.removeEventListener('focusin', rest)
      document.removeEventListener('pointerdown', press)
    }
  }, [store])
}

/** The id of the session whose review the link at hand leads to; null where it is none. */
function reviewed(target: EventTarget | null): string | null {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="/review/"]') : null
  return (link && /^\/review\/([^/]+)/.exec(link.pathname)?.[1]) ?? null
}
