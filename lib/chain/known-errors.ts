import type { Abi } from 'viem'
import * as abis from '@/lib/abi'

/** Every custom error of the contracts, for decoding whichever of them a call ends in. */
export const knownErrors: Abi = Object.values(abis)
  .filter((abi): abi is Extract<typeof abi, Abi> => Array.isArray(abi))
  .flatMap((abi) => (abi as Abi).filter((item) => item.type === 'error'))
