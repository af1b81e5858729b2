'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { EmergencyButton } from './emergency'
import { isCurrent, NAV_ICON, type NavItem } from './nav-item'

interface NavRailProps {
  readonly items: readonly NavItem[]
  /** At the foot, such as the theme toggle. */
  readonly foot?: ReactNode
}

/** Navigation at the left of a wide screen: nouns, and the emergency apart from them. */
export function NavRail({ items, foot }: NavRailProps) {
  const path = usePathname()
  return (
    <nav
      aria-label="Pages"
      className="sticky top-(--bar-height) flex h-[calc(100dvh-var(--bar-height))] w-52 shrink-0 flex-col gap-4 overflow-y-auto border-line border-r p-3 max-md:hidden"
    >
      <ul className="space-y-0.5">
        {items.map(({ href, label, icon }) => {
          const Icon = NAV_ICON[icon]
          const current = isCurrent(href, path)
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={current ? 'page' : undefined}
                className={cn(
                  'flex h-9 items-center gap-2.5 rounded-md px-3 font-medium',
                  current ? 'bg-mark text-ink' : 'text-muted hover:bg-hover hover:text-ink',
                )}
              >
                <Icon aria-hidden className={cn('size-4 shrink-0', !current && 'text-accent')} />
                {label}
              </Link>
            </li>
          )
        })}
      </ul>
      <div className="mt-auto space-y-3">
        {foot}
        <EmergencyButton place="rail" />
      </div>
    </nav>
  )
}
