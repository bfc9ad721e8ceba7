import { useState } from 'react'
import { isCancel } from '../archive/errors.ts'
import type { SessionSummary } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'
import { useServices } from '../ui/services.ts'
import { ErrorState } from '../ui/States.tsx'
import { messageOf } from '../platform/messageOf.ts'

/** Names what can no longer be opened, why, and saves what is left of it. The other sessions are not touched by it. */
export function Damaged({ session, why }: { session: SessionSummary; why: string }) {
  const { store } = useServices()
  const [note, setNote] = useState<string>()
  const save = async () => {
    try {
      const [{ rescue }, { openFile }] = await Promise.all([
        import('../archive/rescue.ts'),
        import('../archive/saving.ts'),
      ])
      const file = await openFile(`mockloop-rescue-${session.id}.zip`)
      await rescue(store, session.id, file)
      await file.close()
      setNote('Saved. The file holds what is stored, as it is, and every recording that can be read.')
    } catch (error) {
      if (!isCancel(error)) setNote(`It could not be saved: ${messageOf(error)}`)
    }
  }
  return (
    <ErrorState
      title={`“${session.title}” cannot be opened`}
      detail={why}
      actions={<Button onClick={() => void save()}>Save what is left</Button>}
    >
      <p>
        {note ??
          'It was left as it is. The other sessions are not affected; exports leave it out and say so.'}
      </p>
    </ErrorState>
  )
}
