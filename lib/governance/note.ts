import { type Address, getAddress, type Hex, size, slice, toFunctionSelector } from 'viem'
import type { Plan } from './plan'

/** What happened to a plan, and by whom. */
export interface PlanNote {
  readonly kind: 'plot' | 'exec' | 'drop'
  readonly guy: Address
  readonly plan: Plan
}

const kinds: ReadonlyMap<string, PlanNote['kind']> = new Map(
  (['plot', 'exec', 'drop'] as const).map((kind) => [
    toFunctionSelector(`${kind}(address,bytes32,bytes,uint256)`),
    kind,
  ]),
)

const WORD = 32

/**
 * Reads a log of the pause: the anonymous `LogNote` of ds-note, with selector, caller and the first two arguments as
 * topics, and the ether sent and the whole calldata as data.
 * @returns null for a note of anything but a plan
 */
export function readNote({
  topics: [sig, guy],
  data,
}: {
  readonly topics: readonly Hex[]
  readonly data: Hex
}): PlanNote | null {
  if (sig === undefined || guy === undefined || !/^0x.{8}0{56}$/.test(sig)) return null
  const kind = kinds.get(slice(sig, 0, 4).toLowerCase())
  const calldata = kind && bytesAt(data, WORD)
  const plan = calldata && size(calldata) > 4 ? planOf(slice(calldata, 4)) : null
  return kind && plan ? { kind, guy: addressOf(guy), plan } : null
}

/**
 * The arguments of `plot`, `exec` and `drop`, read as a contract reads them: from any place that an offset names. A
 * plan that was plotted with unusual calldata is still a plan.
 */
function planOf(args: Hex): Plan | null {
  const fax = bytesAt(args, 2 * WORD)
  if (fax === null || size(args) < 4 * WORD) return null
  return {
    usr: addressOf(word(args, 0)),
    tag: word(args, WORD),
    fax,
    eta: BigInt(word(args, 3 * WORD)),
  }
}

const word = (data: Hex, at: number): Hex => slice(data, at, at + WORD, { strict: true })

const addressOf = (value: Hex): Address => getAddress(slice(value, 12))

/** The bytes whose offset stands at `head`; null where they would lie outside the data. */
function bytesAt(data: Hex, head: number): Hex | null {
  const length = size(data)
  const offset = wordAsNumber(data, head)
  if (offset === null) return null
  const count = wordAsNumber(data, offset)
  if (count === null || offset + WORD + count > length) return null
  return count === 0 ? '0x' : slice(data, offset + WORD, offset + WORD + count)
}

/** A word as a place or a length in the data; null where it is too large for either. */
function wordAsNumber(data: Hex, at: number): number | null {
  if (at + WORD > size(data)) return null
  const value = BigInt(word(data, at))
  return value <= BigInt(size(data)) ? Number(value) : null
}
