import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest } from 'vite'
import { serve } from '../../scripts/serve.mjs'
import { root } from '../../scripts/setup.mjs'
import { expect, expectNoAxeViolations, test } from './fixtures.ts'

const dist = join(root, 'dist')
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8')) as Manifest
const scriptOf = (source: string) => `/${manifest[source]?.file}`

/** What becomes of opening an engine in the page, under the app's own content policy. */
type Opened = { text: string } | { problem: string; message: string }

test('Moonshine’s own module and Whisper’s run under the content policy', async ({ page }) => {
  await page.goto('/')
  const open = (source: string, given: unknown[]) =>
    page.evaluate(
      async ([script, args]): Promise<Opened> => {
        const [openEngine] = Object.values(
          (await import(script)) as Record<string, (...all: unknown[]) => Promise<never>>,
        )
        try {
          const recogniser = (await openEngine?.(...args)) as unknown as {
            begin(events: object): { push(samples: Int16Array): void; finish(): Promise<{ text: string }> }
          }
          const take = recogniser.begin({ partial: () => {} })
          take.push(new Int16Array(16_000))
          return { text: (await take.finish()).text }
        } catch (error) {
          const { problem, message } = error as { problem: string; message: string }
          return { problem, message }
        }
      },
      [scriptOf(source), given] as const,
    )
  const weightless = { size: 'tiny-streaming', files: [], options: { skip_transcription: 'true' } }
  expect(await open('src/speech/engines/moonshine.ts', ['moonshine', weightless])).toEqual({ text: '' })
  expect(await open('src/speech/engines/whisper.ts', ['whisper', []])).toMatchObject({
    problem: 'unloaded',
    message: expect.stringContaining('/models/whisper/config.json'),
  })
})

test('a model is fetched from its host only where the deployment names it and the person agreed', async ({
  page,
}) => {
  const asked: string[] = []
  // Stands in for the host: no request leaves this machine.
  await page.route('https://download.moonshine.ai/**', (route) => {
    asked.push(route.request().url())
    return route.fulfill({ body: 'x'.repeat(509), headers: { 'Access-Control-Allow-Origin': '*' } })
  })
  await page.goto('/settings')
  const tiny = page.getByRole('article', { name: 'Moonshine tiny' })
  await expect(tiny.getByRole('button', { name: 'Pick files of Moonshine tiny' })).toBeVisible()
  await expect(tiny.getByRole('button', { name: /^Get/ })).toHaveCount(0)
  await expectNoAxeViolations(page)

  process.env.MOCKLOOP_MODEL_HOST = 'https://download.moonshine.ai'
  const { server, address } = await serve({ folder: dist, port: 4290 })
  try {
    await page.goto(`${address}settings`)
    await tiny.getByRole('button', { name: 'Get 51 MB from download.moonshine.ai…' }).click()
    await expect(page.getByRole('dialog')).toContainText('51 MB are fetched from download.moonshine.ai')
    expect(asked).toEqual([])
    await page.getByRole('button', { name: 'Get 51 MB', exact: true }).click()
    await expect(tiny.getByRole('alert')).toContainText('A file is not what it should be')
    expect(asked).toEqual([expect.stringMatching(/tiny-streaming-en\/.*\/streaming_config\.json$/)])
  } finally {
    delete process.env.MOCKLOOP_MODEL_HOST
    server.close()
    server.closeAllConnections()
  }
})
