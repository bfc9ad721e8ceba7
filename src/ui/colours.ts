import { useEffect, useState } from 'react'

const roles = [
  'ground',
  'sunken',
  'line',
  'line-strong',
  'ink',
  'ink-2',
  'ink-3',
  'accent',
  'in',
  'in-soft',
  'short',
  'over',
  'over-soft',
] as const
export type Role = (typeof roles)[number]

/** The roles' colours as they are now, for what style sheets do not reach. */
export type Colours = Record<Role, string>

/** Read off an element, so that dark, contrast and forced colours hold on a canvas as well. */
function readColours(): Colours {
  const probe = document.createElement('span')
  probe.hidden = true
  document.body.append(probe)
  const style = getComputedStyle(probe)
  const found = roles.map((role) => {
    probe.style.color = `var(--${role})`
    return [role, style.color] as const
  })
  probe.remove()
  return Object.fromEntries(found) as Colours
}

const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)']

/** The colours, read again whenever the theme changes. */
export function useColours(): Colours {
  const [colours, setColours] = useState(readColours)
  useEffect(() => {
    const read = () => setColours(readColours())
    const lists = queries.map((query) => matchMedia(query))
    for (const list of lists) list.addEventListener('change', read)
    const observer = new MutationObserver(read)
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => {
      for (const list of lists) list.removeEventListener('change', read)
      observer.disconnect()
    }
  }, [])
  return colours
}
