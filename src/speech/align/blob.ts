/** The browser's own, in place of the stand-in that soundswallower brings (scripts/soundswallower.mjs). */
export const Blob = globalThis.Blob
