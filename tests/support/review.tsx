import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Route, Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import ReviewScreen from '../../src/review/ReviewScreen.tsx'
import { answersOf } from '../../src/session/answers.ts'
import type { Log } from '../../src/session/log.ts'
import { browserClock } from '../../src/speech/index.ts'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { ServicesContext } from '../../src/ui/services.ts'
import { Toasts } from '../../src/ui/Toasts.tsx'
import { testServices } from './screens.tsx'
import { generateSession, type SessionRecipe } from './sessions.ts'

/** Shows the review of a generated session that is kept in memory. `search` is the address's, such as "t=12". */
export async function showReview(
  recipe: SessionRecipe,
  { search = '', change = (log: Log): Log => log } = {},
) {
  const made = generateSession({ ...recipe, id: 'one' })
  const log = change(made.log)
  const store = new MemorySessionStore()
  await store.create(log.header, 'An evening')
  await store.append('one', 0, log.entries)
  for (const { take, sampleRate, samples } of made.takes)
    await store.appendAudio({ session: 'one', take, index: 0, sampleRate, samples })
  const { hook } = memoryLocation({ path: '/review/one' })
  const begun = performance.now()
  render(
    <ServicesContext value={testServices({ clock: browserClock, store })}>
      <Router hook={hook} searchHook={() => search}>
        <Route path="/review/:id">
          <ReviewScreen />
        </Route>
      </Router>
      <Toasts />
    </ServicesContext>,
  )
  const entries = async () => (await store.load('one'))?.log.entries ?? []
  return { log, store, entries, begun, answers: answersOf(log), user: userEvent.setup() }
}
