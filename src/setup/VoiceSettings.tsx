import { Volume2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Voice } from '../speech/index.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox, Select } from '../ui/Field.tsx'
import { useServices } from '../ui/services.ts'
import { clockFactors, useSettings } from '../ui/settings.ts'
import styles from './SetupScreen.module.css'

const sample = 'Hello. This is the voice that will ask you the questions.'

/** How the questions come: aloud, in words, or both; and how much time there is. */
export function VoiceSettings() {
  const { voice, questionShown, clockFactor, change } = useSettings()
  return (
    <>
      <div className={styles.voice}>
        <Checkbox
          label="Aloud"
          hint="The browser’s own voice, on this machine."
          checked={voice}
          onChange={() => change({ voice: !voice })}
        />
        {voice && <HearIt />}
      </div>
      <Checkbox
        label="In words"
        hint={voice ? 'Turn it off to practise listening.' : 'Always, while the voice is off.'}
        checked={questionShown || !voice}
        disabled={!voice}
        onChange={() => change({ questionShown: !questionShown })}
      />
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

function HearIt() {
  const { createVoice } = useServices()
  const voice = useRef<Voice | null>(null)
  const [state, setState] = useState<'rest' | 'speaking' | 'silent'>('rest')
  useEffect(() => () => voice.current?.close(), [])
  const hear = async () => {
    voice.current ??= createVoice()
    setState('speaking')
    const how = await voice.current.say(sample).done
    setState(how === 'silent' ? 'silent' : 'rest')
  }
  return (
    <div className={styles.hear}>
      <Button size="small" onClick={() => void hear()} disabled={state === 'speaking'}>
        <Volume2 size={16} aria-hidden="true" />
        Hear it
      </Button>
      <output className={styles.quiet}>
        {state === 'speaking' && 'Speaking…'}
        {state === 'silent' && 'There is no English voice on this machine. Questions will show in words.'}
      </output>
    </div>
  )
}
