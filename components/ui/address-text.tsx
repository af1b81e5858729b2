'use client'

import { Bubble } from './bubble'
import { cn } from './cn'
import { CopyButton } from './copy-button'
import { ExplorerLink } from './explorer-link'
import { shortHex } from './hex'
import { HexGroups } from './hex-groups'

interface AddressTextProps {
  /** Checksummed, 20 bytes. */
  readonly address: string
  readonly name?: string | undefined
  /** Page of the address at the deployment's explorer. */
  readonly explorer?: string | undefined
  readonly className?: string | undefined
}

/** An address by its name, or as 0x1234…abcd; in full, with copy and explorer, on hover, focus and press. */
export function AddressText({ address, name, explorer, className }: AddressTextProps) {
  const short = shortHex(address)
  return (
    <Bubble
      label={name ?? `Unnamed address ${short}`}
      trigger={name ?? short}
      copy={address}
      className={cn(
        'text-left',
        // A name may take two lines in the narrow column of a phone, where it lay over the next one.
        name === undefined ? 'whitespace-nowrap font-mono text-[0.95em]' : 'md:whitespace-nowrap',
        className,
      )}
    >
      {name !== undefined && <p className="mb-1 font-semibold">{name}</p>}
      <HexGroups hex={address} size={4} perLine={5} />
      <p className="mt-2 flex items-center gap-3 border-line border-t pt-2">
        <CopyButton text={address} label="Copy address" labelled className="-ml-1.5" />
        <ExplorerLink href={explorer} />
      </p>
    </Bubble>
  )
}
