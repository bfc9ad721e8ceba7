import { noteUncaught } from '../platform/errors.ts'
import { keeper } from './keeper.ts'
import { mount } from './mount.tsx'
import { whileOpening } from './opening.ts'
import { browserServices } from './services.ts'

noteUncaught()
const offline = await keeper(import.meta.url)
mount(await whileOpening(browserServices(offline)))
