import { sha256Of } from '../../platform/transfer.ts'
import type { ModelFile } from './catalogue.ts'
import { crc32cOf } from './crc32c.ts'

/** What a file's bytes are, or what is wrong with them. */
export type Checked = { sha256: string } | { fault: string }

/** Holds bytes against all that is known of the file. `sha256`: as the app's own server or the record states it. */
export async function check(
  file: ModelFile,
  bytes: Uint8Array<ArrayBuffer>,
  known: { sha256?: string } = {},
): Promise<Checked> {
  if (bytes.length !== file.bytes)
    return { fault: `${file.name} has ${bytes.length} bytes instead of ${file.bytes}` }
  if (file.crc32c !== undefined && (await crc32cOf(bytes)) !== file.crc32c)
    return { fault: `${file.name} is damaged: its checksum is not the publisher’s` }
  const sha256 = await sha256Of(bytes)
  if (known.sha256 !== undefined && known.sha256 !== sha256)
    return { fault: `${file.name} is damaged: it is not what it was, or what the server states` }
  return { sha256 }
}
