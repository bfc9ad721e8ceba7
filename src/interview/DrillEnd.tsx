import { EndPanel } from '../drills/run/EndPanel.tsx'
import type { DrillRun } from '../drills/run/useDrill.ts'
import type { Header } from '../session/log.ts'
import { useAnother } from './useAnother.ts'

/** In place of the room once all items of a drill were taken. */
export function DrillEnd(props: {
  header: Header
  drill: DrillRun
  onAgain: (() => void) | null
  onReview: () => void
}) {
  const { header, drill, onAgain, onReview } = props
  const { another, busy, problem } = useAnother(header)
  return (
    <EndPanel
      header={header}
      plans={drill.plans}
      items={drill.items}
      paceOf={drill.paceOf}
      onAgain={onAgain}
      onReview={onReview}
      onAnother={another}
      busy={busy}
      problem={problem}
    />
  )
}
