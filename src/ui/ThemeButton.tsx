import { Monitor, Moon, Sun } from 'lucide-react'
import { Button } from './Button.tsx'
import { useSettings, type Settings } from './settings.ts'

const icons = { system: Monitor, light: Sun, dark: Moon }
const next: Record<Settings['theme'], Settings['theme']> = { system: 'light', light: 'dark', dark: 'system' }
const words = { system: 'as the system', light: 'light', dark: 'dark' }

/** Goes through light, dark and as the system has it. */
export function ThemeButton() {
  const { theme, change } = useSettings()
  const Icon = icons[theme]
  const label = `Colours: ${words[theme]}`
  return (
    <Button
      kind="quiet"
      size="small"
      icon
      aria-label={label}
      title={label}
      onClick={() => change({ theme: next[theme] })}
    >
      <Icon size={18} aria-hidden="true" />
    </Button>
  )
}

/** Puts the theme on the page, now and whenever it changes. Returns what ends it. */
export function followTheme(): () => void {
  const apply = ({ theme }: Settings) => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }
  apply(useSettings.getState())
  return useSettings.subscribe(apply)
}
