import { lazy, Suspense } from 'react'
import { Checkbox } from './Field.tsx'
import { useSettings } from './settings.ts'

const VoicePicker = lazy(() => import('./VoicePicker.tsx'))

/** Whether the interviewer speaks, and with which voice. */
export function Aloud() {
  const { voice, change } = useSettings()
  return (
    <>
      <Checkbox
        label="Aloud"
        hint="By a voice on this machine. No text is sent anywhere for it."
        checked={voice}
        onChange={() => change({ voice: !voice })}
      />
      {voice && (
        <Suspense>
          <VoicePicker />
        </Suspense>
      )}
    </>
  )
}
