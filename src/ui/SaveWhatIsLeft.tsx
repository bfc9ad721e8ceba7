import { useState } from 'react'
import { isCancel } from '../archive/errors.ts'
import { messageOf } from '../platform/messageOf.ts'
import { Button } from './Button.tsx'
import { useServices } from './services.ts'

/** Saves what is left of a session that cannot be opened, and says how that went. */
export function SaveWhatIsLeft({ session }: { session: string }) {
  const { store } = useServices()
  const [note, setNote] = useState<string>()
  const save = async () => {
    try {
      const [{ rescue }, { openFile }] = await Promise.all([
        import('../archive/rescue.ts'),
        import('../archive/saving.ts'),
      ])
      const file = await openFile(`mockloop-rescue-${session}.zip`)
      await rescue(store, session, file)
      await file.close()
      setNote('Saved. The file holds what is stored, as it is, and every recording that can be read.')
    } catch (error) {
      if (!isCancel(error)) setNote(`It could not be saved: ${messageOf(error)}`)
    }
  }
  return (
    <>
      <Button onClick={() => void save()}>Save what is left</Button>
      <output>{note}</output>
    </>
  )
}
