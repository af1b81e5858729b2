import { type Address, type Hex, parseSignature } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { MAX_UINT256, WAD } from '@/lib/math'
import type { World } from './world'

/** Arguments of the first permit that an account signs for USDS: an allowance of one. */
export async function signPermit(
  world: World,
  owner: PrivateKeyAccount,
  spender: Address,
): Promise<readonly unknown[]> {
  const { r, s, yParity } = parseSignature(await signatureOf(world, owner, spender))
  return [owner.address, spender, WAD, MAX_UINT256, 27 + yParity, r, s]
}

/** The same for the permit that takes the signature as bytes. */
export const signPermitAsBytes = async (
  world: World,
  owner: PrivateKeyAccount,
  spender: Address,
): Promise<readonly unknown[]> => [
  owner.address,
  spender,
  WAD,
  MAX_UINT256,
  await signatureOf(world, owner, spender),
]

function signatureOf({ at, chainId }: World, owner: PrivateKeyAccount, spender: Address): Promise<Hex> {
  const message = { owner: owner.address, spender, value: WAD, nonce: 0n, deadline: MAX_UINT256 }
  return owner.signTypedData({
    domain: { name: 'USDS Stablecoin', version: '1', chainId, verifyingContract: at.usds },
    types: {
      Permit: [
        { name: 'owner', type: 'address' },
        { name: 'spender', type: 'address' },
        { name: 'value', type: 'uint256' },
        { name: 'nonce', type: 'uint256' },
        { name: 'deadline', type: 'uint256' },
      ],
    },
    primaryType: 'Permit',
    message,
  })
}
