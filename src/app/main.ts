import { noteUncaught } from '../platform/errors.ts'
import { awaitScreen } from '../ui/shortcuts.ts'
import { keeper } from './keeper.ts'
import { mount } from './mount.tsx'
import { whileOpening } from './opening.tsx'
import { browserServices } from './services.ts'

noteUncaught()
const here = awaitScreen()
// The database opens while it is asked whether a newer version is ready.
mount(await whileOpening(browserServices(keeper(import.meta.url))), here)
