'use client'

import type { Address } from 'viem'
import { AddressText } from '@/components/ui/address-text'
import { useNames } from './use-names'

interface ShownNameProps {
  readonly address: Address
  /** Shows the address itself, shortened, where its name stands beside it. */
  readonly short?: boolean | undefined
  readonly className?: string | undefined
}

/** An address by the name it has in this deployment; in full on hover, focus and press. */
export function ShownName({ address, short = false, className }: ShownNameProps) {
  const { nameOf, explorerOf } = useNames()
  return (
    <AddressText
      address={address}
      name={short ? undefined : nameOf(address)}
      explorer={explorerOf(address)}
      className={className}
    />
  )
}
