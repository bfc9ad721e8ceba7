import { Square, Volume2 } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { automaticVoice, rates } from '../speech/voices/wish.ts'
import type { OwnVoiceState, Voice, VoiceOption, Voices, VoicesState } from '../speech/ports.ts'
import { Button } from './Button.tsx'
import { Select, Slider } from './Field.tsx'
import { useServices } from './services.ts'
import { useSettings } from './settings.ts'
import styles from './VoicePicker.module.css'

const sample = 'Hello. This is the voice that will ask you the questions.'

const groups: { kind: VoiceOption['kind']; label: string }[] = [
  { kind: 'good', label: 'Good voices on this machine' },
  { kind: 'plain', label: 'Other voices on this machine' },
  { kind: 'own', label: 'Comes with the app' },
]

/**
 * Who speaks, how fast, and what it sounds like. The app's own voice is loaded here where it is the one that speaks, so
 * that it is there when the interview begins.
 */
export default function VoicePicker() {
  const voices = useVoices()
  return voices && <Picker voices={voices} />
}

/** Null until they are loaded, which takes a moment, or where they cannot be: the interview then says what is missing. */
function useVoices(): Voices | null {
  const services = useServices()
  const [voices, setVoices] = useState<Voices | null>(null)
  useEffect(() => {
    let gone = false
    services.voices().then(
      (loaded) => gone || setVoices(loaded),
      () => {},
    )
    return () => {
      gone = true
    }
  }, [services])
  return voices
}

function Picker({ voices }: { voices: Voices }) {
  const { voiceChoice, voiceRate, change } = useSettings()
  const state = useSyncExternalStore(voices.subscribe, voices.state)
  const there = state.options.some(({ id }) => id === voiceChoice)
  useEffect(() => {
    void voices.load()
  }, [voices])
  const choose = (id: string) => {
    change({ voiceChoice: id })
    void voices.load()
  }
  return (
    <div className={styles.picker}>
      <Select
        label="Voice"
        className={styles.voice}
        value={there ? voiceChoice : automaticVoice}
        onChange={(event) => choose(event.target.value)}
      >
        <option value={automaticVoice}>{automaticWords(state, there)}</option>
        {groups.map(({ kind, label }) => (
          <Group key={kind} label={label} options={state.options.filter((option) => option.kind === kind)} />
        ))}
      </Select>
      <Slider
        label="Pace"
        className={styles.pace}
        min={rates.least}
        max={rates.most}
        step={rates.step}
        value={voiceRate}
        words={paceWords(voiceRate)}
        onChange={(event) => change({ voiceRate: Number(event.target.value) })}
      />
      <div className={styles.hear}>
        <HearIt voices={voices} notice={noticeWords(state, voiceChoice)} />
        {state.own.problem !== null && (
          <Button size="small" kind="quiet" onClick={() => void voices.load()}>
            Try again
          </Button>
        )}
      </div>
    </div>
  )
}

function Group({ label, options }: { label: string; options: VoiceOption[] }) {
  if (options.length === 0) return null
  return (
    <optgroup label={label}>
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.failed ? `${option.label} (did not speak)` : option.label}
        </option>
      ))}
    </optgroup>
  )
}

/** Says a sentence, or stops. Beside it stands what there is to know of the voice; that it speaks is heard. */
function HearIt({ voices, notice }: { voices: Voices; notice: string }) {
  const voice = useRef<Voice | null>(null)
  const [heard, setHeard] = useState<'rest' | 'waiting' | 'speaking' | 'silent'>('rest')
  useEffect(
    () => () => {
      voice.current?.close()
      voice.current = null
    },
    [],
  )
  const speaks = heard === 'waiting' || heard === 'speaking'
  const hear = async () => {
    const mine = (voice.current ??= voices.create())
    const isStopped = () => voice.current !== mine
    setHeard('waiting')
    await voices.load()
    await mine.known()
    if (isStopped()) return
    const how = await mine.say(sample, { onStart: () => setHeard('speaking') }).done
    if (!isStopped()) setHeard(how === 'silent' ? 'silent' : 'rest')
  }
  const stop = () => {
    voice.current?.close()
    voice.current = null
    setHeard('rest')
  }
  return (
    <>
      <Button size="small" onClick={speaks ? stop : () => void hear()}>
        {speaks ? <Square size={14} aria-hidden="true" /> : <Volume2 size={16} aria-hidden="true" />}
        {speaks ? 'Stop' : 'Hear it'}
      </Button>
      <output className={styles.quiet}>
        {heard === 'silent' ? 'No voice spoke. Until one does, questions show in words.' : notice}
      </output>
    </>
  )
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)

function noticeWords({ options, speaks, own }: VoicesState, choice: string): string {
  const chosen = options.find(({ id }) => id === choice)
  const instead = speaks ? `${speaks.label} speaks instead.` : 'Questions show in words.'
  if (own.problem !== null) return `The app’s own voice could not be loaded (${own.problem}).`
  if (chosen?.failed && chosen.id !== speaks?.id)
    return `It did not speak. Until the page is reloaded ${instead}`
  if (choice !== automaticVoice && !chosen)
    return `The voice chosen before is not on this machine. ${instead}`
  if (speaks?.kind !== 'own') return ''
  return ownWords(own)
}

function ownWords({ at, loadedBytes, totalBytes }: OwnVoiceState): string {
  if (at === 'ready') return 'All of it is on this machine.'
  if (at !== 'loading') return ''
  if (loadedBytes === 0) return 'Loading the app’s own voice. Until it is there, questions show in words.'
  return `Loading the app’s own voice: ${megabytes(loadedBytes)} of ${megabytes(totalBytes)} MB. Until it is there, questions show in words.`
}

const automaticWords = ({ speaks }: VoicesState, otherChosen: boolean): string =>
  otherChosen || !speaks ? 'Automatic' : `Automatic: ${speaks.label}`

const paceWords = (rate: number): string =>
  rate === rates.usual ? 'as usual' : `${String(Math.round(rate * 100) / 100)} times`
