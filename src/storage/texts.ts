import type { Entry } from '../session/log.ts'
import { emptyTexts, isSilent, isSound, saidIn, textsAfter, textsOf, type Texts } from '../session/texts.ts'
import type { SessionTexts } from '../session/store.ts'
import { placesOf, type Tables } from './database.ts'

/** Sessions whose texts are made in one transaction: another tab's writes wait no longer than for these. */
const madeAtOnce = 20

/**
 * Keeps the texts up with the log, to which `entries` were added at place `from`. Where what is kept cannot be gone on
 * with, it is made anew from the log.
 */
export async function extendTexts(
  at: Pick<Tables, 'entries' | 'texts'>,
  session: string,
  from: number,
  entries: readonly Entry[],
): Promise<void> {
  if (entries.every(isSilent)) return
  const kept: unknown = from === 0 ? emptyTexts : await at.texts.get(session)
  await at.texts.put(
    isSound(kept) ? { ...kept, ...textsAfter(kept, entries), session } : await madeAnew(at, session),
  )
}

/** Those that are kept, and the ids of those that are missing or damaged. */
export async function readTexts(
  at: { texts: Pick<Tables<'readonly'>['texts'], 'get'> },
  sessions: readonly string[],
): Promise<{ texts: SessionTexts[]; missing: string[][] }> {
  const rows: unknown[] = await Promise.all(sessions.map((session) => at.texts.get(session)))
  const texts: SessionTexts[] = []
  const missing: string[] = []
  for (const [i, session] of sessions.entries()) {
    const row = rows[i]
    if (isSound(row)) texts.push(textsFrom(session, row))
    else missing.push(session)
  }
  const parts = Math.ceil(missing.length / madeAtOnce)
  return {
    texts,
    missing: Array.from({ length: parts }, (_, i) => missing.slice(i * madeAtOnce, (i + 1) * madeAtOnce)),
  }
}

/** Makes the texts of sessions that older versions stored, and what their rows do not tell either. */
export async function makeTexts(
  at: Pick<Tables, 'sessions' | 'headers' | 'entries' | 'texts'>,
  sessions: readonly string[],
): Promise<SessionTexts[]> {
  const made: SessionTexts[] = []
  for (const session of sessions) {
    const row = await at.sessions.get(session)
    if (!row) continue
    const texts = await madeAnew(at, session)
    await at.texts.put(texts)
    if ((row.input as unknown) === undefined) {
      const header = (await at.headers.get(session))?.header
      if (header) await at.sessions.put({ ...row, input: header.input, mode: header.mode })
    }
    made.push(textsFrom(session, texts))
  }
  return made
}

async function madeAnew(at: Pick<Tables, 'entries'>, session: string): Promise<Texts & { session: string }> {
  const log = (await at.entries.getAll(placesOf(session))).map(({ entry }) => entry)
  return { ...textsOf(log), session }
}

export const textsFrom = (session: string, texts: Texts): SessionTexts => ({
  session,
  answers: saidIn(texts),
})
