import type { TurnMode } from '../speech/turn/modes.ts'
import { RadioGroup } from './RadioGroup.tsx'
import { useSettings } from './settings.ts'

const modes: { value: TurnMode; label: string }[] = [
  { value: 'hands-free', label: 'Hands-free' },
  { value: 'patient', label: 'Patient' },
  { value: 'manual', label: 'Manual' },
]

const notes: Record<TurnMode, string> = {
  'hands-free':
    'A short silence after what sounds finished, a longer one in the middle of it. The ring shows it coming: a word or K keeps the floor.',
  patient: 'Twice as long a silence. The ring shows it coming: a word or K keeps the floor.',
  manual: 'Only Space or the button. No silence ends an answer.',
}

/** What ends a spoken answer. */
export function TurnTaking() {
  const { turnTaking, change } = useSettings()
  return (
    <RadioGroup
      legend="What ends an answer"
      options={modes}
      value={turnTaking}
      onChange={(mode) => change({ turnTaking: mode })}
      note={notes[turnTaking]}
    />
  )
}
