import type { ReactNode } from 'react'
import { EmptyState } from './States.tsx'

/** In place of an empty list where the database did not open: what it holds is only out of sight. */
export function UnseenState({ actions }: { actions?: ReactNode }) {
  return (
    <EmptyState title="Stored sessions cannot be shown now" actions={actions}>
      <p>
        The notice above says why. Sessions taken now are listed here until this tab is closed or loaded anew.
      </p>
    </EmptyState>
  )
}
