import { guidePack } from '../../questions/index.ts'
import { engines, freshSession } from '../platform/fresh.ts'
import type { SessionStore } from '../session/store.ts'
import { newHeader, titleOf } from '../setup/header.ts'
import { useSettings, type Choices, type Settings } from '../ui/settings.ts'

/** Creates a session and returns its id. Rejects with a StoreError where it cannot be kept. */
export async function startSession(
  store: Pick<SessionStore, 'create'>,
  choices: Choices,
  clockFactor: Settings['clockFactor'],
): Promise<string> {
  const header = newHeader({
    ...freshSession(),
    choices,
    clockFactor,
    pack: guidePack,
    engines,
    selfReview: useSettings.getState().selfReview,
  })
  await store.create(header, titleOf(header.questions))
  return header.id
}
