import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../ui/Button.tsx'
import { useServices } from '../ui/services.ts'
import { storeWordsOf } from '../ui/storage.ts'
import { useTakenElsewhere } from '../ui/taking.tsx'
import { showToast } from '../ui/toasts.ts'
import { retake } from './retake.ts'

/** Begins another take of a session at the prompt of an answer, and goes to it. */
export function Retake(props: {
  session: string
  /** Its place among the session's answers. */
  answer: number
  /** Of the answer: "answer 3". */
  name: string
}) {
  const { session, answer, name } = props
  const { store } = useServices()
  const [, navigate] = useLocation()
  const [busy, setBusy] = useState(false)
  const elsewhere = useTakenElsewhere() !== null

  const begin = async () => {
    setBusy(true)
    try {
      navigate(`/interview/${await retake(store, session, answer)}`)
    } catch (error) {
      setBusy(false)
      showToast({ message: `No other take could be begun: ${storeWordsOf(error)}` })
    }
  }
  return (
    <Button
      kind="quiet"
      size="small"
      aria-label={`Retake from here: ${name}`}
      title={elsewhere ? 'An interview is being taken in another tab' : undefined}
      disabled={busy || elsewhere}
      onClick={() => void begin()}
    >
      <RotateCcw size={15} aria-hidden="true" /> Retake from here
    </Button>
  )
}
