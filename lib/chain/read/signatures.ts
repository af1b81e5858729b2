import type { Hex } from 'viem'
import { knownFunctions } from '@/lib/abi'
import type { Signatures } from '@/lib/console/model'

/** Every function of the contracts of this project, by selector. */
export const knownSignatures: Signatures = new Map(Object.entries(knownFunctions) as [Hex, string][])
