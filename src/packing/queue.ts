import { interviewClaim } from '../platform/claim.ts'
import { isPacked, type SessionStore, type TakeSize } from '../session/store.ts'
import type { Clock } from '../speech/ports.ts'
import type { Packer } from './packer.ts'
import { messageOf } from '../platform/messageOf.ts'

export interface PackingState {
  /** `looking` for what is to be done; `interview`: one is under way, which goes first. */
  at: 'idle' | 'looking' | 'interview' | 'working'
  /** Of this run, and what it set out to do and has not come to. */
  done: number
  left: number
  /** Whether this browser packs at all; null until it was tried. */
  possible: boolean | null
  /** Why the last one failed; null where it did not. */
  problem: string | null
}

/** Packs the recordings of sessions that are over, one at a time. What is to be done is what the store says. */
export interface PackingQueue {
  /** The same object until something changes. */
  state(): PackingState
  subscribe(listener: () => void): () => void
  /** Looks whether there is something to pack. It is done by itself when sessions change. */
  look(): void
  close(): void
}

export interface PackingPorts {
  store: Pick<SessionStore, 'list' | 'watch' | 'sizes' | 'sealTake' | 'loadKept' | 'pack'>
  clock: Pick<Clock, 'after'>
  claim(name: string): Promise<(() => void) | null>
  isClaimed(name: string): Promise<boolean>
  /** Null where this browser cannot pack. The queue closes it. */
  createPacker(): Promise<Packer | null>
  /** Whether the person wants it. */
  isOn(): boolean
  /** Settles when the page has time for another recording; without it, at once. */
  rest?: () => Promise<void>
}

/** Held by the tab that packs. */
const packingClaim = 'mockloop.packing'
/** Ms from a change of the sessions until packing begins: the review that follows opens first. */
const calmMs = 10_000
/** Ms between two looks whether an interview is over. */
const lookEveryMs = 1_000

export function createPackingQueue(ports: PackingPorts): PackingQueue {
  const { store, clock } = ports
  const listeners = new Set<() => void>()
  /** What cannot be packed, or failed to be on this visit. */
  const kept = new Set<string>()
  let state: PackingState = { at: 'idle', done: 0, left: 0, possible: null, problem: null }
  let running = false
  let closed = false
  let cancel = () => {}

  const set = (change: Partial<PackingState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  const soon = () => {
    cancel()
    if (!closed) cancel = clock.after(calmMs, look)
  }

  function look(): void {
    cancel()
    if (running || closed || state.possible === false || !ports.isOn()) return
    running = true
    set({ at: 'looking', done: 0, problem: null })
    void work()
      .catch((error: unknown) => set({ problem: messageOf(error) }))
      .finally(() => {
        running = false
        if (!closed) set({ at: 'idle', left: 0 })
      })
  }

  async function work(): Promise<void> {
    const release = await ports.claim(packingClaim)
    if (!release) return
    let packer: Packer | null = null
    const goesOn = () => !closed && ports.isOn()
    try {
      for (;;) {
        await interviewOver(goesOn)
        const takes = goesOn() ? await waiting() : []
        if (takes.length === 0) return
        packer ??= await ports.createPacker()
        set({ possible: packer !== null })
        if (!packer) return
        for (const [place, take] of takes.entries()) {
          set({ at: 'working', left: takes.length - place })
          await ports.rest?.()
          await interviewOver(goesOn)
          if (!goesOn()) return
          await one(take, packer)
        }
      }
    } finally {
      packer?.close()
      release()
    }
  }

  /** What can be packed: of sessions that are over and not removed, the oldest first. */
  async function waiting(): Promise<TakeSize[]> {
    const ended = (await store.list()).filter(({ status }) => status === 'ended').map(({ id }) => id)
    const age = new Map(ended.toReversed().map((id, place) => [id, place]))
    return (await store.sizes())
      .filter(({ take, session, form }) => form !== 'packed' && age.has(session) && !kept.has(take))
      .toSorted((a, b) => (age.get(a.session) ?? 0) - (age.get(b.session) ?? 0))
  }

  async function one({ take }: TakeSize, packer: Packer): Promise<void> {
    try {
      await store.sealTake(take)
      const original = await store.loadKept(take)
      if (original && !isPacked(original)) {
        const packed = await packer.pack(original)
        if (packed && (await store.pack(original, packed))) return set({ done: state.done + 1 })
      }
    } catch (error) {
      set({ problem: messageOf(error) })
    }
    // Whatever the reason: it is looked at again on the next visit.
    kept.add(take)
  }

  async function interviewOver(goesOn: () => boolean): Promise<void> {
    while (goesOn() && (await ports.isClaimed(interviewClaim))) {
      if (state.left > 0) set({ at: 'interview' })
      await new Promise<void>((resolve) => clock.after(lookEveryMs, resolve))
    }
    if (state.at === 'interview') set({ at: 'working' })
  }

  const unwatch = store.watch(soon)
  soon()
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    look,
    close() {
      closed = true
      cancel()
      unwatch()
      listeners.clear()
    },
  }
}
