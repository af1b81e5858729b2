import { keccak256, stringToHex } from 'viem'
import { adminFacetAbi } from '@/lib/abi'
import { roles } from '../roles'
import { generatorOf, type Stage } from '../stage'

/** Governance lets a second account freeze the Generator, for the night on which the owners of the Safe sleep. */
export async function addBackupFreezer(stage: Stage): Promise<void> {
  await stage.chain.send(roles.governance.address, generatorOf(stage).diamond, {
    abi: adminFacetAbi,
    functionName: 'grantRole',
    args: [keccak256(stringToHex('FREEZER')), roles.freezer.address],
  })
}
