/** Made by scripts/licences.ts while the app is built and served. */
declare module 'virtual:licences' {
  const licences: readonly { name: string; version: string; licence: string; text: string }[]
  export default licences
}
