import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { version } from '../../package.json'
import { root } from '../../scripts/setup.mjs'
import { formatVersion } from '../../src/archive/manifest.ts'
import { logVersion } from '../../src/session/version.ts'
import { databaseVersion } from '../../src/storage/database.ts'
import { readSettings, settingsVersion } from '../../src/ui/settings.ts'
import { archiveOf, placesOf, takeInAll } from '../support/archives.ts'
import type { VersionFixture } from '../support/version.ts'

const folder = join(root, 'tests', 'fixtures', 'versions')

interface Release {
  app: string
  /** By what it is of: `database`, `log`, `archive`, `settings`. */
  versions: Record<string, number>
}

/** The releases as the change log tells them, newest first. */
const releases: Release[] = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
  .split(/^## /m)
  .slice(1)
  .map((text) => ({
    app: /^\S+/.exec(text)?.[0] ?? '',
    versions: Object.fromEntries(
      [...(/^Stored data: (.*)$/m.exec(text)?.[1] ?? '').matchAll(/([a-z]+) (\d+)/g)].map(
        ([, what = '', number]) => [what, Number(number)],
      ),
    ),
  }))
const newest = releases[0] as Release
const fixtureOf = (app: string) =>
  JSON.parse(readFileSync(join(folder, `${app}.json`), 'utf8')) as VersionFixture
const rowsOf = (fixture: VersionFixture, store: string) =>
  (fixture.database.stores.find(({ name }) => name === store)?.rows ?? []) as Record<string, never>[]

describe('the change log', () => {
  test('has the version at hand on top, with the versions of what it stores', () => {
    expect(newest).toEqual({
      app: version,
      versions: {
        database: databaseVersion,
        log: logVersion,
        archive: formatVersion,
        settings: settingsVersion,
      },
    })
  })

  test('tells of each version that the database, the log and archives ever had', () => {
    for (const [what, latest] of [
      ['database', databaseVersion],
      ['log', logVersion],
      ['archive', formatVersion],
    ] as const) {
      const told = new Set(releases.flatMap(({ versions }) => versions[what] ?? []))
      expect([what, [...told].toSorted((a, b) => a - b)]).toEqual([
        what,
        Array.from({ length: latest }, (_, i) => i + 1),
      ])
    }
  })
})

describe('fixtures', () => {
  test.each(releases)('hold what $app stored: run `npm run fixture` where one is missing', (release) => {
    const { app, versions } = release
    const fixture = fixtureOf(app)
    expect(fixture.app).toBe(app)
    expect(fixture.database.version).toBe((versions['database'] ?? 0) * 10)
    const logs = rowsOf(fixture, 'sessions').map(({ logVersion: kept }) => kept)
    expect(logs.length).toBeGreaterThanOrEqual(3)
    expect(new Set(logs)).toEqual(new Set([versions['log']]))
    expect(JSON.parse(fixture.settings)).toMatchObject({ version: versions['settings'] })
    expect(existsSync(join(folder, `${app}.zip`))).toBe(versions['archive'] !== undefined)
  })

  test('are all told in the change log', () => {
    const known = releases.map(({ app }) => app)
    const stray = readdirSync(folder).filter((file) => !known.includes(file.replace(/\.(json|zip)$/, '')))
    expect(stray).toEqual([])
  })

  test.each(releases)('of the settings of $app are read, and what is new is as at first', ({ app }) => {
    const { state } = JSON.parse(fixtureOf(app).settings) as { state: Record<string, unknown> }
    expect(readSettings(state)).toMatchObject(state)
  })

  test.each(releases.filter(({ versions }) => versions['archive'] !== undefined))(
    'of an archive of $app come in whole',
    async ({ app }) => {
      const bytes = new Uint8Array(readFileSync(join(folder, `${app}.zip`)))
      const here = placesOf()
      const { plan, failed } = await takeInAll(here, bytes)
      expect([plan.refused, failed]).toEqual([[], []])
      const list = await here.store.list()
      const fixture = fixtureOf(app)
      expect(list.map(({ id, title, answers }) => ({ id, title, answers }))).toEqual(
        fixture.list.map(({ id, title, answers }) => ({ id, title, answers })),
      )
      for (const { id } of list) {
        const kept = rowsOf(fixture, 'entries').filter(({ session }) => session === id)
        expect((await here.store.load(id))?.log.entries).toEqual(kept.map(({ entry }) => entry))
      }
    },
  )

  test('of an archive of the version at hand are what it writes', async () => {
    const bytes = new Uint8Array(readFileSync(join(folder, `${version}.zip`)))
    const here = placesOf()
    await takeInAll(here, bytes)
    expect(Buffer.compare(await archiveOf(here), bytes)).toBe(0)
  })
})
