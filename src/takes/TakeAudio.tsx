import { Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { wavBlob } from '../speech/wav.ts'
import { Button } from '../ui/Button.tsx'
import { useServices } from '../ui/services.ts'
import styles from './CompareScreen.module.css'

type State = { at: 'closed' | 'loading' | 'missing' } | { at: 'open'; url: string }

/** A recording, loaded when somebody wants to hear it. Where another one plays, that one stops. */
export function TakeAudio({ take, name }: { take: string; name: string }) {
  const { store } = useServices()
  const [state, setState] = useState<State>({ at: 'closed' })
  const player = useRef<HTMLAudioElement>(null)
  const url = state.at === 'open' ? state.url : null
  useEffect(() => {
    if (url === null) return
    player.current?.focus()
    return () => URL.revokeObjectURL(url)
  }, [url])

  const open = async () => {
    setState({ at: 'loading' })
    const audio = await store.loadTake(take).catch(() => null)
    if (!audio || audio.samples.length === 0) return setState({ at: 'missing' })
    setState({ at: 'open', url: URL.createObjectURL(wavBlob([audio.samples], audio.sampleRate)) })
  }
  if (state.at === 'missing')
    return <p className={styles.quiet}>Its recording is not here, or cannot be played.</p>
  if (state.at !== 'open')
    return (
      <Button
        kind="quiet"
        size="small"
        aria-label={`Play ${name}`}
        disabled={state.at === 'loading'}
        onClick={() => void open()}
      >
        <Play size={15} aria-hidden="true" /> Play
      </Button>
    )
  return (
    // What is said stands beside it as text.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    <audio
      ref={player}
      className={styles.audio}
      src={state.url}
      controls
      autoPlay
      aria-label={name}
      onPlay={({ currentTarget }) => {
        for (const other of document.querySelectorAll('audio')) if (other !== currentTarget) other.pause()
      }}
    />
  )
}
