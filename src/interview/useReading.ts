import { useEffect, useEffectEvent, useState } from 'react'

/** Calls back at the next frame that the browser draws, and at every one after it while it runs. */
export function useFrames(running: boolean, draw: () => void): void {
  const onFrame = useEffectEvent(draw)
  useEffect(() => {
    let frame = requestAnimationFrame(function next() {
      onFrame()
      if (running) frame = requestAnimationFrame(next)
    })
    return () => cancelAnimationFrame(frame)
  }, [running])
}

/** What `read` gives, read again at every frame while it runs; renders only when that changes. */
export function useReading<T extends string | number | null>(read: () => T, running = true): T {
  const [value, setValue] = useState(read)
  useFrames(running, () => setValue(read()))
  return value
}
