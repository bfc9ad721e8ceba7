import { useEffect, useRef, useState, type ComponentType } from 'react'
import { typeAhead, type TypedAhead } from '../ui/shortcuts.ts'
import { LoadingState } from '../ui/States.tsx'

/**
 * A screen with a script of its own, which loads when it is shown; the page's first one, at an address that begins with
 * `at`, at once, beside the database. React's own `lazy` holds back for 300 ms what it has loaded.
 */
export function screen<Props extends object>(
  at: string,
  load: () => Promise<{ default: ComponentType<Props> }>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  const ready = async () => (loaded = (await load()).default)
  // Why it failed is told where it would show.
  if (location.pathname.startsWith(at)) ready().catch(() => {})

  return function Screen(props: Props) {
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
    const ahead = useRef<TypedAhead | null>(null)
    // Run after those of what is shown: by then its shortcuts are there.
    useEffect(() => {
      if (Shown) return ahead.current?.press()
      const keys = typeAhead()
      ahead.current = keys
      return keys.close
    }, [Shown])
    if (failure !== null) throw failure
    return Shown ? <Shown {...props} /> : <LoadingState />
  }
}
