import { useState } from 'react'
import { useLocation } from 'wouter'
import { startDrill } from '../drills/start.ts'
import type { Header } from '../session/log.ts'
import { useServices } from '../ui/services.ts'
import { storeWordsOf } from '../ui/storage.ts'

/** Begins another drill of the same kind, in place of this one; what needs an item to be chosen leads to where that is done. */
export function useAnother({ drill, questions }: Header): {
  another: () => void
  busy: boolean
  problem: string | null
} {
  const services = useServices()
  const [, go] = useLocation()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const another = async () => {
    if (!drill || busy) return
    // Of these the items follow from what was taken before.
    if (drill.kind === 'today' || drill.kind === 'other-words') return go('/drills', { replace: true })
    setBusy(true)
    setProblem(null)
    try {
      const id = await startDrill(services, { kind: drill.kind, chosen: null, count: questions.length })
      go(`/interview/${id}`, { replace: true })
    } catch (error) {
      setProblem(storeWordsOf(error))
      setBusy(false)
    }
  }
  return { another: () => void another(), busy, problem }
}
