import { useStore } from 'zustand'
import { useDrill } from '../drills/run/useDrill.ts'
import type { Session } from '../session/door.ts'
import type { Desk } from './desk.ts'
import type { Interviewer } from './room.ts'
import { Stage } from './Stage.tsx'

/** The room in which a drill takes place. */
export function DrillRoom(props: { desk: Desk; session: Session; interviewer: Interviewer }) {
  const { input } = useStore(props.interviewer.room)
  return <Stage {...props} drill={useDrill(props.session, input)} />
}
