/** Made while the app is built, by scripts/own-voices.ts: flite with one voice each. */
declare module 'virtual:own-voices' {
  const files: Record<'slt' | 'rms', { url: string; bytes: number; sha256: string }>
  export default files
}
