import { useEffect } from 'react'
import type { Assessor } from '../assess/types.ts'
import { useServices } from '../ui/services.ts'
import { useSettings } from '../ui/settings.ts'

/** Gets ahead with what a drill is taken with, while it is being chosen: the voice, what judges, and the microphone's parts. */
export function useReadyAhead(): void {
  const { createAssessor, microphones, voices } = useServices()
  const voice = useSettings((settings) => settings.voice)
  const spoken = useSettings((settings) => settings.choices.input === 'microphone')
  useEffect(() => {
    let left = false
    let opened: Assessor | null = null
    // What cannot be had is told where it is needed.
    createAssessor().then(
      (assessor) => {
        if (left) assessor.close()
        else opened = assessor
      },
      () => {},
    )
    if (voice)
      voices().then(
        (all) => all.load(),
        () => {},
      )
    if (spoken) microphones.prepare()
    return () => {
      left = true
      opened?.close()
    }
  }, [createAssessor, microphones, voices, voice, spoken])
}
