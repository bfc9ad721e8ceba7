import { useEffect } from 'react'

/** What is folded away on the screen and belongs on paper. */
const folded = '[aria-label="Findings"] details:not([open])'

/** Opens the findings for as long as the page is printed: paper cannot be opened. */
export function usePrinting(): void {
  useEffect(() => {
    let opened: HTMLDetailsElement[] = []
    const open = () => {
      opened = [...document.querySelectorAll<HTMLDetailsElement>(folded)]
      for (const details of opened) details.open = true
    }
    const close = () => {
      for (const details of opened.splice(0)) details.open = false
    }
    window.addEventListener('beforeprint', open)
    window.addEventListener('afterprint', close)
    return () => {
      close()
      window.removeEventListener('beforeprint', open)
      window.removeEventListener('afterprint', close)
    }
  }, [])
}
