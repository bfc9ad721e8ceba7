import { noteUncaught } from '../platform/errors.ts'
import { keeper } from './keeper.ts'
import { mount } from './mount.tsx'
import { browserServices } from './services.ts'

noteUncaught()
mount(await browserServices(await keeper(import.meta.url)))
