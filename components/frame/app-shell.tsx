import type { ReactNode } from 'react'
import { EmergencyProvider } from './emergency'
import { NavDock } from './nav-dock'
import type { NavItem } from './nav-item'
import { NavRail } from './nav-rail'

interface AppShellProps {
  readonly nav: readonly NavItem[]
  readonly statusBar: ReactNode
  /** Content of the emergency panel. */
  readonly emergency: ReactNode
  /** At the foot of the navigation. */
  readonly foot?: ReactNode
  readonly children: ReactNode
}

/** The frame of every page: status at the top, nouns at the left or at the bottom, emergency always in reach. */
export function AppShell({ nav, statusBar, emergency, foot, children }: AppShellProps) {
  return (
    <EmergencyProvider panel={emergency}>
      <a
        href="#main"
        className="fixed top-1 left-1 z-50 -translate-y-16 rounded-md bg-raised px-3 py-2 font-medium text-accent focus:translate-y-0 focus:shadow-overlay"
      >
        Skip to content
      </a>
      {statusBar}
      <div className="flex items-start">
        <NavRail items={nav} foot={foot} />
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto min-w-0 max-w-[84rem] flex-1 space-y-7 px-4 pt-5 pb-[calc(var(--dock-height)+2rem)] md:px-7 md:pt-6"
        >
          {children}
        </main>
      </div>
      <NavDock items={nav} />
    </EmergencyProvider>
  )
}
