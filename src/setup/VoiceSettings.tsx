import { Aloud } from '../ui/Aloud.tsx'
import { Checkbox, Select } from '../ui/Field.tsx'
import { clockFactors, useSettings } from '../ui/settings.ts'
import styles from './SetupScreen.module.css'

/** How the questions come: aloud, in words, or both; and how much time there is. */
export function VoiceSettings() {
  const { voice, bargeIn, questionShown, clockFactor, choices, change } = useSettings()
  return (
    <>
      <Aloud />
      <Checkbox
        label="In words"
        hint={voice ? 'Turn it off to practise listening.' : 'Always, while the voice is off.'}
        checked={questionShown || !voice}
        disabled={!voice}
        onChange={() => change({ questionShown: !questionShown })}
      />
      {choices.input === 'microphone' && (
        <Checkbox
          label="Speaking stops the interviewer"
          hint="From the second line on: the first one shows how loud the loudspeaker is at the microphone. Space always stops a line."
          checked={bargeIn}
          onChange={() => change({ bargeIn: !bargeIn })}
        />
      )}
      <Select
        label="Clock"
        hint="Stretches the band, the interviewer’s patience and each question’s time. The result says so."
        className={styles.narrow}
        value={clockFactor ?? 'off'}
        onChange={(event) => {
          const factor = clockFactors.find((each) => String(each) === event.target.value)
          change({ clockFactor: factor ?? null })
        }}
      >
        {clockFactors.map((factor) => (
          <option key={factor} value={factor}>
            {factor === 1 ? 'As in an interview' : `${factor} times the time`}
          </option>
        ))}
        <option value="off">Off</option>
      </Select>
    </>
  )
}
