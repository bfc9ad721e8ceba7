import type { SessionSummary } from '../session/store.ts'
import { SaveWhatIsLeft } from '../ui/SaveWhatIsLeft.tsx'
import { ErrorState } from '../ui/States.tsx'

/** Names what can no longer be opened, why, and saves what is left of it. The other sessions are not touched by it. */
export const Damaged = ({ session, why }: { session: SessionSummary; why: string }) => (
  <ErrorState
    title={`“${session.title}” cannot be opened`}
    detail={why}
    actions={<SaveWhatIsLeft session={session.id} />}
  >
    <p>It was left as it is. The other sessions are not affected; exports leave it out and say so.</p>
  </ErrorState>
)
