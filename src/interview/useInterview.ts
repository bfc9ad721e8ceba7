import { useEffect, useState } from 'react'
import { useServices } from '../ui/services.ts'
import { openDesk, type Desk } from './desk.ts'

/**
 * The desk of an interview, open for as long as the screen shows; null until it is loaded. A new interview that one
 * came to from another screen starts by itself where it may begin; a page that was only loaded may neither speak nor
 * listen yet.
 */
export function useInterview(id: string, mayBegin: boolean): Desk | null {
  const services = useServices()
  const [desk, setDesk] = useState<Desk | null>(null)
  useEffect(() => {
    let gone = false
    let opened: Desk | null = null
    void openDesk(id, services).then((loaded) => {
      if (gone) return
      opened = loaded
      setDesk(loaded)
      const ready = loaded.state.getState()
      const fresh = ready.at === 'ready' && ready.log.entries.length === 0
      // Older browsers do not tell; there it waits for the button.
      const userActivation = navigator.userActivation as UserActivation | undefined
      if (fresh && mayBegin && userActivation?.hasBeenActive) void loaded.start()
    })
    return () => {
      gone = true
      void opened?.close()
    }
  }, [id, services, mayBegin])
  return desk
}
