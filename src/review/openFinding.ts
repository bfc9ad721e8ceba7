import { scrollBehaviour } from './motion.ts'
import type { Mark } from './timeline/marks.ts'

/**
 * Opens a finding where it stands among the answers, with its words and its rule, and goes there. The focus is on the
 * whole of it, so that the keys of the player go on.
 */
export function openFinding({ answer, finding }: Pick<Mark, 'answer' | 'finding'>): void {
  const details = document.querySelector<HTMLDetailsElement>(`[data-finding="${answer} ${finding}"]`)
  if (!details) return
  details.open = true
  details.focus({ preventScroll: true })
  details.scrollIntoView({ block: 'center', behavior: scrollBehaviour() })
}
