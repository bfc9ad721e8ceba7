import * as v from 'valibot'
import type { Fetch } from '../../platform/transfer.ts'
import type { SpeechModel } from './catalogue.ts'

/** The list of models that the app's own server has; scripts/models.ts writes it. */
export const ownModelsSchema = v.object({
  version: v.literal(1),
  models: v.record(
    v.string(),
    v.object({ files: v.record(v.string(), v.object({ bytes: v.number(), sha256: v.string() })) }),
  ),
})
export type OwnModels = v.InferOutput<typeof ownModelsSchema>

export const ownFolder = '/models/'

/** SHA-256 of each file of each model that the app's own server has. Empty where it has none or cannot be asked. */
export async function readOwnModels(
  fetch: Fetch,
  models: readonly SpeechModel[],
): Promise<Map<string, Record<string, string>>> {
  const found = new Map<string, Record<string, string>>()
  const answer = await fetch(`${ownFolder}manifest.json`, { cache: 'no-cache' }).catch(() => null)
  const list = v.safeParse(ownModelsSchema, answer?.ok ? await answer.json().catch(() => null) : null)
  if (!list.success) return found
  for (const { id, files } of models) {
    const own = list.output.models[id]?.files
    // Another version of it is not this model.
    if (!own || !files.every(({ name, bytes }) => own[name]?.bytes === bytes)) continue
    found.set(id, Object.fromEntries(files.map(({ name }) => [name, own[name]?.sha256 ?? ''])))
  }
  return found
}
