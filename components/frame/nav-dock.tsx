'use client'

import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import { EmergencyButton } from './emergency'
import { isCurrent, NAV_ICON, type NavItem } from './nav-item'

/** How many items a narrow phone has room for beside the emergency button. */
const ROOM = 4

/** Navigation at the bottom of a phone; what has no room is behind "More". */
export function NavDock({ items }: { readonly items: readonly NavItem[] }) {
  const path = usePathname()
  const inBar = items.length <= ROOM ? items : items.slice(0, ROOM - 1)
  const behind = items.slice(inBar.length)
  return (
    <nav
      aria-label="Pages"
      className="fixed inset-x-0 bottom-0 z-30 flex h-(--dock-height) items-start gap-1 border-line border-t bg-surface px-1.5 pt-1 md:hidden"
    >
      <ul className="flex min-w-0 flex-1">
        {inBar.map((item) => (
          <li key={item.href} className="min-w-0 flex-1">
            <DockLink item={item} current={isCurrent(item.href, path)} />
          </li>
        ))}
        {behind.length > 0 && (
          <li className="min-w-0 flex-1">
            <More items={behind} path={path} />
          </li>
        )}
      </ul>
      <EmergencyButton place="dock" />
    </nav>
  )
}

const TILE =
  'flex h-12 w-full flex-col items-center justify-center gap-0.5 rounded-md px-1 font-medium text-xs'

function DockLink({ item, current }: { readonly item: NavItem; readonly current: boolean }) {
  const Icon = NAV_ICON[item.icon]
  return (
    <Link
      href={item.href}
      aria-current={current ? 'page' : undefined}
      className={cn(TILE, current ? 'bg-mark text-ink' : 'text-muted')}
    >
      <Icon aria-hidden className={cn('size-5 shrink-0', !current && 'text-accent')} />
      <span className="max-w-full truncate">{item.label}</span>
    </Link>
  )
}

function More({ items, path }: { readonly items: readonly NavItem[]; readonly path: string }) {
  const [open, setOpen] = useState(false)
  const here = items.some(({ href }) => isCurrent(href, path))
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={cn(TILE, here ? 'bg-mark text-ink' : 'text-muted')}>
        <Ellipsis aria-hidden className={cn('size-5 shrink-0', !here && 'text-accent')} />
        More
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          sideOffset={10}
          collisionPadding={8}
          aria-label="More pages"
          className="z-40 w-52 animate-rise rounded-lg bg-raised p-1.5 shadow-overlay"
        >
          <ul>
            {items.map(({ href, label, icon }) => {
              const Icon = NAV_ICON[icon]
              const current = isCurrent(href, path)
              return (
                <li key={href}>
                  <Link
                    href={href}
                    onClick={() => setOpen(false)}
                    aria-current={current ? 'page' : undefined}
                    className={cn(
                      'flex h-11 items-center gap-3 rounded-md px-3 font-medium',
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
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
