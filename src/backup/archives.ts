import { sourceOf } from '../archive/bytes.ts'
import type { Catalogue, Refused } from '../archive/check.ts'
import { checkInWorker } from '../archive/checker.ts'
import { isCancel } from '../archive/errors.ts'
import type { Places } from '../archive/kinds.ts'
import { planImport, takeIn, type ImportPlan, type Imported, type Planned } from '../archive/take.ts'
import { messageOf } from '../platform/messageOf.ts'

/** An archive that was read through and held against what is here. */
interface Opened {
  file: File
  catalogue: Catalogue
  plan: ImportPlan
}

/** What was opened of the chosen files, such as those of a folder of backups. */
export interface Opening {
  opened: Opened[]
  /** Files that are no archives. */
  refused: Refused[]
}

interface OpenOptions {
  signal: AbortSignal
  onProgress: (at: 'checking' | 'comparing', done: number, of: number) => void
}

/** Reads files through and writes nothing. What is wrong with one of several is told with the others. */
export async function openArchives(
  places: Places,
  files: readonly File[],
  { signal, onProgress }: OpenOptions,
): Promise<Opening> {
  const opening: Opening = { opened: [], refused: [] }
  const total = files.reduce((sum, { size }) => sum + size, 0)
  let before = 0
  for (const file of files) {
    try {
      const catalogue = await checkInWorker(file, {
        signal,
        onProgress: (done) => onProgress('checking', before + done, total),
      })
      const plan = await planImport(places, sourceOf(file), catalogue, {
        signal,
        ...(files.length === 1 && { onProgress: (done, of) => onProgress('comparing', done, of) }),
      })
      opening.opened.push({ file, catalogue, plan })
    } catch (error) {
      if (isCancel(error) || signal.aborted) throw error
      opening.refused.push({ name: file.name, why: messageOf(error) })
    }
    before += file.size
  }
  return opening
}

/** All of it as one; what several archives hold alike counts once. */
export function planOf({ opened, refused }: Opening): ImportPlan {
  const things = new Map<string, Planned>()
  for (const planned of opened.flatMap(({ plan }) => plan.planned)) {
    const content = [planned.item.data, ...planned.item.files].map(({ sha256 }) => sha256)
    const name = [planned.kind, planned.item.id, ...content].join(' ')
    if (!things.has(name)) things.set(name, planned)
  }
  return {
    planned: [...things.values()],
    refused: [...refused, ...opened.flatMap(({ plan }) => plan.refused)],
  }
}

/** Takes in what is wanted of them, one archive after the other. */
export async function bringIn(
  places: Places,
  { opened }: Opening,
  wanted: readonly Planned[],
  { signal, onProgress }: { signal: AbortSignal; onProgress: (done: number, of: number) => void },
): Promise<Imported> {
  const parts: Imported[] = []
  let before = 0
  for (const { file, catalogue, plan } of opened) {
    const own = wanted.filter((each) => plan.planned.includes(each))
    const done = before
    parts.push(
      await takeIn(places, sourceOf(file), catalogue.entries, own, {
        signal,
        onProgress: (count) => onProgress(done + count, wanted.length),
      }),
    )
    before += own.length
  }
  const all = async (act: (part: Imported) => Promise<void>) => {
    for (const part of parts.toReversed()) await act(part)
  }
  return {
    done: parts.flatMap(({ done }) => done),
    failed: parts.flatMap(({ failed }) => failed),
    left: parts.reduce((sum, { left }) => sum + left, 0),
    undo: () => all((part) => part.undo()),
    settle: () => all((part) => part.settle()),
  }
}
