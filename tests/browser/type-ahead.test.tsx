import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useEffect, useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { awaitScreen, useShortcuts } from '../../src/ui/shortcuts.ts'

const pressed: string[] = []
afterEach(cleanup)

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

test('a key that leads to another screen has the next one wait for that', async () => {
  const user = userEvent.setup()
  const first = awaitScreen()
  let second = () => {}
  function Home() {
    const [left, leave] = useState(false)
    useShortcuts([{ key: 'd', label: 'drills', action: () => leave(true), when: !left }])
    useEffect(() => {
      if (left) second = awaitScreen()
    }, [left])
    return null
  }
  pressed.length = 0
  await user.keyboard('d1')
  render(<Home />)
  act(first)
  await act(() => new Promise((resolve) => setTimeout(resolve)))
  render(<Keys />)
  expect(pressed).toEqual([])
  act(second)
  await vi.waitFor(() => expect(pressed).toEqual(['1']))
})
