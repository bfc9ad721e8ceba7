import * as v from 'valibot'
import { ArchiveError } from './errors.ts'

/** The version of the archive as a whole: the zip, this list, and where things lie. */
export const formatVersion = 1

export const manifestName = 'manifest.json'

const kindName = v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,39}$/))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const fileSchema = v.strictObject({
  path: v.pipe(v.string(), v.maxLength(300)),
  /** How its bytes are to be read: `application/json`, `audio/pcm` (16 bit, mono, little-endian), `audio/ogg` (Opus). */
  type: v.pipe(v.string(), v.regex(/^[a-z]+\/[a-z0-9.+-]{1,60}$/)),
  bytes: count,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
})
/** One file in the archive, and what its bytes must be. */
export type FileRef = v.InferOutput<typeof fileSchema>

const itemSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)),
  data: fileSchema,
  files: v.array(fileSchema),
})
/** One stored thing: its data as JSON, and what belongs to it. */
export type ItemRef = v.InferOutput<typeof itemSchema>

const manifestSchema = v.strictObject({
  format: v.literal(formatVersion),
  kinds: v.array(
    v.strictObject({ kind: kindName, version: v.pipe(count, v.minValue(1)), items: v.array(itemSchema) }),
  ),
})
export type Manifest = v.InferOutput<typeof manifestSchema>

/** Throws an ArchiveError; a list by a newer app is `newer`. */
export function parseManifest(data: unknown): Manifest {
  const format = (data as { format?: unknown } | null)?.format
  if (typeof format === 'number' && format > formatVersion)
    throw new ArchiveError(
      'newer',
      `it was made by a newer version of this app (${format}; this one knows ${formatVersion})`,
    )
  const parsed = v.safeParse(manifestSchema, data)
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw new ArchiveError(
      'foreign',
      `its list is none of this app’s: ${v.getDotPath(issue) ?? ''} ${issue.message}`,
    )
  }
  const files = parsed.output.kinds.flatMap(({ items }) =>
    items.flatMap((item) => [item.data, ...item.files]),
  )
  const things = parsed.output.kinds.flatMap(({ kind, items }) => items.map(({ id }) => `${kind}/${id}`))
  // One file named many times would grow when it is taken in.
  if (new Set(files.map(({ path }) => path)).size < files.length || new Set(things).size < things.length)
    throw new ArchiveError('unsafe', 'its list names the same thing twice')
  return parsed.output
}
