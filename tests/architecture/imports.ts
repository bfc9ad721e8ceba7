import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { parseSync } from 'vite'
import { root } from '../../scripts/setup.mjs'

export interface SourceImport {
  /** The importing file, from the root, with '/'. */
  from: string
  /** The imported file from the root, or a package's import as it is written. */
  to: string
  isPackage: boolean
  /** The names asked for; '*' for a namespace or a whole module, 'default'. Types are left out. */
  values: string[]
}

export interface SourceFile {
  path: string
  /** The text with its comments blanked out. */
  code: string
  imports: SourceImport[]
}

/** Every TypeScript file of these folders, parsed. */
export function readSources(folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) => readFolder(folder))
}

function readFolder(folder: string): SourceFile[] {
  return filesBelow(folder).map((path) => readSource(path, readFileSync(join(root, path), 'utf8')))
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file.split(sep).join('/')}`)
    .toSorted()
}

/** One file's imports: static, re-exporting, dynamic, and `new URL('…', import.meta.url)`. */
export function readSource(path: string, text: string): SourceFile {
  const { module, comments, errors } = parseSync(path, text)
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`)
  const code = comments.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  )
  const imports = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      values:
        entries.length === 0
          ? ['*']
          : entries
              .filter((entry) => !entry.isType)
              .map(({ importName }) => importName.name ?? (importName.kind === 'Default' ? 'default' : '*')),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap((entry) =>
        entry.moduleRequest
          ? [
              {
                specifier: entry.moduleRequest.value,
                values: entry.isType ? [] : [entry.importName.name ?? '*'],
              },
            ]
          : [],
      ),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      specifier: text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
      values: ['*'],
    })),
    ...[...code.matchAll(/new URL\(\s*['"]([^'"]+)['"]\s*,\s*import\.meta\.url/g)].map(
      ([, specifier = '']) => ({
        specifier,
        values: ['*'],
      }),
    ),
  ]
  return { path, code, imports: imports.map((found) => resolve(path, found)) }
}

function resolve(from: string, { specifier, values }: { specifier: string; values: string[] }): SourceImport {
  const isPackage = !/^[./]/.test(specifier)
  const plain = specifier.replace(/\?.*$/, '')
  const to = isPackage
    ? plain
    : relative(root, join(root, dirname(from), plain))
        .split(sep)
        .join('/')
  return { from, to, isPackage, values }
}
