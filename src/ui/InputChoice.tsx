import { spokenWordsPerMinute } from '../session/band.ts'
import { RadioGroup } from './RadioGroup.tsx'
import { useSettings } from './settings.ts'

/** Whether answers are spoken or typed, in interviews and drills alike. */
export function InputChoice(props: {
  /** Where a heading says it already. */
  legendHidden?: boolean
  /** What else follows from typing, as a sentence. */
  typedNote?: string
}) {
  const { legendHidden, typedNote } = props
  const { choices, choose } = useSettings()
  const typed = `Timed by what the words would take aloud, at ${spokenWordsPerMinute} words a minute.`
  return (
    <RadioGroup
      legend="How you answer"
      legendHidden={legendHidden}
      options={[
        { value: 'microphone', label: 'Spoken' },
        { value: 'keyboard', label: 'Typed' },
      ]}
      value={choices.input}
      onChange={(input) => choose({ input })}
      note={choices.input === 'keyboard' ? [typed, typedNote].filter(Boolean).join(' ') : undefined}
    />
  )
}
