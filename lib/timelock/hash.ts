import { type Address, encodeAbiParameters, type Hex, keccak256 } from 'viem'

/** One call of an operation. */
export interface TimelockCall {
  readonly target: Address
  /** [wei] */
  readonly value: bigint
  readonly data: Hex
}

/** The content whose hash is the id of an operation. */
export interface OperationContent {
  readonly calls: readonly TimelockCall[]
  /** Id of the operation that must be done first; zero for none. */
  readonly predecessor: Hex
  readonly salt: Hex
}

export const ZERO_HASH: Hex = `0x${'00'.repeat(32)}`

/** The id of an operation, computed like `TimelockController.hashOperationBatch`. */
export function hashOperation({ calls, predecessor, salt }: OperationContent): Hex {
  return keccak256(
    encodeAbiParameters(
      [
        { type: 'address[]' },
        { type: 'uint256[]' },
        { type: 'bytes[]' },
        { type: 'bytes32' },
        { type: 'bytes32' },
      ],
      [
        calls.map(({ target }) => target),
        calls.map(({ value }) => value),
        calls.map(({ data }) => data),
        predecessor,
        salt,
      ],
    ),
  )
}
