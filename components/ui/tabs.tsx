'use client'

import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'

export interface Tab {
  readonly id: string
  readonly label: ReactNode
  readonly content: ReactNode
}

interface TabsProps {
  /** Names the row of tabs for screen readers. */
  readonly label: string
  readonly tabs: readonly Tab[]
  /** Id of the open tab; without it the first is open and the component keeps it. */
  readonly value?: string | undefined
  readonly onValueChange?: ((id: string) => void) | undefined
  readonly className?: string | undefined
}

/** Views of one thing, one at a time; arrow keys move between them. */
export function Tabs({ label, tabs, value, onValueChange, className }: TabsProps) {
  return (
    <Radix.Root
      {...(value === undefined ? { defaultValue: tabs[0]?.id ?? '' } : { value })}
      {...(onValueChange === undefined ? {} : { onValueChange })}
      className={className}
    >
      <Radix.List aria-label={label} className="flex gap-5 overflow-x-auto border-line border-b">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            className={cn(
              'touch -mb-px shrink-0 border-transparent border-b-2 px-0.5 pb-2 font-medium text-accent hover:text-accent-strong',
              'focus-visible:-outline-offset-2 data-[state=active]:border-ink data-[state=active]:text-ink',
            )}
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id} className="pt-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
