import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../ui/tokens.css'
import '../ui/base.css'
import { followTheme } from '../ui/ThemeButton.tsx'
import { App } from './App.tsx'
import { browserServices } from './services.ts'

const container = document.getElementById('root')
if (!container) throw new Error('index.html has no element with the id "root"')

followTheme()
const { services, storeProblem } = await browserServices()
createRoot(container).render(
  <StrictMode>
    <App services={services} storeProblem={storeProblem} />
  </StrictMode>,
)
