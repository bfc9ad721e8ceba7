import files from '../assess/model/files/files.json'
import { atItsBest } from '../assess/listening.ts'
import type { Assessor, Listening } from '../assess/types.ts'
import { noteLoading, turnToLoad } from './loading.ts'
import { startForm, type AssessForm } from './assessForm.ts'

/**
 * Assesses in workers, so that the screen never stutters: by the light form as soon as it is there, and by the full one
 * once that is up to speed. Each has a worker of its own, as starting the full one takes seconds in which an answer that
 * is finished must not wait. Never rejects: what fails is left unjudged, with the reason.
 */
export function createAssessor(): Assessor {
  const listeners = new Set<() => void>()
  let listening: Listening = { form: 'rules', loadedBytes: 0, totalBytes: files.full.bytes, problem: null }
  const tell = (change: Partial<Listening>) => {
    listening = { ...listening, ...change }
    for (const listener of listeners) listener()
  }

  let coming: AssessForm | null = null
  let closed = false
  const failed = (problem: string) => tell({ problem })
  let active = startForm('light', {
    ready() {
      tell({ form: 'light' })
      void turnToLoad('listening').then(startFull)
    },
    loaded() {},
    failed,
  })

  function startFull() {
    if (closed) return
    coming = startForm('full', {
      ready: takeOver,
      loaded: (loadedBytes) => tell({ loadedBytes }),
      failed(problem) {
        // A form that was at work and fails has no other to go back to.
        coming?.close()
        coming = null
        failed(problem)
      },
    })
  }

  function takeOver() {
    if (!coming) return
    active.retire()
    active = coming
    coming = null
    tell({ form: 'full', loadedBytes: files.full.bytes })
  }

  const assessor: Assessor = {
    assess: (answer, context) => active.assess(answer, context),
    prepare: (answer, context) => active.prepare(answer, context),
    listening: {
      state: () => listening,
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    close() {
      closed = true
      listeners.clear()
      active.close()
      coming?.close()
      coming = null
    },
  }
  noteLoading('listening', atItsBest(assessor))
  return assessor
}
