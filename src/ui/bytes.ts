/** A size in words: "12 kB", "0.4 MB", "12 MB", "1.3 GB". */
export function sizeWords(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`
  if (bytes >= 10e6) return `${Math.round(bytes / 1e6)} MB`
  return bytes >= 1e5 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1e3)} kB`
}

/** Of what is recorded, at 16 bits and 16 kHz, before any of it is packed. */
const bytesPerHour = 115_200_000

/** "about 3 h", "about 40 min". */
export function recordingWords(bytes: number): string {
  const minutes = (bytes / bytesPerHour) * 60
  if (minutes < 90) return `about ${Math.max(10, Math.round(minutes / 10) * 10)} min`
  return `about ${Math.round(minutes / 60)} h`
}
