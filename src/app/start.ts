import { version } from '../../package.json'
import { guidePack } from '../../questions/index.ts'
import type { SessionStore } from '../session/store.ts'
import { newHeader, titleOf } from '../setup/header.ts'
import { useSettings, type Choices, type Settings } from '../ui/settings.ts'

/** The assessment of this build; each finding names the form of it that was at work. */
const assessVersion = 'trained-1'

/** Creates a session and returns its id. Rejects with a StoreError where it cannot be kept. */
export async function startSession(
  store: Pick<SessionStore, 'create'>,
  choices: Choices,
  clockFactor: Settings['clockFactor'],
): Promise<string> {
  const now = new Date()
  const header = newHeader({
    id: randomId(),
    createdAt: now.toISOString(),
    today: localDate(now),
    seed: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    choices,
    clockFactor,
    pack: guidePack,
    engines: { app: version, assess: assessVersion },
    selfReview: useSettings.getState().selfReview,
  })
  await store.create(header, titleOf(header.questions))
  return header.id
}

/** 32 hexadecimal digits. `crypto.randomUUID` is not there on plain http. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

function localDate(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
