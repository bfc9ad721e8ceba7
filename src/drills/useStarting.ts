import { useState } from 'react'
import { useLocation } from 'wouter'
import { useServices } from '../ui/services.ts'
import { useSettings } from '../ui/settings.ts'
import { storeWordsOf } from '../ui/storage.ts'
import { useTakenElsewhere } from '../ui/taking.tsx'
import type { DrillKind } from '../session/drill.ts'
import { toTellAnew } from './earlier.ts'
import type { Choice } from './header.ts'
import type { Attempt } from './items.ts'
import { countOf, startDrill } from './start.ts'
import { messageOf } from '../platform/messageOf.ts'

/** What starts drills and goes to them, one at a time. */
export interface Starting {
  busy: boolean
  /** Id of the session that another tab takes: none can begin meanwhile. */
  elsewhere: string | null
  /** Why the last one could not be started. */
  problem: { words: string; detail: string } | null
  /** Starts a drill; what is asked is drawn where it is not chosen. */
  begin(kind: DrillKind, chosen?: readonly Choice[] | null): void
  /** Starts one that has these answers told in other words, as far as their words are still there. */
  tellAnew(answers: readonly Attempt[]): void
}

export function useStarting(): Starting {
  const services = useServices()
  const elsewhere = useTakenElsewhere()
  const [, go] = useLocation()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Starting['problem']>(null)

  const start = async (kind: DrillKind, choose: () => Promise<readonly Choice[] | null>) => {
    if (busy || elsewhere !== null) return
    setBusy(true)
    setProblem(null)
    const count = countOf(kind, useSettings.getState().drillItems)
    try {
      const chosen = await choose()
      if (chosen?.length === 0) throw new NothingToAsk()
      go(`/interview/${await startDrill(services, { kind, chosen, count })}`)
    } catch (error) {
      const detail = messageOf(error)
      const words =
        error instanceof NothingToAsk
          ? 'The words of the answer are gone: its session may have been deleted.'
          : `The session could not be kept on this machine: ${storeWordsOf(error)}`
      setProblem({ words, detail })
      setBusy(false)
    }
  }
  const choose = async (answers: readonly Attempt[]) => {
    const found = await Promise.all(answers.map((answer) => toTellAnew(services, answer)))
    return found.filter((choice) => choice !== null)
  }
  return {
    busy,
    elsewhere,
    problem,
    begin: (kind, chosen = null) => void start(kind, () => Promise.resolve(chosen)),
    tellAnew: (answers) => void start('other-words', () => choose(answers)),
  }
}

class NothingToAsk extends Error {
  constructor() {
    super('there is nothing to ask')
  }
}
