import { useLayoutEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { patienceMs } from '../storage/watchdog.ts'
import { Button } from '../ui/Button.tsx'
import page from '../ui/Page.module.css'
import { ErrorState } from '../ui/States.tsx'
import { followTheme } from '../ui/ThemeButton.tsx'

/** Stands in the page, which is empty until then, when opening takes longer than `longMs`, and goes once it is done. */
export async function whileOpening<T>(opened: Promise<T>, longMs = patienceMs): Promise<T> {
  const container = document.getElementById('root')
  let makeWay = () => {}
  const timer = setTimeout(() => {
    if (!container) return
    const root = createRoot(container)
    root.render(<NotYet />)
    makeWay = () => root.unmount()
  }, longMs)
  try {
    const found = await opened
    makeWay()
    return found
  } finally {
    clearTimeout(timer)
  }
}

function NotYet() {
  useLayoutEffect(() => followTheme(), [])
  return (
    <div className={page.page}>
      <main className={page.main}>
        <div className={page.head}>
          <h1>Mockloop</h1>
        </div>
        <ErrorState
          title="What is stored here does not open yet"
          actions={
            <Button kind="primary" onClick={() => location.reload()}>
              Reload
            </Button>
          }
        >
          <p>
            The browser has not given it out for some seconds. Another tab of this app may hold it: close the
            others, then load this page again. Nothing that was saved is lost.
          </p>
        </ErrorState>
      </main>
    </div>
  )
}
