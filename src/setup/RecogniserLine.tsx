import { useEffect } from 'react'
import { Link } from 'wouter'
import { bytesOf } from '../speech/models/catalogue.ts'
import type { ModelState, SpeechModels, SpeechModelsState } from '../speech/speechModels.ts'
import { useSettings } from '../ui/settings.ts'
import { useSpeechModels } from '../ui/useSpeechModels.ts'
import { megabytes, wayWords } from '../ui/wayWords.ts'
import styles from './SetupScreen.module.css'

/**
 * By which way the words of spoken answers will be had. What the app's own server has is fetched here, so that it is
 * there when the interview begins.
 */
export function RecogniserLine() {
  const recognition = useSpeechModels()
  // The interview tells when it cannot be had; here it is only looked at ahead.
  if (recognition.state !== 'ready') return null
  return <Line {...recognition} />
}

function Line({ models, now }: { models: SpeechModels; now: SpeechModelsState }) {
  const wanted = useSettings((settings) => settings.recogniser)
  const way = models.way(wanted)
  const ahead = way?.by === 'model' && way.place === 'own' ? way.model.id : null
  const state = now.models.find(({ model }) => model.id === ahead)
  const failed = state !== undefined && state.problem !== null
  useEffect(() => {
    if (ahead !== null && !failed) void models.get(ahead, 'own')
  }, [models, ahead, failed])
  if (!way) return null
  const gettable = now.models.find(({ own, downloadable, obstacle }) => (own || downloadable) && !obstacle)
  const none = way.by === 'typing' && way.why === 'none'
  return (
    <p className={styles.quiet}>
      {wayWords(way)}{' '}
      {state && state.gettingBytes !== null && (
        <>
          {megabytes(state.gettingBytes)} of {megabytes(bytesOf(state.model))} MB are here.{' '}
        </>
      )}
      {failed && 'It could not be loaded. '}
      <Link href="/settings">
        {none && linkWords(gettable)}
        {!none && 'Settings'}
      </Link>
    </p>
  )
}

/** A link promises only what the page may do. */
const linkWords = (gettable: ModelState | undefined): string =>
  gettable ? `Get one (${megabytes(bytesOf(gettable.model))} MB)` : 'How to get one'
