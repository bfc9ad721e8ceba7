import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

/** Asks before the interview, or drill, is ended: it cannot be gone on with afterwards. Enter ends it. */
export function EndDialog(props: {
  open: boolean
  what: 'interview' | 'drill'
  onClose: () => void
  onEnd: () => void
}) {
  const { open, what, onClose, onEnd } = props
  return (
    <Dialog
      open={open}
      title={`End the ${what}?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep going</Button>
          <Button
            kind="primary"
            // The dialog gives the focus to what bears this attribute, which React's own property does not set.
            ref={(button) => button?.setAttribute('autofocus', '')}
            onClick={onEnd}
          >
            End and review
          </Button>
        </>
      }
    >
      <p>
        All that was said is kept and can be reviewed. {what === 'drill' ? 'A drill' : 'An interview'} that
        was ended cannot be gone on with.
      </p>
    </Dialog>
  )
}
