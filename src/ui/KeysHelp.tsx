import { useState } from 'react'
import { Dialog } from './Dialog.tsx'
import { Button } from './Button.tsx'
import styles from './KeysHelp.module.css'
import { useSettings } from './settings.ts'
import { keyName, useShortcutGroups, useShortcuts } from './shortcuts.ts'

/** The list of the screen's keys, on `?` and on a button. */
export function KeysHelp() {
  const [open, setOpen] = useState(false)
  const { shortcuts, change } = useSettings()
  useShortcuts([{ key: '?', label: 'this list', action: () => setOpen(true) }])
  return (
    <>
      <Button
        kind="quiet"
        size="small"
        icon
        aria-label="Keys"
        title="Keys (?)"
        shortcut="?"
        onClick={() => setOpen(true)}
      >
        <span aria-hidden="true">?</span>
      </Button>
      <Dialog open={open} title="Keys" onClose={() => setOpen(false)}>
        <Keys />
        <label className={styles.switch}>
          <input type="checkbox" checked={shortcuts} onChange={() => change({ shortcuts: !shortcuts })} />
          Single keys do these things
        </label>
      </Dialog>
    </>
  )
}

function Keys() {
  const groups = useShortcutGroups((state) => state.groups)
  const all = groups.flatMap((group) => group.current)
  // The list itself comes last.
  const shown = [...all.filter(({ key }) => key !== '?'), ...all.filter(({ key }) => key === '?')]
  return (
    <dl className={styles.keys}>
      {shown.map(({ key, label }) => (
        <div key={`${key} ${label}`} className={styles.row}>
          <dt>
            <kbd>{keyName(key)}</kbd>
          </dt>
          <dd>{label}</dd>
        </div>
      ))}
    </dl>
  )
}
