'use client'

import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { useReturnFocus } from './use-return-focus'

interface OverlayProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  /** One line under the title; read with it when the overlay opens. */
  readonly description?: ReactNode
  readonly children: ReactNode
  /** Stays in sight while the content scrolls: the button that signs. */
  readonly footer?: ReactNode
}

interface DialogProps extends OverlayProps {
  /** `lg` holds a review of one screen. */
  readonly size?: 'md' | 'lg' | undefined
}

/** A dialog in the middle of the screen, on a phone the whole of it. */
export function Dialog({ size = 'md', ...overlay }: DialogProps) {
  return (
    <Overlay
      {...overlay}
      className={cn(
        'inset-0 animate-rise sm:inset-auto sm:top-1/2 sm:left-1/2 sm:max-h-[calc(100dvh-3rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-lg',
        // As high whatever is in it: the button that signs is always in the same place.
        size === 'md' ? 'sm:w-[34rem]' : 'sm:h-[46rem] sm:w-[min(60rem,calc(100vw-3rem))]',
      )}
    />
  )
}

/** A panel at the right edge, over any page; on a phone the whole screen. */
export function Sheet(overlay: OverlayProps) {
  return <Overlay {...overlay} className="inset-0 animate-slide sm:left-auto sm:w-[36rem]" />
}

function Overlay({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  className,
}: OverlayProps & { readonly className: string }) {
  const focus = useReturnFocus()
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          {...focus}
          className={cn('fixed z-40 flex flex-col bg-raised shadow-overlay', className)}
        >
          <div className="flex items-start gap-4 border-line border-b px-5 py-3.5">
            <div className="min-w-0 flex-1">
              <Radix.Title className="wrap-anywhere font-semibold text-lg tracking-tight">
                {title}
              </Radix.Title>
              {description !== undefined && (
                <Radix.Description asChild className="text-muted">
                  <div>{description}</div>
                </Radix.Description>
              )}
            </div>
            <Radix.Close
              aria-label="Close"
              className="-my-0.5 -mr-2 grid size-9 shrink-0 place-items-center rounded-md text-accent hover:bg-hover hover:text-accent-strong"
            >
              <X aria-hidden className="size-5" />
            </Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4">{children}</div>
          {footer !== undefined && (
            <footer className="border-line border-t px-5 py-3.5 pb-[max(0.875rem,env(safe-area-inset-bottom))]">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
