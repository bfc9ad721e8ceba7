import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { awaitScreen, useShortcuts } from '../../src/ui/shortcuts.ts'

const pressed: string[] = []

function Keys() {
  useShortcuts([
    { key: '1', label: 'the first', action: () => pressed.push('1') },
    { key: 'r', label: 'again', action: () => pressed.push('r') },
  ])
  return <input aria-label="Words" />
}

test('keys that are pressed while a screen is awaited count once, in order, when it is there', async () => {
  const user = userEvent.setup()
  const first = awaitScreen()
  const second = awaitScreen()
  await user.keyboard('1x')
  render(<Keys />)
  act(first)
  expect(pressed).toEqual([])
  // What is there already acts at once.
  await user.keyboard('r')
  expect(pressed).toEqual(['r'])
  act(second)
  act(second)
  expect(pressed).toEqual(['r', '1'])
  await user.type(screen.getByRole('textbox'), '1')
  expect(pressed).toEqual(['r', '1'])
})
