/** What the builds need for the speech recognisers. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { appHeaders } from './headers.mjs'
import { root } from './setup.mjs'

const moonshine = 'virtual:moonshine-module'
const moonshinePath = '/@moonshine/moonshine.mjs'
const manifestPath = 'models/manifest.json'
const emptyManifest = JSON.stringify({ version: 1, models: {} })

/**
 * - `import url from 'virtual:moonshine-module'` is the address of Moonshine's WebAssembly glue, which its threads load
 *   as well. The content policy allows no code made from text, which the glue does in two places to call between
 *   JavaScript and C++: there it gets functions that do the same.
 * - Whisper runs on the WebAssembly that the rest of the app has, not on a second one.
 * - The list of models that the host placed is there even where it placed none, so that asking for it is no error.
 * @returns {import('vite').Plugin}
 */
export function speechEngines() {
  let serving = false
  return {
    name: 'mockloop:speech-engines',
    config: () => ({
      resolve: { alias: { 'onnxruntime-web/webgpu': 'onnxruntime-web/wasm' } },
      optimizeDeps: { exclude: ['@huggingface/transformers', '@moonshine-ai/moonshine-wasm'] },
    }),
    configResolved(config) {
      serving = config.command === 'serve'
    },
    resolveId: (source) => (source === moonshine ? `\0${moonshine}` : undefined),
    load(id) {
      if (id !== `\0${moonshine}`) return undefined
      if (serving) return `export default ${JSON.stringify(moonshinePath)}`
      const file = this.emitFile({ type: 'asset', name: 'moonshine.mjs', source: glue() })
      return `export default import.meta.ROLLUP_FILE_URL_${file}`
    },
    generateBundle() {
      if (!existsSync(join(root, 'public', manifestPath)))
        this.emitFile({ type: 'asset', fileName: manifestPath, source: emptyManifest })
    },
    configureServer({ middlewares }) {
      middlewares.use(moonshinePath, (_request, response) => {
        response.writeHead(200, { ...appHeaders(), 'Content-Type': 'text/javascript; charset=utf-8' })
        response.end(glue())
      })
      if (existsSync(join(root, 'public', manifestPath))) return
      middlewares.use(`/${manifestPath}`, (_request, response) => {
        response.writeHead(200, { ...appHeaders(), 'Content-Type': 'application/json' }).end(emptyManifest)
      })
    },
  }
}

function glue() {
  const path = createRequire(import.meta.url).resolve('@moonshine-ai/moonshine-wasm/moonshine.mjs')
  return withoutCodeFromText(readFileSync(path, 'utf8'))
}

/** Calls a C++ function: converts the arguments, calls, gives back what they took, converts the result. */
const invoker = `(function () {
  var taken = needsDestructorStack ? [] : null;
  var wired = [cppTargetFunc];
  if (isClassMethodFunc) wired.push(argTypes[1].toWireType(taken, this));
  for (var i = 0; i < argCount - 2; ++i) wired.push(argTypes[i + 2].toWireType(taken, arguments[i]));
  var result = cppInvokerFunc.apply(null, wired);
  if (needsDestructorStack) runDestructors(taken);
  else for (var i = isClassMethodFunc ? 1 : 2; i < argTypes.length; ++i)
    if (argTypes[i].destructorFunction !== null)
      argTypes[i].destructorFunction(wired[isClassMethodFunc ? i : i - 1]);
  if (returns) return argTypes[0].fromWireType(result);
})`

/** Calls a JavaScript function for C++, with the arguments that it left in memory. */
const caller = `(function (object, called, destructors, memory) {
  var offset = 0;
  var given = types.map(function (type) {
    var value = type.readValueFromPointer(memory + offset);
    offset += type.argPackAdvance;
    return value;
  });
  var result = kind === 1 ? Reflect.construct(called, given)
    : kind === 0 ? called.apply(object, given) : called.call.apply(called, given);
  if (!retType.isVoid) return emval_returnValue(retType, destructors, result);
})`

/** What is replaced in the glue of version 0.1.5, and by what. */
const replacements = /** @type {const} */ ([
  [
    'let[args,invokerFnBody]=createJsInvoker(argTypes,isClassMethodFunc,returns,isAsync);' +
      'var invokerFn=new Function(...args,invokerFnBody)(...closureArgs);',
    `var invokerFn=${invoker};`,
  ],
  ['new Function(...params,functionBody)(...args)', caller],
])

/**
 * @param {string} source
 * @throws Error where it is not the version that this was written for
 */
export function withoutCodeFromText(source) {
  let changed = source
  for (const [from, to] of replacements) {
    if (changed.split(from).length !== 2) throw new Error(`moonshine.mjs has not once: ${from}`)
    changed = changed.replace(from, () => to)
  }
  if (/\bnew Function\b|\beval\(/.test(changed))
    throw new Error('moonshine.mjs makes code from text elsewhere, too')
  return changed
}
