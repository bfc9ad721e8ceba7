import type { Session } from '../session/door.ts'
import { storeWords, useStorage } from '../ui/storage.ts'
import { showToast } from '../ui/toasts.ts'
import type { Interviewer } from './room.ts'

/**
 * Closes what an interview was taken with, once all of it is on disk, or cannot come there any more: while something
 * waits for that, the notices say why, on whichever screen.
 */
export async function leaveRoom(room: { session: Session; interviewer: Interviewer }): Promise<void> {
  const { session, interviewer } = room
  await interviewer.close()
  const problem = () => session.state().problem ?? interviewer.room.getState().audioProblem
  const tell = () => {
    const unsaved = problem()
    if (unsaved !== useStorage.getState().unsaved) useStorage.setState({ unsaved })
  }
  const stops = [session.subscribe(tell), interviewer.room.subscribe(tell)]
  tell()
  await Promise.all([session.saved(), interviewer.saved()])
  for (const stop of stops) stop()
  useStorage.setState({ unsaved: null })
  const lost = problem()
  if (lost) showToast({ message: `The end of the interview could not be saved: ${storeWords[lost]}` })
  await session.close()
}
