import { ButtonLink } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Page
      title="Nothing here"
      lead="This address does not belong to any screen. It may have been cut short when it was copied."
    >
      <ButtonLink href="/">Go home</ButtonLink>
    </Page>
  )
}
