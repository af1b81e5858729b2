'use client'

import { Tooltip as Radix } from 'radix-ui'
import type { ReactElement } from 'react'

interface TooltipProps {
  /** A few words; what must be read belongs on the page. */
  readonly text: string
  /** One element that takes the focus, such as a button or link. */
  readonly children: ReactElement
}

/** A hint for a control, on hover and focus. For figures use `Value`, which also copies and cites. */
export function Tooltip({ text, children }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-72 animate-rise rounded-md bg-raised px-2.5 py-1.5 text-ink text-sm shadow-overlay"
          >
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}
