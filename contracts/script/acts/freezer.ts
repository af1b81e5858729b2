import { keccak256, stringToHex } from 'viem'
import { adminFacetAbi } from '@/lib/abi'
import { type Call, callOf } from '../chain'
import { roles } from '../roles'
import { generatorOf, type Stage } from '../stage'

/** Lets a second account freeze the Generator, for a time when the owners of the Safe cannot be reached. */
export const backupFreezer = (stage: Stage): Call =>
  callOf(generatorOf(stage).diamond, {
    abi: adminFacetAbi,
    functionName: 'grantRole',
    args: [keccak256(stringToHex('FREEZER')), roles.freezer.address],
  })
