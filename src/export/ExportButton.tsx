import { Download } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import styles from './Export.module.css'
import { usePrinting } from './usePrinting.ts'
import type { Sheet } from './sheet.ts'

/** Offers what a session can be exported as. `sheet` is made when it is asked for. */
export function ExportButton(props: { session: string; sheet: () => Sheet }) {
  const { session, sheet } = props
  const [open, setOpen] = useState<Sheet | null>(null)
  usePrinting()
  return (
    <span className={styles.button}>
      <Button kind="quiet" size="small" aria-haspopup="dialog" onClick={() => setOpen(sheet())}>
        <Download size={14} aria-hidden="true" /> Export
      </Button>
      {open && <ExportDialog session={session} sheet={open} onClose={() => setOpen(null)} />}
    </span>
  )
}
