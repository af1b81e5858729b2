import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { ReviewHost } from '@/components/actions/review/review-host'
import { EmergencyPanel } from '@/components/emergency/emergency-panel'
import { AppShell } from '@/components/frame/app-shell'
import { ConsoleStatus } from '@/components/frame/console-status'
import { FirstVisit } from '@/components/frame/first-visit'
import { Guarded } from '@/components/frame/guarded'
import type { NavItem } from '@/components/frame/nav-item'
import { VISITED_COOKIE } from '@/components/frame/visited'
import { THEME_COOKIE, themeOf } from '@/components/ui/theme'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import { WalletButton } from '@/components/wallet/wallet-button'
import { stringify, wholeMessage } from '@/lib/chain/wire'
import { identityOf } from '@/lib/deployment'
import { ConsoleProvider } from '@/lib/react/provider'
import { chainService } from '@/lib/server/console-server'
import { safeInterfaces } from '@/lib/server/safe-interfaces'

/** Every page shows the chain as it is now. */
export const dynamic = 'force-dynamic'

/** Longest wait for the first reading of a server that has just started [ms]. */
const FIRST_READING_MS = 2_000

const NAV: readonly NavItem[] = [
  { href: '/', label: 'Overview', icon: 'overview' },
  { href: '/cutover', label: 'Cutover', icon: 'cutover' },
  { href: '/primes', label: 'Primes', icon: 'primes' },
  { href: '/limits', label: 'Limits', icon: 'limits' },
  { href: '/srusds', label: 'srUSDS', icon: 'srusds' },
  { href: '/diamond', label: 'Diamond', icon: 'diamond' },
  { href: '/governance', label: 'Governance', icon: 'governance' },
  { href: '/roles', label: 'Roles', icon: 'roles' },
  { href: '/handbook', label: 'Handbook', icon: 'handbook' },
]

export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const service = chainService()
  const kept = await cookies()
  const theme = themeOf(kept.get(THEME_COOKIE)?.value)
  const live = await service.first(FIRST_READING_MS)
  const initial =
    live && stringify(wholeMessage(identityOf(service.deployment), live.reading, service.ageSeconds ?? 0))
  return (
    <ConsoleProvider
      deployment={service.deployment}
      initial={initial}
      safeInterfaces={safeInterfaces(process.env.SAFE_INTERFACES)}
    >
      <ReviewHost>
        <AppShell
          nav={NAV}
          statusBar={
            <Guarded what="The status bar">
              <ConsoleStatus
                account={<WalletButton compact />}
                settings={<ThemeToggle initial={theme} name="theme-bar" />}
              />
            </Guarded>
          }
          emergency={
            <Guarded what="The emergency panel">
              <EmergencyPanel />
            </Guarded>
          }
          foot={<ThemeToggle initial={theme} name="theme-rail" />}
        >
          <FirstVisit visited={kept.has(VISITED_COOKIE)} />
          {children}
        </AppShell>
      </ReviewHost>
    </ConsoleProvider>
  )
}
