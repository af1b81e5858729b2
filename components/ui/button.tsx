import { cva } from 'class-variance-authority'
import type { LucideIcon } from 'lucide-react'
import { type ComponentPropsWithRef, type ReactNode, useId } from 'react'
import { cn } from './cn'

type Variant = 'primary' | 'secondary' | 'danger' | 'quiet'

const look = cva(
  [
    'touch inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium',
    'transition-colors',
  ],
  {
    variants: {
      variant: {
        primary: 'bg-accent text-on-accent hover:bg-accent-strong',
        secondary: 'bg-surface text-ink ring-1 ring-edge ring-inset hover:bg-hover hover:ring-accent',
        // Red is kept for what is proven wrong, so what cannot be undone stands out by weight, not by hue.
        danger: 'bg-ink text-canvas hover:bg-ink/85',
        quiet: 'text-accent hover:bg-hover hover:text-accent-strong',
      },
      size: {
        sm: 'h-7 px-2.5 text-sm',
        md: 'h-9 px-3.5 text-base',
        lg: 'h-11 px-5 text-md',
      },
    },
  },
)

interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'disabled' | 'children'> {
  /** Verb and object: "Freeze relayer 0x12…ab". */
  readonly children: ReactNode
  readonly variant?: Variant | undefined
  readonly size?: 'sm' | 'md' | 'lg' | undefined
  readonly icon?: LucideIcon | undefined
  /** Why it cannot be pressed now; disables the button and stands beside it. */
  readonly reason?: string | undefined
}

/** Classes of a button whose words may be longer than a phone is wide: they take a second line then. */
export const WRAPS = 'h-auto min-h-9 max-w-full whitespace-normal py-1.5 text-left'

/** Classes of a button, for a link that looks like one. */
export function buttonLook(variant: Variant = 'secondary', size: 'sm' | 'md' | 'lg' = 'md'): string {
  return cn(look({ variant, size }))
}

/**
 * A button. It can be disabled only with a reason, which is shown and read with it. It stays focusable then, so that
 * the reason is found by keyboard as well.
 */
export function Button({
  children,
  variant = 'secondary',
  size = 'md',
  icon: Icon,
  reason,
  className,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  const reasonId = useId()
  const off = reason !== undefined
  const button = (
    <button
      {...rest}
      type={type}
      aria-disabled={off || undefined}
      aria-describedby={off ? reasonId : rest['aria-describedby']}
      onClick={(event) => {
        if (off) event.preventDefault()
        else onClick?.(event)
      }}
      className={cn(look({ variant, size }), off && OFF, className)}
    >
      {Icon && <Icon aria-hidden className="size-4 shrink-0" />}
      {children}
    </button>
  )
  if (!off) return button
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
      {button}
      <span id={reasonId} className="text-muted text-sm">
        {reason}
      </span>
    </span>
  )
}

const OFF =
  'cursor-not-allowed bg-sunken text-faint ring-1 ring-line ring-inset hover:bg-sunken hover:text-faint hover:ring-line'
