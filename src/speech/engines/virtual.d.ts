/** The address of Moonshine's WebAssembly glue, made fit for the content policy by scripts/moonshine.mjs. */
declare module 'virtual:moonshine-module' {
  const url: string
  export default url
}
