/** What fixture.ts runs in the page. */
import { version } from '../package.json'
import { everything, writeArchive } from '../src/archive/write.ts'
import { placesOf } from '../src/ui/places.ts'
import type { Entry } from '../src/session/log.ts'
import { DatabaseSessionStore } from '../src/storage/sessionStore.ts'
import { useSettings } from '../src/ui/settings.ts'
import { playDrill } from '../tests/support/drills.ts'
import { generateSession } from '../tests/support/sessions.ts'
import { fill, fixtureOf, takesFor, type ToStore } from '../tests/support/version.ts'

const when = '2026-11-23T09:00:00.000Z'

/** Everything that a review adds, so that a version's fixture holds each kind of entry. */
const reviewed: Entry[] = [
  {
    type: 'assessment.revised',
    when,
    answer: 0,
    text: 'It was I who moved it, and it took a week.',
    assessment: { engine: 'rules', abstained: null, findings: [], covered: [] },
  },
  {
    type: 'finding.corrected',
    when,
    answer: 0,
    signal: 'no-impact',
    verdict: 'missed',
    quote: '',
    start: null,
    end: null,
  },
  { type: 'words.aligned', when, answer: 0, words: [{ start: 0, end: 2, startMs: 0, endMs: 200 }] },
  { type: 'note.added', when, id: 'note', at: 1_500, text: 'Say the number first.' },
  { type: 'note.added', when, id: 'mark', at: 2_500, text: '' },
  { type: 'note.removed', when, id: 'mark' },
  {
    type: 'answer.marked',
    when,
    answer: 0,
    marks: { inBand: 'yes', bottomLineFirst: 'no', ownPart: 'unsure', result: null, grade: 3 },
  },
  { type: 'findings.shown', when },
  { type: 'rating.corrected', when, answer: 0, rating: 'hard' },
]

function sessions(): ToStore[] {
  const ended = generateSession({ id: 'ended', seed: 12, answers: 8, questions: 2, input: 'mixed' }).log
  const cut = generateSession({ id: 'cut-off', seed: 3, answers: 3, questions: 1, unfinished: true }).log
  const drill = playDrill({ id: 'drill', kind: 'conflict', count: 2 }, [
    { does: 'answer', signals: ['conflict-up'] },
    { does: 'retry', question: 0 },
  ])
  const gone = generateSession({ id: 'removed', seed: 5, answers: 1, questions: 1 }).log
  return [
    {
      header: ended.header,
      title: 'Ended, and corrected',
      entries: [...ended.entries, ...reviewed],
      takes: takesFor(ended.entries, false),
      removed: false,
    },
    { ...cut, title: 'Cut off', takes: takesFor(cut.entries, true), removed: false },
    { ...drill, title: 'Drill: conflict', takes: [], removed: false },
    { ...gone, title: 'Removed', takes: takesFor(gone.entries, false), removed: true },
  ]
}

/** What this version stores, as JSON to keep, and the bytes of an archive of it. */
export async function makeFixture(): Promise<{ json: string; archive: number[] }> {
  useSettings.getState().change({ theme: 'dark', shortcuts: false, clockFactor: 1.5 })
  useSettings.getState().choose({ count: 2, level: 'L6', length: 'single', input: 'keyboard' })
  const settings = localStorage.getItem('mockloop.settings') ?? ''
  const json = JSON.stringify(await fixtureOf(version, sessions(), settings))
  return { json, archive: await archiveOf(sessions()) }
}

async function archiveOf(given: readonly ToStore[]): Promise<number[]> {
  const store = await DatabaseSessionStore.open(`archive-${crypto.randomUUID()}`)
  await fill(store, given)
  const places = placesOf({ store, claim: () => Promise.resolve(() => {}) })
  const bytes: number[] = []
  await writeArchive(places, await everything(places), {
    write(piece) {
      bytes.push(...piece)
      return Promise.resolve()
    },
  })
  store.close()
  return bytes
}
