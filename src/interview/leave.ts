import type { Session } from '../session/door.ts'
import { useStorage } from '../ui/storage.ts'
import type { Interviewer } from './room.ts'

/**
 * Closes what an interview was taken with, once all of it is on disk: while something waits for that, the notices say
 * why, on whichever screen.
 */
export async function leaveRoom(room: { session: Session; interviewer: Interviewer }): Promise<void> {
  const { session, interviewer } = room
  await interviewer.close()
  const tell = () => {
    const unsaved = session.state().problem ?? interviewer.room.getState().audioProblem
    if (unsaved !== useStorage.getState().unsaved) useStorage.setState({ unsaved })
  }
  const stops = [session.subscribe(tell), interviewer.room.subscribe(tell)]
  tell()
  await Promise.all([session.saved(), interviewer.saved()])
  for (const stop of stops) stop()
  useStorage.setState({ unsaved: null })
  await session.close()
}
