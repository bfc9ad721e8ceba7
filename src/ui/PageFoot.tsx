import { useState } from 'react'
import { Link } from 'wouter'
import { version } from '../../package.json'
import { Button } from './Button.tsx'
import { useOffline } from './offline.ts'
import styles from './PageFoot.module.css'

/** The foot of each screen but the interview: which version this is and what it is made of, and a newer one that waits. */
export function PageFoot() {
  const { state } = useOffline()
  return (
    <footer className={`${styles.foot} no-print`}>
      <output className={styles.news}>
        {state.update === 'ready' && <Reload words="A new version is ready." action="Use it" />}
        {state.update === 'none' && state.isolatedAfterReload && (
          <Reload
            words="This server does not isolate the page, which speech recognition needs. It is isolated once it is reloaded."
            action="Reload"
          />
        )}
      </output>
      <nav aria-label="About" className={styles.links}>
        <span>Mockloop {version}</span>
        <Link href="/diagnostics">Diagnostics</Link>
        <Link href="/licences">Licences</Link>
      </nav>
    </footer>
  )
}

/** Reloads when it is asked to, and not while an interview is on anywhere. */
function Reload({ words, action }: { words: string; action: string }) {
  const { offline } = useOffline()
  const [waits, setWaits] = useState(false)
  const use = async () => setWaits(!(await offline?.use()))
  return (
    <>
      <span>
        {waits ? `${words} It waits until the interview or the work in another tab has ended.` : words}
      </span>
      <Button size="small" onClick={() => void use()}>
        {action}
      </Button>
    </>
  )
}
