import type { Plugin } from 'vite'

const ownScript = '/src/app/main.ts'

/** The app's page, begun with another script than its own: one that puts the app together otherwise. */
export function beginWith(script: string): Plugin {
  return {
    name: 'mockloop:begin-with',
    transformIndexHtml: {
      order: 'pre',
      handler(page) {
        if (!page.includes(ownScript)) throw new Error(`the page does not begin with ${ownScript}`)
        return page.replace(ownScript, script)
      },
    },
  }
}
