import { X } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { classes } from './classes.ts'
import styles from './Dialog.module.css'

/** Where there is something to type, typing is what the dialog was opened for. */
const textFields = 'input:not([type=checkbox], [type=radio]), textarea'

/**
 * A question or a list in front of the screen. The focus goes in, stays in, and returns to where it was: to what bears
 * the autofocus attribute, else to a text field, else to the first control.
 */
export function Dialog(props: {
  open: boolean
  title: string
  onClose: () => void
  children: ReactNode
  /** Fills the window. */
  full?: boolean
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode
}) {
  return props.open ? <OpenDialog {...props} /> : null
}

function OpenDialog({ title, onClose, children, full, actions }: Parameters<typeof Dialog>[0]) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    if (!element?.querySelector('[autofocus]')) element?.querySelector<HTMLElement>(textFields)?.focus()
    return () => {
      element?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className={classes(styles.dialog, full && styles.full)}
      closedby="any"
      // A close that came before it was opened again is told late.
      onClose={(event) => {
        if (!event.currentTarget.open) onClose()
      }}
    >
      <div className={styles.inside}>
        <div className={styles.header}>
          <h2 id={id}>{title}</h2>
          <Button kind="quiet" size="small" icon aria-label="Close" onClick={onClose}>
            <X size={18} aria-hidden="true" />
          </Button>
        </div>
        {children}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </dialog>
  )
}
