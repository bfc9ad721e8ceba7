import { Component, type ReactNode } from 'react'
import { noteError } from '../platform/errors.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { ErrorState } from '../ui/States.tsx'

/** A part of the app that did not load is remembered by the page as broken, whatever is tried. */
const isLoadFailure = (error: Error) =>
  /dynamically imported module|importing a module|preload/i.test(error.message)

/** Catches what a screen throws and offers to try again. What was recorded is in the database and not at risk. */
export class ScreenBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(thrown: unknown) {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) }
  }

  override componentDidCatch(thrown: unknown) {
    noteError(thrown)
  }

  readonly #again = () => {
    if (this.state.error && isLoadFailure(this.state.error)) location.reload()
    else this.setState({ error: null })
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    const unloaded = isLoadFailure(error)
    return (
      <Page title="Something went wrong">
        <ErrorState
          title={unloaded ? 'This screen could not be loaded' : 'This screen stopped working'}
          detail={error.message}
          actions={
            <>
              <Button kind="primary" onClick={this.#again}>
                Try again
              </Button>
              <ButtonLink href="/">Go home</ButtonLink>
            </>
          }
        >
          <p>
            {unloaded
              ? 'The server may have stopped, or the app was updated meanwhile. Trying again reloads the page.'
              : 'What was recorded is kept; nothing of it is lost by trying again.'}
          </p>
        </ErrorState>
      </Page>
    )
  }
}
