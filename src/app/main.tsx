import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../ui/tokens.css'
import '../ui/base.css'
import { noteUncaught } from '../platform/errors.ts'
import { followTheme } from '../ui/ThemeButton.tsx'
import { App } from './App.tsx'
import { keeper } from './keeper.ts'
import { browserServices } from './services.ts'

const container = document.getElementById('root')
if (!container) throw new Error('index.html has no element with the id "root"')

noteUncaught()
followTheme()
const offline = await keeper(import.meta.url)
const { services, storeProblem } = await browserServices(offline)
createRoot(container).render(
  <StrictMode>
    <App services={services} storeProblem={storeProblem} />
  </StrictMode>,
)
