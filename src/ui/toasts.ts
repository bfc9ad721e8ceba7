import { create } from 'zustand'

export interface Toast {
  id: number
  message: string
  /** What takes the deed back, and what is to be done once it cannot be taken back any more. */
  undo?: () => void
  gone?: () => void
}

interface Toasts {
  toasts: readonly Toast[]
  /** Takes the toast away. `undone`: through its undo button, so the deed stands no longer. */
  dismiss: (id: number, undone?: boolean) => void
}

let last = 0

export const useToasts = create<Toasts>()((set, get) => ({
  toasts: [],
  dismiss(id, undone = false) {
    const toast = get().toasts.find((each) => each.id === id)
    if (!toast) return
    set(({ toasts }) => ({ toasts: toasts.filter((each) => each.id !== id) }))
    if (undone) toast.undo?.()
    else toast.gone?.()
  },
}))

/** Says briefly what was done, with a way back where there is one. Ctrl Z takes the last one back. */
export function showToast(toast: Omit<Toast, 'id'>): void {
  last += 1
  const id = last
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { ...toast, id }] }))
}
