import type { SpeechModels, SpeechModelsState } from '../speech/speechModels.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox, Select } from '../ui/Field.tsx'
import { useSettings } from '../ui/settings.ts'
import { ErrorState, LoadingState } from '../ui/States.tsx'
import { useSpeechModels } from '../ui/useSpeechModels.ts'
import { wayWords } from '../ui/wayWords.ts'
import { ModelItem } from './ModelItem.tsx'
import { SelfTest } from './SelfTest.tsx'
import styles from './SettingsScreen.module.css'
import { browserWords } from './words.ts'

/** How spoken answers become words: which recognisers there are, getting them, and choosing one. */
export function Words() {
  const recognition = useSpeechModels()
  if (recognition.state === 'loading') return <LoadingState>Looking at what this device can do…</LoadingState>
  if (recognition.state === 'error')
    return (
      <ErrorState
        title="The recognisers could not be looked at"
        detail={recognition.message}
        actions={<Button onClick={recognition.again}>Try again</Button>}
      >
        <p>Answers can be typed meanwhile.</p>
      </ErrorState>
    )
  return <Recognisers {...recognition} />
}

function Recognisers({ models, now }: { models: SpeechModels; now: SpeechModelsState }) {
  const { recogniser, transcribe, change } = useSettings()
  const way = models.way(recogniser)
  const known = ['auto', 'browser', 'typing', ...now.models.map(({ model }) => model.id)]
  const isReady = (wanted: string) => models.way(wanted)?.by !== 'typing'
  return (
    <div className={styles.fields}>
      <p className={styles.quiet}>
        What you say is turned into words on this machine. It is never sent anywhere. Without a recogniser you
        type your answers, or what you said.
      </p>
      {!now.device.keeps && (
        <p className={styles.notice}>
          This browser or window keeps no files, so no recogniser can be kept here. Private windows, blocked
          site data and addresses without https are the usual reasons.
        </p>
      )}
      <Select
        label="Recogniser"
        hint={<output>{way && wayWords(way)}</output>}
        className={styles.narrow}
        value={known.includes(recogniser) ? recogniser : 'auto'}
        onChange={(event) => change({ recogniser: event.target.value })}
      >
        <option value="auto">The best that is ready</option>
        {now.models.map(({ model: { id, label } }) => (
          <option key={id} value={id}>
            {isReady(id) ? label : `${label} (not ready)`}
          </option>
        ))}
        <option value="browser">
          {isReady('browser') ? 'The browser’s own' : 'The browser’s own (not ready)'}
        </option>
        <option value="typing">None: I type</option>
      </Select>
      <Checkbox
        label="Transcribe what was left without words"
        hint="Spoken answers without words get them by themselves while the app is open, but never during an interview."
        checked={transcribe}
        onChange={({ target }) => change({ transcribe: target.checked })}
      />
      <ul className={styles.models}>
        {now.models.map((each) => (
          <li key={each.model.id}>
            <ModelItem state={each} models={models} />
          </li>
        ))}
        <li className={styles.model}>
          <h3>The browser’s own</h3>
          <p className={styles.quiet}>{browserWords[now.device.browser]}</p>
        </li>
      </ul>
      {way && way.by !== 'typing' && <SelfTest key={recogniser} />}
    </div>
  )
}
