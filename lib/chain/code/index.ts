import { type Address, type Hex, keccak256, zeroHash } from 'viem'
import { nextSpell } from '@/lib/console/derive/drops'
import type { ConsoleModel } from '@/lib/console/model'
import type { Deployment } from '@/lib/deployment'
import { problemOf } from '../errors'
import type { Rpc } from '../rpc'
import type { CodeHashes } from '../simulate'
import type { Entered } from './entered'
import { knownCodeAt } from './known'

/** The code of one contract that the transactions enter. */
export interface ContractCode {
  readonly address: Address
  /**
   * `different`: not the right code. `unnamed`: nobody says what is right. `changes`: the transactions change it.
   * `none`: a transaction goes to an account without code.
   */
  readonly verdict: 'known' | 'different' | 'unnamed' | 'unread' | 'changes' | 'none'
  readonly hash: Hex | null
  /** Who says what is right; null where nobody does. */
  readonly by: string | null
  /** The earliest block that is known to have had the same code there, where nobody says what is right. */
  readonly since?: bigint
}

export interface CodeCheck {
  readonly contracts: readonly ContractCode[]
  /** Why the list may be incomplete. */
  readonly problems: readonly string[]
}

export interface CodeInput {
  readonly entered: Entered
  readonly codes: ReadonlyMap<Address, CodeHashes>
  /** The targets of transactions, which must have code. */
  readonly targets: readonly Address[]
  readonly deployment: Deployment
  readonly model: ConsoleModel
}

/** The values of EXTCODEHASH for an account without code. */
const NO_CODE: readonly Hex[] = [keccak256('0x'), zeroHash]

/** An account that receives its first ether gets another hash, although it still has no code. */
const isSameCode = (before: Hex, after: Hex): boolean =>
  before === after || (NO_CODE.includes(before) && NO_CODE.includes(after))

/** Whether the transactions create the next drop spell there, which is what they are about. */
const isCreated = (address: Address, before: Hex, { governance }: ConsoleModel): boolean =>
  NO_CODE.includes(before) && governance !== null && nextSpell(governance) === address

/** Compares the code of every contract that is entered with the code that is right there. */
export function judgeCode({ entered, codes, targets, deployment, model }: CodeInput): CodeCheck {
  const contracts = [...codes].flatMap(([address, { before: hash, after }]): ContractCode[] => {
    const right = knownCodeAt(address, hash, deployment, model)
    const by = right?.by ?? null
    const contract = { address, hash, by }
    if (hash === null) return [{ ...contract, verdict: 'unread' }]
    if (after !== null && !isSameCode(hash, after)) {
      return [{ ...contract, verdict: isCreated(address, hash, model) ? 'known' : 'changes' }]
    }
    if (right) return [{ ...contract, verdict: right.hashes.includes(hash) ? 'known' : 'different' }]
    if (!NO_CODE.includes(hash)) return [{ ...contract, verdict: 'unnamed' }]
    // An account whose balance is read counts as touched, too.
    return targets.includes(address) ? [{ ...contract, verdict: 'none' }] : []
  })
  return { contracts, problems: entered.problems }
}

/** Code hashes without a simulation: by `eth_getCode`, which wallets forward too. */
export async function readCode(
  rpc: Rpc,
  blockHash: Hex,
  contracts: readonly Address[],
): Promise<{ readonly codes: ReadonlyMap<Address, CodeHashes>; readonly problems: readonly string[] }> {
  const problems: string[] = []
  const entries = await Promise.all(
    contracts.map(async (contract): Promise<[Address, CodeHashes]> => {
      try {
        const code = await rpc.request<Hex>('eth_getCode', [contract, { blockHash }])
        return [contract, { before: keccak256(code), after: null }]
      } catch (error) {
        problems.push(problemOf(rpc, error))
        return [contract, { before: null, after: null }]
      }
    }),
  )
  return { codes: new Map(entries), problems: [...new Set(problems)] }
}
