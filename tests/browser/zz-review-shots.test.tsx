import '../../src/ui/tokens.css'
import '../../src/ui/base.css'
import { cleanup, render, screen } from '@testing-library/react'
import { cdp, commands, page } from 'vitest/browser'
import axe from 'axe-core'
import { afterEach, expect, test } from 'vitest'
import { Route, Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import ReviewScreen from '../../src/review/ReviewScreen.tsx'
import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { ServicesContext } from '../../src/ui/services.ts'
import { testServices } from '../support/screens.tsx'
import { generateSession } from '../support/sessions.ts'
import { browserClock } from '../../src/speech/index.ts'

afterEach(cleanup)
for (const theme of ['light', 'dark'])
  for (const [w, h] of [[1280, 800], [390, 844], [640, 400]] as const)
    for (const kind of ['many', 'open'] as const)
      test(`${theme} ${w} ${kind}`, async () => {
        await page.viewport(w, h)
        document.documentElement.dataset.theme = theme
        const store = new MemorySessionStore()
        const { log, takes } = generateSession(kind === 'many' ? { seed: 4, answers: 14, questions: 2, audio: true, id: 'one' } : { seed: 8, answers: 1, audio: true, unfinished: true, id: 'one' })
        await store.create(log.header, 'An evening')
        let n = 0
        const entries = log.entries.map((e) => e.type === 'prompt.asked' && n++ % 2 === 0 ? { ...e, text: `Hello, and thanks for coming. Let's begin. ${e.text}` } : e)
        await store.append('one', 0, entries)
        for (const t of takes) await store.appendAudio({ session: 'one', take: t.take, index: 0, sampleRate: t.sampleRate, samples: t.samples })
        const { hook } = memoryLocation({ path: '/review/one' })
        render(<ServicesContext value={testServices({ store, clock: browserClock })}><Router hook={hook}><Route path="/review/:id"><ReviewScreen /></Route></Router></ServicesContext>)
        await screen.findByRole('heading', { name: 'An evening' })
        await new Promise((r) => setTimeout(r, 700))
        const name = `${theme}-${w}-${kind}`
        const shot = async (s: string) => {
          const { data } = await (cdp() as any).send('Page.captureScreenshot', { format: 'png' })
          await commands.writeFile(`test-results/shots/${name}-${s}.png`, data, 'base64')
        }
        await shot('top')
        if (theme === 'light' || w === 1280) {
          const aside = document.querySelector('[aria-label="Before it was answered"]')
          ;(aside ?? screen.getByRole('region', { name: 'Answers' })).scrollIntoView({ block: 'center' })
          await new Promise((r) => setTimeout(r, 200))
          await shot('row')
          if (kind === 'many') {
            if (w <= 960) screen.getByRole('button', { name: 'Path' }).click()
            await new Promise((r) => setTimeout(r, 200))
            document.querySelector('figure')?.scrollIntoView({ block: 'center' })
            await shot('path')
            screen.getByRole('button', { name: 'Larger drawing' }).click()
            await new Promise((r) => setTimeout(r, 400))
            await shot('large')
          }
        }
        const { violations } = await axe.run(document.body)
        expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
        cleanup()
        store.close()
      })
