'use client'

import type { Address } from 'viem'
import { AddressText } from '@/components/ui/address-text'
import { useNames } from './use-names'

interface ShownNameProps {
  readonly address: Address
  readonly className?: string | undefined
}

/** An address by the name it has in this deployment; in full on hover, focus and press. */
export function ShownName({ address, className }: ShownNameProps) {
  const { nameOf, explorerOf } = useNames()
  return (
    <AddressText
      address={address}
      name={nameOf(address)}
      explorer={explorerOf(address)}
      className={className}
    />
  )
}
