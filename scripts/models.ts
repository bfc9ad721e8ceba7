/**
 * Speech models that the app's own server gives to its users, so that nobody has to get them elsewhere. They lie in
 * public/models, which a build copies.
 *
 *   npm run models                        which models there are, where their files come from, and what is placed
 *   npm run models -- ID --from FOLDER    places the model's files that lie in the folder
 *   npm run models -- ID --download       fetches them from the model's host, and places them
 *   npm run models -- ID --remove         takes them away
 *
 * Every file is held against its size and, where its publisher states one, its checksum.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { pathToFileURL } from 'node:url'
import * as v from 'valibot'
import { bytesOf, speechModels, type ModelFile, type SpeechModel } from '../src/speech/models/catalogue.ts'
import { check } from '../src/speech/models/check.ts'
import { ownModelsSchema, type OwnModels } from '../src/speech/models/ownModels.ts'
import { root } from './setup.mjs'

const placed = join(root, 'public', 'models')

/** Where the files come from. */
type Read = (file: ModelFile) => Promise<Uint8Array<ArrayBuffer>>

/** A file of the folder, by its whole name or by its last part. */
export const readFrom =
  (folder: string): Read =>
  async ({ name }) => {
    for (const path of [name, basename(name)]) {
      const bytes = await readFile(join(folder, path)).catch(() => null)
      if (bytes) return new Uint8Array(bytes)
    }
    throw new Error(`${folder} has no ${name}`)
  }

const download =
  ({ host }: SpeechModel): Read =>
  async ({ name }) => {
    const response = await fetch(host + name)
    if (!response.ok) throw new Error(`${host}${name} answered ${response.status}`)
    return new Uint8Array(await response.arrayBuffer())
  }

/**
 * Checks all files of a model, puts them into the folder and writes them into its manifest.
 * @throws Error that names the file and what is wrong; then nothing was placed
 */
export async function place(model: SpeechModel, read: Read, folder: string): Promise<void> {
  const files: OwnModels['models'][string]['files'] = {}
  const waiting: [path: string, bytes: Uint8Array][] = []
  for (const file of model.files) {
    const bytes = await read(file)
    const checked = await check(file, bytes)
    if ('fault' in checked) throw new Error(checked.fault)
    files[file.name] = { bytes: bytes.length, sha256: checked.sha256 }
    waiting.push([join(folder, model.id, file.name), bytes])
  }
  for (const [path, bytes] of waiting) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
  }
  const manifest = await readManifest(folder)
  await writeManifest(folder, { ...manifest.models, [model.id]: { files } })
}

export async function unplace({ id }: SpeechModel, folder: string): Promise<void> {
  const { [id]: _gone, ...models } = (await readManifest(folder)).models
  await writeManifest(folder, models)
  await rm(join(folder, id), { recursive: true, force: true })
}

export async function readManifest(folder: string): Promise<OwnModels> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => null)
  return text === null ? { version: 1, models: {} } : v.parse(ownModelsSchema, JSON.parse(text))
}

async function writeManifest(folder: string, models: OwnModels['models']): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify({ version: 1, models }, null, 2)}\n`)
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

async function list(): Promise<void> {
  const { models } = await readManifest(placed)
  for (const model of speechModels) {
    const here = models[model.id] ? 'placed' : 'not placed'
    console.log(`${model.id}  ${megabytes(bytesOf(model))}, ${model.licence}, ${here}`)
    for (const { name } of model.files) console.log(`  ${model.host}${name}`)
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: { type: 'string' }, download: { type: 'boolean' }, remove: { type: 'boolean' } },
  })
  const [id] = positionals
  if (id === undefined) return list()
  const model = speechModels.find((each) => each.id === id)
  if (!model)
    throw new Error(`There is no model '${id}'; there are ${speechModels.map((each) => each.id).join(', ')}`)
  if (values.remove) return unplace(model, placed)
  if (!values.download && values.from === undefined)
    throw new Error('Say --from FOLDER, --download or --remove')
  if (values.download) console.log(`Fetching ${megabytes(bytesOf(model))} from ${new URL(model.host).host}…`)
  await place(model, values.from === undefined ? download(model) : readFrom(values.from), placed)
  console.log(`${id} is in ${placed}. The next build has it.`)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
