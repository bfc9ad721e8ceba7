import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../scripts/setup.mjs'
import { readSource, readSources } from './imports.ts'
import type { SourceImport } from './imports.ts'

const sources = readSources(['questions', 'machines', 'src'])
const imports = sources.flatMap((source) => source.imports)

/** Folders of src that are no screens. */
const shared = [
  'app',
  'archive',
  'assess',
  'debrief',
  'drills',
  'export',
  'measured',
  'packing',
  'platform',
  'search',
  'selfreview',
  'session',
  'speech',
  'storage',
  'takes',
  'transcribe',
  'ui',
]
const pure = ['src/assess', 'src/debrief', 'src/session']
/** Pure as well, beside parts of speech that are not. */
const turn = 'src/speech/turn/'

/** The folder that a file counts as part of: 'questions', 'machines', 'src/session', 'tests' … */
function part(path: string): string {
  const [first = '', second = ''] = path.split('/')
  return first === 'src' && path.split('/').length > 2 ? `src/${second}` : first
}

function isScreen(name: string): boolean {
  return name.startsWith('src/') && !shared.includes(name.slice('src/'.length))
}

/** Package imports of the named package or anything below it. */
function isOf(to: string, name: string): boolean {
  return to === name || to.startsWith(`${name}/`)
}

/** The imports that break a rule, as lines to read. */
function breaking(rule: (found: SourceImport) => boolean): string[] {
  return imports.filter(rule).map(({ from, to, values }) => `${from} imports ${values.join(', ')} from ${to}`)
}

describe('imports', () => {
  test('are found in every way of writing them', () => {
    const text = `
      import a, { b as c, type T } from './a.ts'
      import type { U } from 'u'
      import * as d from '../d/d.ts'
      import './e.css'
      export { f } from './f.ts'
      export * from 'g'
      // import h from 'h'
      const text = "import i from 'i'"
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
      const later = () => import('./later.ts')
    `
    const found = readSource('src/x/y.ts', text).imports.map(({ to, values }) => [to, ...values])
    expect(found).toEqual([
      ['src/x/a.ts', 'default', 'b'],
      ['u'],
      ['src/d/d.ts', '*'],
      ['src/x/e.css', '*'],
      ['src/x/f.ts', 'f'],
      ['g', '*'],
      ['src/x/later.ts', '*'],
      ['src/x/worker.ts', '*'],
    ])
  })

  test('point one way: questions, then machines, then src', () => {
    const allowed: Record<string, string[]> = {
      questions: ['questions'],
      machines: ['questions', 'machines'],
    }
    expect(
      breaking(({ from, to, isPackage }) => {
        const targets = allowed[part(from)]
        return !isPackage && targets !== undefined && !targets.includes(part(to))
      }),
    ).toEqual([])
  })

  test('of src never lead to tests or scripts', () => {
    expect(breaking(({ to, isPackage }) => !isPackage && ['tests', 'scripts'].includes(part(to)))).toEqual([])
  })

  test('of the pure parts lead to nothing but pure parts', () => {
    const within = ['questions', 'machines', ...pure]
    expect(
      breaking(
        ({ from, to, isPackage }) => pure.includes(part(from)) && !isPackage && !within.includes(part(to)),
      ),
    ).toEqual([])
  })

  test('of the pure parts bring in no React, page, storage, speech or Node', () => {
    const impure = [
      'react',
      'react-dom',
      'wouter',
      'zustand',
      'lucide-react',
      'idb',
      'onnxruntime-web',
      '@dagrejs/dagre',
      '@huggingface/transformers',
      '@moonshine-ai/moonshine-wasm',
      '@fontsource-variable/inter',
      '@ricky0123/vad-web',
      '@xstate/react',
    ]
    const core = ['questions', 'machines', ...pure]
    expect(
      breaking(
        ({ from, to, isPackage }) =>
          core.includes(part(from)) &&
          isPackage &&
          // The encoder of meaning runs on it, in Node as in a worker; its bytes come in as an argument.
          from !== 'src/assess/model/encoder.ts' &&
          (to.startsWith('node:') || impure.some((name) => isOf(to, name))),
      ),
    ).toEqual([])
  })

  test('of the end of turn lead to types of speech and to the grammar, and to nothing that runs', () => {
    const within = ['src/speech/turn/', 'src/assess/facts/', 'src/speech/format.ts']
    expect(
      breaking(
        ({ from, to, values }) =>
          from.startsWith(turn) && values.length > 0 && !within.some((place) => to.startsWith(place)),
      ),
    ).toEqual([])
  })

  test('of xstate stay in machines, but for the actor that the session runs', () => {
    expect(
      breaking(({ from, to, values }) => {
        if (!isOf(to, 'xstate') || part(from) === 'machines') return false
        return part(from) !== 'src/session' || values.some((name) => name !== 'createActor')
      }),
    ).toEqual([])
  })

  test('of a screen never lead to another screen', () => {
    expect(
      breaking(
        ({ from, to, isPackage }) =>
          !isPackage && isScreen(part(from)) && isScreen(part(to)) && part(from) !== part(to),
      ),
    ).toEqual([])
  })

  test('lead into src/app only from there', () => {
    expect(breaking(({ from, to }) => part(to) === 'src/app' && part(from) !== 'src/app')).toEqual([])
  })

  test('make no circle among the parts', () => {
    expect(circle(imports)).toEqual([])
  })
})

describe('the pure parts', () => {
  test('take time and chance as arguments', () => {
    const forbidden = ['Date.now(', 'new Date()', 'performance.now(', 'Math.random(']
    const core = ['questions', 'machines', ...pure]
    const found = sources
      .filter(({ path }) => core.includes(part(path)) || path.startsWith(turn))
      .flatMap(({ path, code }) =>
        forbidden.filter((text) => code.includes(text)).map((text) => `${path}: ${text}`),
      )
    expect(found).toEqual([])
  })
})

describe('dependencies', () => {
  test('are pinned to one version each', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    ) as {
      dependencies: Record<string, string>
      devDependencies: Record<string, string>
    }
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, wanted]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(wanted),
    )
    expect(loose).toEqual([])
  })
})

describe('the lock file', () => {
  test('names no download addresses', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { resolved?: string }>
    }
    const named = Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined)
    expect(named.map(([path]) => path)).toEqual([])
  })
})

/** A circle of parts that import each other, in order, or an empty list. */
function circle(all: readonly SourceImport[]): string[] {
  const targets = new Map<string, Set<string>>()
  for (const { from, to, isPackage } of all) {
    if (isPackage || part(from) === part(to)) continue
    targets.set(part(from), (targets.get(part(from)) ?? new Set()).add(part(to)))
  }
  const done = new Set<string>()
  const walk = (name: string, path: readonly string[]): string[] => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name]
    if (done.has(name)) return []
    for (const target of targets.get(name) ?? []) {
      const found = walk(target, [...path, name])
      if (found.length > 0) return found
    }
    done.add(name)
    return []
  }
  for (const name of targets.keys()) {
    const found = walk(name, [])
    if (found.length > 0) return found
  }
  return []
}
