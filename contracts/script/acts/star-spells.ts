import { type Address, encodeDeployData, getAddress, type Hex, keccak256, parseAbi, zeroAddress } from 'viem'
import { starGuardAbi } from '@/lib/abi'
import { thousands } from '../amounts'
import { readArtifact } from '../artifacts'
import { type Call, callOf, type ScenarioChain } from '../chain'
import { roles } from '../roles'
import type { Stage } from '../stage'

const constructorAbi = parseAbi(['constructor(address token, address spender, uint256 amount, uint256 from)'])

/** A spell that lets the relayer of the Primes spend from the treasury of one. @param from when it may run [unix s] */
export async function newStarSpell(chain: ScenarioChain, usds: Address, from: bigint): Promise<Address> {
  const data = encodeDeployData({
    abi: constructorAbi,
    bytecode: readArtifact('AllowanceSpell').bytecode,
    args: [usds, roles.primeRelayer.address, thousands(1n), from],
  })
  const { contractAddress } = await chain.create(roles.deployer.address, data)
  return getAddress(contractAddress ?? zeroAddress)
}

/** The call that plots a spell with the hash of the code that it has now. */
export async function plotOf(chain: ScenarioChain, starGuard: Address, spell: Address): Promise<Call> {
  const code = (await chain.rpc('eth_getCode', [spell, 'latest'])) as Hex
  return callOf(starGuard, { abi: starGuardAbi, functionName: 'plot', args: [spell, keccak256(code)] })
}

/** Governance plots a spell of the first Prime, which anyone may execute from then on. */
export async function spellOfFirst({ chain, deployed }: Stage): Promise<Call[]> {
  const [first] = deployed.starGuards
  if (first === undefined) throw new RangeError('No Prime has a StarGuard')
  const spell = await newStarSpell(chain, deployed.core.mcd.usds, await chain.time())
  return [await plotOf(chain, first.starGuard, spell)]
}
