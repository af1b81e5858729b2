import { add, type Seconds, type Wad } from '@/lib/math'
import { depositCall, mintCall } from './calls'
import { whenAll } from './rule'
import type { FunnelInputs } from './types'

/**
 * Whether the Generator can mint an amount, and then add one to the vault, both at time t. What it mints and does not add
 * stays in its ALMProxy.
 *
 * @param minted 0 where it mints nothing [wad]
 * @param t unix time [s]
 */
export function passesAdd(
  inputs: FunnelInputs,
  { amount, minted }: { readonly amount: Wad; readonly minted: Wad },
  t: Seconds,
): boolean {
  const mints = minted === 0n || whenAll(mintCall(inputs), minted, t).at === t
  const deposits = whenAll(depositCall(inputs), amount, t).at === t
  return mints && deposits && add(inputs.generator.idle, minted) >= amount
}
