import type { Address } from 'viem'
import type { ConsoleModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'

/** A call that the bytes must stand for: to one of these contracts, of this function, with these arguments. */
export interface ExpectedCall {
  readonly targets: readonly Address[]
  /** `removeRelayer(address)` */
  readonly signature: string
  /** In the form in which a decoded call gives them. */
  readonly arguments: readonly string[]
}

/** Addresses of the Prime that a request names. */
export function addressesOf(
  request: { readonly generator: Address; readonly prime: string },
  { generators }: ConsoleModel,
): PrimeModel['addresses'] | undefined {
  const generator = generators.find(({ id }) => id === request.generator)
  return generator?.primes.find(({ id }) => id === request.prime)?.addresses
}

/** One call to the vault of the Prime that a request names. */
export function onVault(
  request: { readonly generator: Address; readonly prime: string },
  model: ConsoleModel,
  signature: string,
  args: readonly unknown[],
): readonly ExpectedCall[] {
  const vault = addressesOf(request, model)?.vault
  return vault ? [{ targets: [vault], signature, arguments: args.map(String) }] : []
}
