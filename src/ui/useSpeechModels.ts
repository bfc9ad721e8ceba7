import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { SpeechModels, SpeechModelsState } from '../speech/speechModels.ts'
import { useServices } from './services.ts'
import { messageOf } from '../platform/messageOf.ts'

export type Recognition =
  | { state: 'loading' }
  | { state: 'error'; message: string; again: () => void }
  | { state: 'ready'; models: SpeechModels; now: SpeechModelsState }

const never = () => () => {}

/** The recognisers of this device, as they are now. They are looked at anew when a screen shows them. */
export function useSpeechModels(): Recognition {
  const { speechModels } = useServices()
  const [models, setModels] = useState<SpeechModels | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const again = useRef(() => {})
  useEffect(() => {
    let gone = false
    const load = async () => {
      try {
        const loaded = await speechModels()
        await loaded.look()
        if (!gone) setModels(loaded)
      } catch (error) {
        if (!gone) setProblem(messageOf(error))
      }
    }
    again.current = () => void load()
    again.current()
    return () => {
      gone = true
    }
  }, [speechModels])
  const now = useSyncExternalStore(models?.subscribe ?? never, () => models?.state() ?? null)
  if (models && now) return { state: 'ready', models, now }
  if (problem === null) return { state: 'loading' }
  return {
    state: 'error',
    message: problem,
    again() {
      setProblem(null)
      again.current()
    },
  }
}
