'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { keepCookie } from '@/lib/react/page/browser'
import { cn } from './cn'
import { THEME_COOKIE, type Theme, themeOf } from './theme'

const CHOICES = [
  { theme: 'system', icon: Monitor, label: 'As the system' },
  { theme: 'light', icon: Sun, label: 'Light' },
  { theme: 'dark', icon: Moon, label: 'Dark' },
] as const

interface ThemeToggleProps {
  /** What the server read from the cookie. */
  readonly initial: Theme
  /** Distinguishes two of them on one page. */
  readonly name: string
  readonly className?: string | undefined
}

/** Chooses between light, dark and the system's theme. */
export function ThemeToggle({ initial, name, className }: ThemeToggleProps) {
  const theme = useSyncExternalStore(onThemeChange, shownTheme, () => initial)
  return (
    <fieldset className={cn('inline-flex rounded-md ring-1 ring-line ring-inset', className)}>
      <legend className="sr-only">Theme</legend>
      {CHOICES.map(({ theme: choice, icon: Icon, label }) => (
        <label
          key={choice}
          title={label}
          className="relative grid size-8 place-items-center rounded-md text-accent hover:text-accent-strong has-checked:bg-mark has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:size-11"
        >
          <input
            type="radio"
            name={name}
            checked={theme === choice}
            onChange={() => apply(choice)}
            className="absolute inset-0 cursor-pointer appearance-none opacity-0"
          />
          <Icon aria-hidden className="size-4" />
          <span className="sr-only">{label}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** The attribute of the document is the one truth, so several toggles agree. */
function shownTheme(): Theme {
  return themeOf(document.documentElement.dataset.theme)
}

function onThemeChange(notify: () => void): () => void {
  const observer = new MutationObserver(notify)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

/** Shows the theme at once and keeps it. Where cookies are refused it lasts as long as the page. */
function apply(theme: Theme): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  keepCookie(THEME_COOKIE, theme === 'system' ? null : theme)
}
