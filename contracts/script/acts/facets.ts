import { type Abi, type Address, getAddress, type Hex, toFunctionSelector, zeroAddress } from 'viem'
import { diamondCutFacetAbi, diamondLoupeFacetAbi } from '@/lib/abi'
import { readArtifact } from '../artifacts'
import { roles } from '../roles'
import { generatorOf, type Stage } from '../stage'

const ADD = 0
const REPLACE = 1

const cut = (
  stage: Stage,
  change: {
    readonly facetAddress: Address
    readonly action: number
    readonly functionSelectors: readonly Hex[]
  },
) =>
  stage.chain.send(roles.governance.address, generatorOf(stage).diamond, {
    abi: diamondCutFacetAbi,
    functionName: 'diamondCut',
    args: [[change], zeroAddress, '0x'],
  })

/** The ERC-4626 facet that made a zero deposit limit block every recall gives way to the current one. */
export async function replaceErc4626Facet(stage: Stage): Promise<void> {
  const { currentErc4626Facet, core } = stage.deployed
  const functionSelectors = await stage.chain.read({
    address: generatorOf(stage).diamond,
    abi: diamondLoupeFacetAbi,
    functionName: 'facetFunctionSelectors',
    args: [core.generator.facets.erc4626],
  })
  await cut(stage, { facetAddress: currentErc4626Facet, action: REPLACE, functionSelectors })
}

const selectorsOf = (abi: Abi): Hex[] =>
  abi.flatMap((item) => (item.type === 'function' ? [toFunctionSelector(item)] : []))

/** A facet arrives whose functions are in no interface that anybody published. */
export async function addUnknownFacet(stage: Stage): Promise<Address> {
  const { abi, bytecode } = readArtifact('UnknownFacet')
  const receipt = await stage.chain.create(roles.deployer.address, bytecode)
  const facetAddress = getAddress(receipt.contractAddress ?? zeroAddress)
  await cut(stage, { facetAddress, action: ADD, functionSelectors: selectorsOf(abi) })
  return facetAddress
}
