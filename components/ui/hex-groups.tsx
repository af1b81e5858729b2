import { cn } from './cn'
import { hexParts } from './hex'

interface HexGroupsProps {
  readonly hex: string
  /** Digits in a group. */
  readonly size: number
  /** Groups in a line, where there is room. */
  readonly perLine: number
  readonly className?: string | undefined
}

/**
 * Hex in groups, in a fixed-width face, the lines under each other digit by digit and the prefix hanging out. The gaps
 * are margins, so that selecting it gives it without them.
 */
export function HexGroups({ hex, size, perLine, className }: HexGroupsProps) {
  const width = `${2 + perLine * (size + 1) + 0.5}ch`
  return (
    <code className={cn('block min-w-0 pl-[2ch] font-mono text-sm', className)} style={{ maxWidth: width }}>
      {hexParts(hex, size).map(({ at, text }) => (
        <span key={at} className={cn('inline-block', text === '0x' ? '-ml-[2ch]' : 'mr-[1ch]')}>
          {text}
        </span>
      ))}
    </code>
  )
}
