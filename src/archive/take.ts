import type { Source } from './bytes.ts'
import { incomingOf, type Catalogue, type Found, type Refused } from './check.ts'
import { isCancel } from './errors.ts'
import { kinds, type Places, type Undo, type Verdict } from './kinds.ts'
import { messageOf } from '../platform/messageOf.ts'

/** A thing that an archive holds, and what will become of it. */
export interface Planned extends Found {
  verdict: Verdict
}

export interface ImportPlan {
  planned: Planned[]
  refused: Refused[]
}

interface Options {
  signal?: AbortSignal
  onProgress?: (done: number, of: number) => void
}

const kindOf = (id: string) => kinds.find((kind) => kind.id === id)

/** Holds what an archive holds against what is here. Writes nothing. */
export async function planImport(
  places: Places,
  source: Source,
  { found, refused, entries }: Catalogue,
  { signal, onProgress }: Options = {},
): Promise<ImportPlan> {
  const plan: ImportPlan = { planned: [], refused: [...refused] }
  for (const [i, each] of found.entries()) {
    signal?.throwIfAborted()
    try {
      const verdict = await kindOf(each.kind)?.plan(places, incomingOf(source, entries, each.item, signal))
      if (verdict) plan.planned.push({ ...each, verdict })
    } catch (error) {
      if (isCancel(error)) throw error
      plan.refused.push({ name: each.title, why: messageOf(error) })
    }
    onProgress?.(i + 1, found.length)
  }
  return plan
}

export interface Imported {
  /** What was taken in, changed or left, by what became of it. */
  done: Planned[]
  failed: Refused[]
  /** What was not come to, since it was cancelled. */
  left: number
  undo(): Promise<void>
  /** Once it can no longer be taken back. */
  settle(): Promise<void>
}

/**
 * Takes things in, each in one transaction. Cancelled, or cut short, what is done is whole, and the next import finds it
 * there and goes on behind it. One that fails does not keep the others out.
 */
export async function takeIn(
  places: Places,
  source: Source,
  entries: Catalogue['entries'],
  planned: readonly Planned[],
  { signal, onProgress }: Options = {},
): Promise<Imported> {
  const undos: Undo[] = []
  const done: Planned[] = []
  const failed: Refused[] = []
  for (const [i, each] of planned.entries()) {
    if (signal?.aborted) break
    try {
      const item = incomingOf(source, entries, each.item, signal)
      const undo = await kindOf(each.kind)?.take(places, item, each.verdict)
      if (undo) undos.push(undo)
      done.push(each)
    } catch (error) {
      if (isCancel(error)) break
      failed.push({ name: each.title, why: messageOf(error) })
    }
    onProgress?.(i + 1, planned.length)
  }
  const all = async (act: (undo: Undo) => Promise<void>) => {
    for (const undo of undos) await act(undo)
  }
  return {
    done,
    failed,
    left: planned.length - done.length - failed.length,
    undo: () => all((each) => each.undo()),
    settle: () => all((each) => each.settle()),
  }
}
