import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../ui/tokens.css'
import '../ui/base.css'
import { followSettings } from '../ui/settings.ts'
import { followTheme } from '../ui/ThemeButton.tsx'
import { App } from './App.tsx'
import type { BrowserServices } from './services.ts'

/** Shows the app in the page. Calls back once its first screen is there, or is being loaded. */
export function mount({ services, storeProblem }: BrowserServices, onShown = () => {}): void {
  const container = document.getElementById('root')
  if (!container) throw new Error('the page has no element with the id "root"')
  followSettings()
  followTheme()
  createRoot(container).render(
    <StrictMode>
      <App services={services} storeProblem={storeProblem} onShown={onShown} />
    </StrictMode>,
  )
}
