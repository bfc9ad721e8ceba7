import { useEffect, useRef, useState } from 'react'
import { createClippingWatch, hearing, meterPosition, MicrophoneError } from '../speech/index.ts'
import type { Capture, CaptureState, HeardFrame, Hearing, MicrophoneProblem } from '../speech/index.ts'
import { useServices } from '../ui/services.ts'
import { messageOf } from '../platform/messageOf.ts'

export type Check =
  | { state: 'off' }
  | { state: 'opening' }
  /**
   * `level`: place on the meter, 0..1. `hearing` is null until enough has come in. `heard`: a voice came through well
   * at some moment of it.
   */
  | {
      state: 'on'
      device: string
      level: number
      hearing: Hearing | null
      heard: boolean
      vad: CaptureState['vad']
    }
  | { state: 'failed'; problem: MicrophoneProblem; detail: string }

/** Frames come about 30 times a second: the last three seconds, and the first second before anything is said of it. */
const recentFrames = 90
const firstFrames = 30
/** How often what it hears is judged, in frames. */
const judgedEvery = 10

/**
 * Opens the microphone for a look at its level, and closes it when told to, or when the screen goes. `opened` is called
 * each time. With or without a look, the interview that is being set up will open it.
 */
export function useMicrophoneCheck(opened: () => void) {
  const { microphones } = useServices()
  const [check, setCheck] = useState<Check>({ state: 'off' })
  const stopCurrent = useRef<() => void>(() => {})
  useEffect(() => () => stopCurrent.current(), [])
  useEffect(() => microphones.prepare(), [microphones])

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
      setCheck({ state: 'failed', problem, detail: messageOf(error) })
      return
    }
    if (stopped) return void capture.close()
    watch(capture, setCheck)
    opened()
  }
  return { check, begin: (device: string | null) => void begin(device), stop }
}

function watch(capture: Capture, show: (check: Check) => void): void {
  let recent: HeardFrame[] = []
  let count = 0
  let level = 0
  let judged: Hearing | null = null
  let heard = false
  const clipping = createClippingWatch()
  const judge = () => {
    judged = clipping.judged(hearing(recent, capture.state))
    heard ||= judged === 'good'
  }
  const on = () => {
    const { device, vad } = capture.state
    show({ state: 'on', device, level, hearing: judged, heard, vad })
  }
  on()
  capture.on('level', ({ rms }) => {
    level = meterPosition(rms)
    on()
  })
  capture.on('state', ({ sound }) => {
    if (sound !== 'heard' || judged !== null) judge()
    on()
  })
  capture.listenAside((frame) => {
    recent = [...recent, frame].slice(-recentFrames)
    clipping.hear(frame)
    count += 1
    if (count < firstFrames || count % judgedEvery !== 0) return
    judge()
    on()
  })
  capture.on('lost', (detail) => show({ state: 'failed', problem: 'missing', detail }))
}
