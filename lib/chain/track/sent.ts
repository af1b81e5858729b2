import {
  type Address,
  formatTransaction,
  type Hex,
  isAddress,
  isAddressEqual,
  isHex,
  keccak256,
  type RpcTransaction,
  recoverTransactionAddress,
  serializeTransaction,
  type TransactionSerialized,
} from 'viem'

/** What was handed to a wallet, and the hash that it answered. */
export interface Handed {
  readonly hash: Hex
  readonly chainId: number
  readonly from: Address
  readonly to: Address
  readonly data: Hex
  readonly value: bigint
}

/** A transaction as a node returns it: any field may be missing, have another type, or be a lie. */
export type ToldTransaction = Readonly<Record<string, unknown>>

/** One way in which the transaction under a hash is not, or may not be, what was handed over. */
export interface Difference {
  /**
   * `delegation`: it also gives code to accounts (EIP-7702); `hash`: what the node returns does not hash to it;
   * `signature`: it is not signed by the sender that it names.
   */
  readonly part: 'sender' | 'target' | 'bytes' | 'value' | 'chain' | 'delegation' | 'hash' | 'signature'
  /** `wrong`: proven to differ; `unknown`: the node returns too little to compare. */
  readonly state: 'wrong' | 'unknown'
  readonly handed: string
  readonly found: string
}

/**
 * Compares the transaction that a node returns under a hash with what was handed to the wallet. What a node returns is
 * not believed: it has to hash to the hash that was asked for, and to be signed by the sender that it names. Nonce, gas
 * and fee are up to the wallet; only the hash depends on them.
 * @returns nothing when it is proven to be the same.
 */
export async function differences(handed: Handed, told: ToldTransaction): Promise<readonly Difference[]> {
  const { from, to, data, value, chainId } = handed
  const bytes = told.input ?? told.data
  const fields = [
    compare('sender', from, told.from, isAccount, isAddressEqual),
    // A transaction without a target creates a contract: null is an answer here, not a missing field.
    told.to === null
      ? differs('target', to, 'none: it creates a contract')
      : compare('target', to, told.to, isAccount, isAddressEqual),
    compare('bytes', data, bytes, (part) => isHex(part), sameBytes),
    compare(
      'value',
      `0x${value.toString(16)}`,
      told.value,
      (part) => isHex(part) && part !== '0x',
      sameNumber,
    ),
    chainDifference(chainId, told),
    delegationDifference(told),
  ].filter((difference) => difference !== null)
  return [...fields, ...(await proofFaults(handed.hash, told))]
}

/** Whether a difference speaks against the node that returned it, and not against the wallet. */
export function discredits({ part, state }: Difference): boolean {
  return state === 'wrong' && (part === 'hash' || part === 'signature')
}

type Part = Difference['part']

const differs = (part: Part, handed: string, found: string): Difference => ({
  ...{ part, state: 'wrong', handed, found },
})

const untold = (part: Part, handed: string): Difference => ({
  ...{ part, state: 'unknown', handed, found: 'not told' },
})

function compare<T extends string>(
  part: Part,
  handed: T,
  found: unknown,
  isTold: (value: unknown) => boolean,
  same: (a: T, b: T) => boolean,
): Difference | null {
  if (!isTold(found)) return untold(part, handed)
  return same(handed, found as T) ? null : differs(part, handed, found as T)
}

const isAccount = (value: unknown) => typeof value === 'string' && isAddress(value, { strict: false })
const sameBytes = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
const sameNumber = (a: Hex, b: Hex) => BigInt(a) === BigInt(b)

/** An old transaction names a chain only in its `v`; one that names none at all is valid on every chain. */
function chainDifference(chainId: number, { chainId: told, v, type }: ToldTransaction): Difference | null {
  const handed = String(chainId)
  const found = isHex(told) && told !== '0x' ? BigInt(told) : chainOf(v, type)
  if (found === null) return untold('chain', handed)
  return found === BigInt(chainId) ? null : differs('chain', handed, String(found))
}

/** The console never hands over a delegation, which would outlast the transaction. */
function delegationDifference({ authorizationList: list }: ToldTransaction): Difference | null {
  if (list === undefined || list === null || (Array.isArray(list) && list.length === 0)) return null
  const targets = Array.isArray(list) ? list.map((entry: unknown) => addressIn(entry)).join(', ') : 'not told'
  return differs('delegation', 'none', targets)
}

function addressIn(authorization: unknown): string {
  const isNamed = typeof authorization === 'object' && authorization !== null && 'address' in authorization
  return isNamed && isAccount(authorization.address) ? String(authorization.address) : 'not told'
}

function chainOf(v: unknown, type: unknown): bigint | null {
  if (!isHex(v) || v === '0x' || (type !== undefined && type !== '0x0')) return null
  return BigInt(v) >= 35n ? (BigInt(v) - 35n) / 2n : null
}

/** Whether the returned transaction belongs to the hash, and is signed by the sender it names. */
async function proofFaults(hash: Hex, told: ToldTransaction): Promise<readonly Difference[]> {
  const serialized = serializedOf(told)
  if (serialized === null) return [untold('hash', hash)]
  const found = keccak256(serialized)
  if (!sameBytes(found, hash)) return [differs('hash', hash, found)]
  try {
    const signer = await recoverTransactionAddress({ serializedTransaction: serialized })
    if (!isAccount(told.from)) return [untold('signature', signer)]
    return isAddressEqual(signer, told.from as Address)
      ? []
      : [differs('signature', String(told.from), signer)]
  } catch {
    return [untold('signature', String(told.from))]
  }
}

/** EIP-2718 types whose bytes are known: legacy, and EIP-2930, 1559, 4844 and 7702. */
const knownTypes: readonly unknown[] = [undefined, '0x0', '0x1', '0x2', '0x3', '0x4']

/** Fields of every transaction: without one of them nothing can be hashed, and nothing is proven wrong. */
const needed = ['nonce', 'gas', 'value', 'to', 'input', 'v', 'r', 's'] as const

/** The signed bytes that the fields encode; null for an unknown type of transaction, or invalid fields. */
function serializedOf(told: ToldTransaction): TransactionSerialized | null {
  if (!knownTypes.includes(told.type) || needed.some((name) => told[name] === undefined)) return null
  try {
    const { r, s, v, yParity, ...transaction } = formatTransaction(told as unknown as RpcTransaction)
    const { input, typeHex, hash, blockHash, blockNumber, transactionIndex, from, ...unsigned } = transaction
    const signature = { r, s, v, ...(yParity === undefined ? {} : { yParity }) }
    return serializeTransaction({ ...unsigned, data: input } as never, signature) as TransactionSerialized
  } catch {
    return null
  }
}
