import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import { useSettings } from './settings.ts'

export interface Shortcut {
  /** As in KeyboardEvent.key: 'c', ' ', 'ArrowLeft', '?'. Letters in either case. */
  key: string
  /** What it does, for the list of keys: "finish answer". */
  label: string
  action: () => void
  /** False while it does nothing. It stays in the list of keys. */
  when?: boolean
}

/** A key as it is written on a button: "Space", "←", "C". */
export function keyName(key: string): string {
  const names: Record<string, string> = {
    ' ': 'Space',
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
    Escape: 'Esc',
  }
  return names[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}

/** As above, for aria-keyshortcuts. */
export const ariaKey = (key: string): string => (key === ' ' ? 'Space' : key)

type Group = { current: readonly Shortcut[] }

/** The shortcuts of what is on the screen. What came last is asked first. */
export const useShortcutGroups = create<{ groups: readonly Group[] }>(() => ({ groups: [] }))

/** Fields where keys mean text or a value. */
const fields =
  'input:not([type=button], [type=submit]), textarea, select, [contenteditable=true], [role=slider]'
/** What Space and Enter already press. */
const pressable = 'button, a[href], summary, [role=button], [role=tab], [role=option], audio, video'

function meansSomethingElse({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest(fields)) return true
  return (key === ' ' || key === 'Enter') && target.closest(pressable) !== null
}

const same = (a: string, b: string) => (a.length === 1 ? a.toLowerCase() === b.toLowerCase() : a === b)

/** Beside the arrows, what goes on while it is held: small steps, and zooming. */
const mayRepeat = new Set([',', '.', '+', '=', '-'])

/** Lists of keys are the same for every screen; the dialog that shows them closes by its own keys. */
function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.repeat && !event.key.startsWith('Arrow') && !mayRepeat.has(event.key)) return
  if (!useSettings.getState().shortcuts || meansSomethingElse(event)) return
  // A dialog holds the keyboard for itself.
  if (document.querySelector('dialog:modal')) return
  const all = useShortcutGroups
    .getState()
    .groups.toReversed()
    .flatMap((group) => group.current)
  const shortcut = all.find(({ key, when }) => when !== false && same(key, event.key))
  if (!shortcut) return
  event.preventDefault()
  shortcut.action()
}

/** Screens that are on their way, and the keys that were pressed meanwhile. */
let awaited = 0
const typed: KeyboardEvent[] = []
const keep = (event: KeyboardEvent) => void typed.push(event)

/**
 * Keeps the keys that are pressed from now on: whoever knows where a key leads presses the next one before the screen
 * has come. What it returns is called once its shortcuts are there; when no screen is awaited any more, the keys count.
 */
export function awaitScreen(): () => void {
  if (awaited++ === 0) document.addEventListener('keydown', keep)
  let here = false
  return () => {
    if (here) return
    here = true
    if (--awaited === 0) pressNext()
  }
}

/** One after the other: a key may lead to another screen, for which the next one is meant. */
function pressNext(): void {
  if (awaited > 0) return
  const event = typed.shift()
  if (!event) return document.removeEventListener('keydown', keep)
  press(event)
  setTimeout(pressNext)
}

/**
 * Gives the screen single keys. One listener on the document serves them all; keys mean text in fields, are left to
 * the browser with Ctrl, Alt or Cmd, and do nothing while a dialog is open or where the person turned them off.
 * Space and Enter press the button that has the focus first.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const group = useRef(shortcuts)
  useEffect(() => {
    group.current = shortcuts
  })
  useEffect(() => {
    const { getState, setState } = useShortcutGroups
    if (getState().groups.length === 0) document.addEventListener('keydown', press)
    setState(({ groups }) => ({ groups: [...groups, group] }))
    return () => {
      setState(({ groups }) => ({ groups: groups.filter((other) => other !== group) }))
      if (getState().groups.length === 0) document.removeEventListener('keydown', press)
    }
  }, [])
}
