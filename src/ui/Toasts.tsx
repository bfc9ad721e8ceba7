import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './Button.tsx'
import styles from './Toasts.module.css'
import { useToasts, type Toast } from './toasts.ts'

/** Ms that a toast stays; it waits while the pointer or the focus is on it. */
const staysMs = 8_000
const fields = 'input, textarea, select, [contenteditable=true]'

/** Where toasts show: once, at the foot of the app. */
export function Toasts() {
  const { toasts, dismiss } = useToasts()
  useEffect(() => {
    const undoLast = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== 'z') return
      if (event.target instanceof Element && event.target.closest(fields)) return
      const toast = useToasts.getState().toasts.findLast((each) => each.undo)
      if (!toast) return
      event.preventDefault()
      useToasts.getState().dismiss(toast.id, true)
    }
    document.addEventListener('keydown', undoLast)
    return () => document.removeEventListener('keydown', undoLast)
  }, [])
  return (
    <output className={styles.toasts} aria-label="Notices">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} dismiss={dismiss} />
      ))}
    </output>
  )
}

function OneToast({ toast, dismiss }: { toast: Toast; dismiss: (id: number, undone?: boolean) => void }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(toast.id), staysMs)
    return () => clearTimeout(timer)
  }, [held, dismiss, toast.id])
  return (
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={styles.message}>{toast.message}</span>
      {toast.undo && (
        <Button kind="quiet" size="small" className={styles.undo} onClick={() => dismiss(toast.id, true)}>
          Undo
        </Button>
      )}
      <Button
        kind="quiet"
        size="small"
        icon
        className={styles.undo}
        aria-label="Dismiss"
        onClick={() => dismiss(toast.id)}
      >
        <X size={16} aria-hidden="true" />
      </Button>
    </div>
  )
}
