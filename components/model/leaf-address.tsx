'use client'

import type { Address } from 'viem'
import { Value } from '@/components/ui/value'
import type { Leaf } from '@/lib/leaf'
import { ShownName } from './shown-name'
import { Sources } from './sources'

/** An address of the model by its name, or an em dash with the reason. */
export function LeafAddress({ leaf }: { readonly leaf: Leaf<Address> }) {
  if (leaf.ok) return <ShownName address={leaf.value} />
  return (
    <Value
      text={null}
      reason={leaf.reason.message}
      source={<Sources from={leaf.from} failed={leaf.reason.source} />}
    />
  )
}
