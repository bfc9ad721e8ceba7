import { useState } from 'react'
import styles from './AskToKeep.module.css'
import { Button } from './Button.tsx'
import { useServices } from './services.ts'

/** Asks the browser to keep what is stored when space runs short, and says so where it does not promise. */
export function AskToKeep({ onAnswer }: { onAnswer: (kept: boolean) => void }) {
  const { room } = useServices()
  const [refused, setRefused] = useState(false)
  const ask = async () => {
    const kept = await room.keep()
    setRefused(!kept)
    onAnswer(kept)
  }
  return (
    <div className={styles.ask}>
      <Button size="small" onClick={() => void ask()}>
        Ask the browser to keep it
      </Button>
      <output>
        {refused && 'It did not promise. Some browsers do once the app is installed, or used often.'}
      </output>
    </div>
  )
}
