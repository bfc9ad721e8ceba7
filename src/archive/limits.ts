/**
 * What an archive may hold. Audio is stored as it is, so the file's own size bounds it: an hour is 115 MB of PCM. What
 * is packed could grow when it is unpacked, and is bounded apart.
 */
export const limits = {
  /** Bytes of the whole file; where zip itself would need its larger form. */
  file: 2_000_000_000,
  entries: 10_000,
  /** Bytes of one file within, unpacked: two hours of audio at most. */
  entry: 256_000_000,
  /** Bytes of all packed files together, unpacked. */
  unpacked: 200_000_000,
  /** Unpacked bytes for each packed one. */
  ratio: 200,
  /** Bytes of one JSON file. */
  json: 5_000_000,
  /** Levels of nesting in JSON. */
  depth: 32,
  /** Values in one JSON file. */
  values: 500_000,
  /** Entries of one session's log; an hour has about 2,000. */
  logEntries: 20_000,
} as const
