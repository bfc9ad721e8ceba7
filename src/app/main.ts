import { mount } from './mount.tsx'
import { browserServices } from './services.ts'

mount(await browserServices())
