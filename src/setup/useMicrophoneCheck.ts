import { useEffect, useRef, useState } from 'react'
import { hearing, meterPosition, MicrophoneError } from '../speech/index.ts'
import type { Capture, Hearing, Level, MicrophoneProblem } from '../speech/index.ts'
import { useServices } from '../ui/services.ts'

export type Check =
  | { state: 'off' }
  | { state: 'opening' }
  /** `level`: place on the meter, 0..1. `hearing` is null until enough has come in. */
  | { state: 'on'; device: string; level: number; hearing: Hearing | null; heard: boolean }
  | { state: 'failed'; problem: MicrophoneProblem; detail: string }

/** Levels come about 30 times a second: the last three seconds, and the first second before anything is said of it. */
const recentLevels = 90
const firstLevels = 30
/** How often what it hears is judged, in levels; the meter moves with each. */
const judgedEvery = 10

/** Opens the microphone for a look at its level, and closes it when told to, or when the screen goes. `opened` is called each time. */
export function useMicrophoneCheck(opened: () => void) {
  const { microphones } = useServices()
  const [check, setCheck] = useState<Check>({ state: 'off' })
  const stopCurrent = useRef<() => void>(() => {})
  useEffect(() => () => stopCurrent.current(), [])

  const stop = () => {
    stopCurrent.current()
    setCheck({ state: 'off' })
  }

  const begin = async (device: string | null) => {
    stopCurrent.current()
    let stopped = false
    let capture: Capture | null = null
    stopCurrent.current = () => {
      stopped = true
      void capture?.close()
    }
    setCheck({ state: 'opening' })
    try {
      capture = await microphones.open(device ?? undefined)
    } catch (error) {
      if (stopped) return
      const problem = error instanceof MicrophoneError ? error.problem : 'failed'
      setCheck({ state: 'failed', problem, detail: error instanceof Error ? error.message : String(error) })
      return
    }
    if (stopped) return void capture.close()
    watch(capture, setCheck)
    opened()
  }
  return { check, begin: (device: string | null) => void begin(device), stop }
}

function watch(capture: Capture, show: (check: Check) => void): void {
  let recent: Level[] = []
  let count = 0
  let judged: Hearing | null = null
  let heard = false
  const on = (level: number) =>
    show({ state: 'on', device: capture.deviceLabel, level, hearing: judged, heard })
  on(0)
  capture.on('level', (level) => {
    recent = [...recent, level].slice(-recentLevels)
    count += 1
    if (count >= firstLevels && count % judgedEvery === 0) {
      judged = hearing(recent)
      heard ||= judged === 'good'
    }
    on(meterPosition(level.rms))
  })
  capture.on('lost', (detail) => show({ state: 'failed', problem: 'missing', detail }))
}
