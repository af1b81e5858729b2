import type { AbiFunction, AbiParameter, Address } from 'viem'
import type { Deployment } from '@/lib/deployment'
import { type ClearContract, clearContracts } from './contracts'

/** How a wallet shows one argument. */
interface Field {
  readonly path: string
  readonly label: string
  readonly format: 'raw' | 'addressName' | 'tokenAmount' | 'duration'
  readonly params?: Readonly<Record<string, unknown>>
}

/** A descriptor by which a wallet shows calls in words. Source: ERC-7730, version 1. */
export interface Descriptor {
  /** `calldata-BeamState.json`, or `display-Diamond.json` where the deployment has none of these contracts. */
  readonly fileName: string
  readonly content: Readonly<Record<string, unknown>>
}

const SCHEMA = 'https://eips.ethereum.org/assets/eip-7730/erc7730-v1.schema.json'

/**
 * A descriptor of each contract that actions of the console call, bound to where it stands in the deployment. Of a contract
 * that the deployment does not have there is only how to show it, for a file that includes it with an address.
 */
export function descriptorsOf(deployment: Deployment): readonly Descriptor[] {
  return clearContracts.map((contract) => {
    const found = contract.at(deployment).filter((address): address is Address => address !== null)
    const addresses = [...new Set(found)]
    const display = displayOf(contract, deployment.mcd.usds)
    const head = { $schema: SCHEMA }
    if (addresses.length === 0)
      return { fileName: `display-${contract.name}.json`, content: { ...head, display } }
    return {
      fileName: `calldata-${contract.name}.json`,
      content: {
        ...head,
        context: {
          $id: `Generator PAU ${contract.name}`,
          contract: {
            abi: functionsOf(contract),
            deployments: addresses.map((address) => ({ chainId: deployment.chainId, address })),
          },
        },
        metadata: { owner: 'Sky' },
        display,
      },
    }
  })
}

/** The functions of the contract that have an intent. Of overloads, those with structs are not called from here. */
function functionsOf({ abi, intents }: ClearContract): readonly AbiFunction[] {
  return abi.filter(
    (item): item is AbiFunction =>
      item.type === 'function' &&
      item.stateMutability.endsWith('payable') &&
      item.name in intents &&
      !item.inputs.some(({ type }) => type.startsWith('tuple')),
  )
}

function displayOf(contract: ClearContract, usds: Address) {
  const formats = functionsOf(contract).map((item) => [
    signatureOf(item),
    {
      intent: contract.intents[item.name],
      fields: item.inputs.map((input) => fieldOf(input, contract.inOtherToken ? null : usds)),
      required: item.inputs.map(nameOf),
    },
  ])
  return { formats: Object.fromEntries(formats) }
}

/** With the names of the arguments, by which ERC-7730 finds them: "removeRelayer(address relayer)". */
const signatureOf = ({ name, inputs }: AbiFunction): string =>
  `${name}(${inputs.map((input) => `${input.type} ${nameOf(input)}`).join(', ')})`

const nameOf = ({ name, type }: AbiParameter): string => {
  if (name === undefined || name === '') throw new TypeError(`An argument of type ${type} has no name`)
  return name
}

/** Amounts of USDS, by the names that the contracts give them. Those of a limit are in the unit of its key. */
const AMOUNTS: ReadonlySet<string> = new Set(['wad', 'assets', 'assetAmount', 'amount', 'usdsAmount'])
const DURATIONS: ReadonlySet<string> = new Set(['duration', 'period'])

/** @param usds null where amounts are in another token, of which an argument does not tell the decimals */
function fieldOf(input: AbiParameter, usds: Address | null): Field {
  const name = nameOf(input)
  const field = { path: input.type.endsWith('[]') ? `${name}.[]` : name, label: labelOf(name) }
  if (input.type.startsWith('address')) return { ...field, format: 'addressName' }
  if (AMOUNTS.has(name) && usds !== null) return { ...field, format: 'tokenAmount', params: { token: usds } }
  if (DURATIONS.has(name)) return { ...field, format: 'duration' }
  return { ...field, format: 'raw' }
}

/** "maxAmount" as "Max amount". */
function labelOf(name: string): string {
  if (AMOUNTS.has(name)) return 'Amount'
  const words = name
    .replace(/_$/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
