import { useEffect, useState, type ComponentType } from 'react'
import { awaitScreen } from '../ui/shortcuts.ts'
import { LoadingState } from '../ui/States.tsx'

/**
 * A screen with a script of its own, which loads when it is shown; the page's first one, at an address that begins with
 * `at`, at once, beside the database. React's own `lazy` holds back for 300 ms what it has loaded.
 */
export function screen<Props extends object>(
  at: string,
  load: () => Promise<{ default: ComponentType<Props> }>,
): ComponentType<Props> & { ahead(): void } {
  let loaded: ComponentType<Props> | null = null
  const ready = async () => (loaded = (await load()).default)
  /** Has it there when it is shown. Why that failed is told where it would show. */
  const ahead = () => void (loaded ?? ready().catch(() => {}))
  if (location.pathname.startsWith(at)) ahead()

  function Screen(props: Props) {
    const [state, set] = useState<{ Shown: ComponentType<Props> | null; failure: unknown }>(() => ({
      Shown: loaded,
      failure: null,
    }))
    const { Shown, failure } = state
    useEffect(() => {
      if (Shown) return
      let gone = false
      ready().then(
        (is) => gone || set({ Shown: is, failure: null }),
        (error: unknown) => gone || set({ Shown: null, failure: error }),
      )
      return () => {
        gone = true
      }
    }, [Shown])
    // It ends before the effects of what is shown begin, so the end is put off until they have run.
    useEffect(() => {
      if (Shown) return
      const here = awaitScreen()
      return () => queueMicrotask(here)
    }, [Shown])
    if (failure !== null) throw failure
    return Shown ? <Shown {...props} /> : <LoadingState />
  }
  return Object.assign(Screen, { ahead })
}
