import { useEffect, useId, useRef, useState } from 'react'
import { isCancel } from '../archive/errors.ts'
import { openFile } from '../archive/saving.ts'
import { sizeWords } from '../ui/bytes.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Checkbox } from '../ui/Field.tsx'
import { RadioGroup } from '../ui/RadioGroup.tsx'
import { useServices } from '../ui/services.ts'
import { showToast } from '../ui/toasts.ts'
import styles from './Export.module.css'
import { exportTo } from './exporting.ts'
import { formatInfo, formats, type Format } from './formats.ts'
import { fileName } from './names.ts'
import type { Sheet } from './sheet.ts'
import { playsOpus, soundBytes } from './sounds.ts'
import { messageOf } from '../platform/messageOf.ts'

type State = { at: 'rest'; problem?: string } | { at: 'writing'; done: number; of: number }

/** Chooses the form, says how large it will be, and writes it. Closing it ends what is being written. */
export function ExportDialog(props: { session: string; sheet: Sheet; onClose: () => void }) {
  const { session, sheet, onClose } = props
  const services = useServices()
  const [format, setFormat] = useState<Format>('page')
  const [audio, setAudio] = useState(true)
  const [state, setState] = useState<State>({ at: 'rest' })
  const cancel = useRef<AbortController>(null)
  const sounds = useSoundBytes(sheet)
  const recorded = sounds === null || sounds > 0
  const withAudio = audio && recorded

  useEffect(() => () => cancel.current?.abort(), [])

  const write = async () => {
    const { file: type } = formatInfo[format]
    if (type === null || format === 'print') {
      onClose()
      // Once the dialog is gone.
      requestAnimationFrame(() => window.print())
      return
    }
    const { signal } = (cancel.current = new AbortController())
    const name = fileName(sheet.title, sheet.createdAt, type.ending.slice(1))
    try {
      const file = await openFile(name, type)
      setState({ at: 'writing', done: 0, of: 0 })
      const { bytes, leftOut } = await exportTo(
        file,
        sheet,
        session,
        { format, audio: withAudio },
        services,
        {
          signal,
          onProgress: (done, of) => setState({ at: 'writing', done, of }),
        },
      )
      showToast({ message: `“${name}” was written, ${sizeWords(bytes)}.${leftOut ? ` ${leftOut}` : ''}` })
      onClose()
    } catch (error) {
      setState({
        at: 'rest',
        problem: isCancel(error) ? 'Cancelled; nothing was written.' : messageOf(error),
      })
    }
  }

  if (state.at === 'writing')
    return (
      <Dialog
        open
        title="Export"
        onClose={onClose}
        actions={<Button onClick={() => cancel.current?.abort()}>Cancel</Button>}
      >
        <Writing {...state} />
      </Dialog>
    )
  return (
    <Dialog
      open
      title="Export"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button kind="primary" onClick={() => void write()}>
            {format === 'print' ? 'Print' : 'Export'}
          </Button>
        </>
      }
    >
      <div className={styles.choices}>
        <RadioGroup
          legend="As"
          legendHidden
          options={formats.map((value) => ({ value, ...formatInfo[value] }))}
          value={format}
          onChange={setFormat}
        />
        {format === 'page' && (
          <Checkbox
            label="With the recordings"
            hint={recorded ? `adds ${sounds === null ? '…' : sizeWords(sounds)}` : 'there are none'}
            checked={withAudio}
            disabled={!recorded}
            onChange={({ target }) => setAudio(target.checked)}
          />
        )}
        {format !== 'print' && (
          <p className={styles.quiet}>
            Whoever has the file can read{' '}
            {format === 'archive' || (format === 'page' && withAudio) ? 'and hear ' : ''}
            what you said.
          </p>
        )}
        {state.problem && (
          <p role="alert" className={styles.problem}>
            {state.problem}
          </p>
        )}
      </div>
    </Dialog>
  )
}

function Writing({ done, of }: { done: number; of: number }) {
  const id = useId()
  return (
    <div className={styles.writing}>
      <label htmlFor={id}>{of > 0 ? `Writing ${done} of ${of}` : 'Writing'}</label>
      <progress id={id} max={of || undefined} value={of ? done : undefined} />
    </div>
  )
}

/** How much the recordings add to a page, in bytes; null while that is looked up. */
function useSoundBytes(sheet: Sheet): number | null {
  const { store } = useServices()
  const [bytes, setBytes] = useState<number | null>(null)
  useEffect(() => {
    let gone = false
    store.sizes().then(
      (sizes) => !gone && setBytes(soundBytes(sheet, sizes, playsOpus())),
      () => {},
    )
    return () => {
      gone = true
    }
  }, [store, sheet])
  return bytes
}
