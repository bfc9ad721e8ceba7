import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from 'react'
import { Link } from 'wouter'
import styles from './Button.module.css'
import { classes } from './classes.ts'
import { useSettings } from './settings.ts'
import { ariaKey, keyName } from './shortcuts.ts'

interface Look {
  /** `primary` once a screen; `plain` beside it; `quiet` in rows and corners; `danger` for what destroys. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  size?: 'small' | 'normal' | 'large'
  /** Square, for a single icon; give it an aria-label. */
  icon?: boolean
}

const look = ({ kind = 'plain', size = 'normal', icon }: Look, className?: string) =>
  classes(styles.button, styles[kind], styles[size], icon && styles.icon, className)

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Look {
  /** Shows the key that does the same. The key itself is given to useShortcuts. */
  shortcut?: string
  ref?: React.Ref<HTMLButtonElement>
}

export function Button({ kind, size, icon, shortcut, className, children, ...rest }: ButtonProps) {
  const keys = useSettings((settings) => settings.shortcuts)
  const shown = keys && shortcut !== undefined
  return (
    <button
      type="button"
      {...rest}
      className={look({ kind, size, icon }, className)}
      aria-keyshortcuts={shown ? ariaKey(shortcut) : undefined}
    >
      {children}
      {shown && !icon && <KeyHint shortcut={shortcut} />}
    </button>
  )
}

/** Looks like a button, goes to another screen. */
export function ButtonLink(
  props: AnchorHTMLAttributes<HTMLAnchorElement> & Look & { href: string; shortcut?: string },
) {
  const { kind, size, icon, shortcut, className, children, ...rest } = props
  return (
    <Link {...rest} className={look({ kind, size, icon }, className)}>
      {children}
      {shortcut !== undefined && <KeyHint shortcut={shortcut} />}
    </Link>
  )
}

function KeyHint({ shortcut }: { shortcut: string }) {
  const keys = useSettings((settings) => settings.shortcuts)
  if (!keys) return null
  return (
    <kbd className={styles.key} aria-hidden="true">
      {keyName(shortcut)}
    </kbd>
  )
}
