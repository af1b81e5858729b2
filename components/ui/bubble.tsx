'use client'

import { Popover } from 'radix-ui'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { cn } from './cn'

interface BubbleProps {
  /** Accessible name of the trigger: what it shows, with what the short form leaves out. */
  readonly label: string
  /** What the trigger shows. */
  readonly trigger: ReactNode
  /** The full form. */
  readonly children: ReactNode
  /** What Ctrl+C puts on the clipboard while the trigger has the focus. */
  readonly copy?: string | undefined
  readonly className?: string | undefined
}

/** `peek` follows pointer and focus; `pinned` was opened by a press and stays until dismissed. */
type Openness = 'closed' | 'peek' | 'pinned'

const OPEN_AFTER_MS = 250
const CLOSE_AFTER_MS = 150

/**
 * A short form that shows the whole on hover and focus, and keeps it open on a press, so that it can be copied or
 * followed. The overlay is mounted only while open: a table may hold hundreds of these.
 */
export function Bubble({ label, trigger, children, copy, className }: BubbleProps) {
  const [openness, setOpenness] = useState<Openness>('closed')
  const anchor = useRef<HTMLButtonElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (openness === 'pinned') content.current?.focus({ preventScroll: true })
  }, [openness])

  const later = (from: Openness, to: Openness, ms: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setOpenness((now) => (now === from ? to : now)), ms)
  }
  const enter = () => later('closed', 'peek', OPEN_AFTER_MS)
  const leave = () => later('peek', 'closed', CLOSE_AFTER_MS)
  const hold = () => clearTimeout(timer.current)
  const pin = () => {
    hold()
    setOpenness('pinned')
  }
  const close = () => {
    if (content.current?.contains(document.activeElement)) anchor.current?.focus({ preventScroll: true })
    // Only after the focus came back, which would open it again.
    hold()
    setOpenness('closed')
  }

  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={openness === 'pinned'}
        // Only a hand moves a pointer: a page that moves under a mouse at rest enters it too, over a review for one.
        onPointerMove={(event) => event.pointerType === 'mouse' && openness === 'closed' && enter()}
        onPointerLeave={(event) => event.pointerType === 'mouse' && leave()}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && later('closed', 'peek', 0)}
        onBlur={leave}
        onClick={() => (openness === 'pinned' ? close() : pin())}
        onCopy={(event) => {
          if (copy === undefined) return
          event.clipboardData.setData('text/plain', copy)
          event.preventDefault()
        }}
        className={cn(
          // A target of 24 px at least, also where one stands above another (WCAG 2.5.8).
          'min-h-6 cursor-help content-center rounded-sm decoration-dotted decoration-from-font underline-offset-4 hover:underline',
          className,
        )}
      >
        {trigger}
      </button>
      {openness !== 'closed' && (
        <Popover.Root open onOpenChange={(open) => open || close()}>
          <Popover.Anchor virtualRef={anchor as React.RefObject<HTMLButtonElement>} />
          <Popover.Portal>
            <Popover.Content
              ref={content}
              tabIndex={-1}
              aria-label={label}
              side="top"
              sideOffset={6}
              collisionPadding={8}
              onOpenAutoFocus={(event) => {
                event.preventDefault()
                if (openness === 'pinned') content.current?.focus({ preventScroll: true })
              }}
              onCloseAutoFocus={(event) => event.preventDefault()}
              onInteractOutside={(event) => {
                if (event.target instanceof Node && anchor.current?.contains(event.target))
                  event.preventDefault()
              }}
              onPointerEnter={hold}
              onPointerLeave={leave}
              className="z-50 w-max max-w-[min(26rem,calc(100vw-1rem))] animate-rise rounded-lg bg-raised p-3 text-base text-ink shadow-overlay"
            >
              {children}
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      )}
    </>
  )
}
