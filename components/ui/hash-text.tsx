import { cn } from './cn'
import { CopyButton } from './copy-button'
import { HexGroups } from './hex-groups'

interface HashTextProps {
  /** 32 bytes of hex. Never shortened: somebody compares it with the screen of a device. */
  readonly hash: string
  /** Names it for the copy button: "safeTxHash". */
  readonly label: string
  readonly className?: string | undefined
}

/** A hash in full, in groups of eight digits, in a fixed-width face. Selecting it gives it without the gaps. */
export function HashText({ hash, label, className }: HashTextProps) {
  return (
    <span className={cn('inline-flex max-w-full items-start gap-2', className)}>
      <HexGroups hex={hash} size={8} perLine={4} />
      <CopyButton text={hash} label={`Copy ${label}`} className="-my-0.5" />
    </span>
  )
}
