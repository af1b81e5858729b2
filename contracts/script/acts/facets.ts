import {
  type Abi,
  type Address,
  getAddress,
  type Hex,
  keccak256,
  toFunctionSelector,
  zeroAddress,
} from 'viem'
import { diamondCutFacetAbi, diamondLoupeFacetAbi, facetAllowlistAbi } from '@/lib/abi'
import { readArtifact } from '../artifacts'
import { type Call, callOf } from '../chain'
import { roles } from '../roles'
import { generatorOf, type Stage } from '../stage'

const ADD = 0
const REPLACE = 1

/** Approves the code of a facet, then adds it to the Diamond or replaces another one with it. */
async function approvedCut(
  stage: Stage,
  facetAddress: Address,
  action: number,
  functionSelectors: readonly Hex[],
): Promise<Call[]> {
  const code = (await stage.chain.rpc('eth_getCode', [facetAddress, 'latest'])) as Hex
  return [
    callOf(stage.deployed.core.governance.facetAllowlist, {
      abi: facetAllowlistAbi,
      functionName: 'approve',
      args: [keccak256(code)],
    }),
    callOf(generatorOf(stage).diamond, {
      abi: diamondCutFacetAbi,
      functionName: 'diamondCut',
      args: [[{ facetAddress, action, functionSelectors }], zeroAddress, '0x'],
    }),
  ]
}

/** Replaces the old ERC-4626 facet, in which a deposit limit of 0 blocks every recall, with the current one. */
export async function newErc4626Facet(stage: Stage): Promise<Call[]> {
  const { currentErc4626Facet, core } = stage.deployed
  const functionSelectors = await stage.chain.read({
    address: generatorOf(stage).diamond,
    abi: diamondLoupeFacetAbi,
    functionName: 'facetFunctionSelectors',
    args: [core.generator.facets.erc4626],
  })
  return approvedCut(stage, currentErc4626Facet, REPLACE, functionSelectors)
}

const selectorsOf = (abi: Abi): Hex[] =>
  abi.flatMap((item) => (item.type === 'function' ? [toFunctionSelector(item)] : []))

/** Adds a facet with functions that are in no published interface. */
export async function unknownFacet(stage: Stage): Promise<Call[]> {
  const { abi, bytecode } = readArtifact('UnknownFacet')
  const receipt = await stage.chain.create(roles.deployer.address, bytecode)
  return approvedCut(stage, getAddress(receipt.contractAddress ?? zeroAddress), ADD, selectorsOf(abi))
}
