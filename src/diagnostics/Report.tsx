import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import styles from './DiagnosticsScreen.module.css'

/** The report: read in full first, then copied or saved. */
export function Report({ text }: { text: () => string }) {
  const [shown, setShown] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const copy = (report: string) => {
    navigator.clipboard.writeText(report).then(
      () => setSaid('Copied.'),
      () => setSaid('The browser did not let it be copied: select it above, or save it.'),
    )
  }
  return (
    <section aria-labelledby="report">
      <h2 id="report">Report</h2>
      <p className={styles.quiet}>
        All of the above as plain text, for someone who is to help you. It holds nothing that you said and no
        title of a session. Read it before you pass it on.
      </p>
      {shown !== null && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by key
        <pre className={styles.report} tabIndex={0} aria-label="The report">
          {shown}
        </pre>
      )}
      <div className={styles.buttons}>
        <Button
          onClick={() => {
            setShown(text())
            setSaid('')
          }}
        >
          {shown === null ? 'Show the report' : 'Write it anew'}
        </Button>
        {shown !== null && (
          <>
            <Button onClick={() => copy(shown)}>Copy</Button>
            <Button onClick={() => save(shown)}>Save as a file</Button>
          </>
        )}
        <output className={styles.quiet}>{said}</output>
      </div>
    </section>
  )
}

function save(report: string): void {
  const url = URL.createObjectURL(new Blob([report], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `mockloop-report-${new Date().toISOString().slice(0, 10)}.txt`
  link.click()
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
