import {
  type Abi,
  type AbiFunction,
  type AbiParameter,
  type Address,
  decodeAbiParameters,
  encodeAbiParameters,
  type Hex,
  size,
  slice,
  toFunctionSelector,
  toFunctionSignature,
} from 'viem'
import { formatExact, shortAddress } from '@/lib/format'
import { type LimitName, type Paus, SENTENCES, type Vocabulary } from './call-sentences'

export interface DescribedArgument {
  readonly name: string
  readonly type: string
  /** The value in full: addresses and hashes uncut, integers with separators. */
  readonly text: string
}

/**
 * A call in words. `decoded`: the bytes are exactly the arguments of a known function. `opaque`: they are not,
 * and the text says only what is certain.
 */
export type CallDescription =
  | {
      readonly kind: 'decoded'
      readonly text: string
      readonly signature: string
      readonly args: readonly DescribedArgument[]
    }
  | { readonly kind: 'opaque'; readonly text: string; readonly selector: Hex | null; readonly data: Hex }

const NO_PAUS: Paus = { rateLimits: [], controllers: [] }

/**
 * Says what a call will do. A function with a sentence of its own is told in plain words, another known one by its
 * signature and arguments. A call that no ABI explains, or whose bytes are not exactly its arguments, is shown as
 * selector and hex and never guessed.
 *
 * @param nameOf name of an address, if it has one
 * @param limitOf name and unit of a rate-limit key, if known
 * @param paus the PAUs that an entry of BeamState for all of them concerns
 */
export function describeCall(
  target: Address,
  data: Hex,
  abis: readonly Abi[],
  nameOf: (address: Address) => string | undefined,
  limitOf: (key: Hex) => LimitName | undefined = () => undefined,
  paus: Paus = NO_PAUS,
): CallDescription {
  const targetName = nameOf(target) ?? shortAddress(target)
  if (size(data) < 4) {
    const text = data === '0x' ? `call ${targetName} without data` : `call ${targetName} with ${data}`
    return { kind: 'opaque', text, selector: null, data }
  }

  const selector = slice(data, 0, 4)
  const found = decode(selector, data, abis)
  if (found === null) {
    return { kind: 'opaque', text: `call ${selector} of ${targetName}, unknown here`, selector, data }
  }

  const { item, values } = found
  const signature = toFunctionSignature(item)
  const args = item.inputs.map((input, index) => ({
    name: input.name ?? `argument ${index + 1}`,
    type: input.type,
    text: show(input, values[index]),
  }))
  const words: Vocabulary = {
    nameOf,
    limitOf,
    describe: (inner, bytes) => describeCall(inner, bytes, abis, nameOf, limitOf, paus).text,
    paus,
  }
  const plain = () => `call ${item.name}(${args.map(({ text }) => text).join(', ')}) of ${targetName}`
  const text = SENTENCES.get(signature)?.(values, target, words) ?? plain()
  return { kind: 'decoded', text, signature, args }
}

const selectors = new WeakMap<AbiFunction, Hex>()

/** The selector of a function, hashed once: a model holds many calls, and each is looked up in every ABI. */
function selectorOf(item: AbiFunction): Hex {
  const selector = selectors.get(item) ?? toFunctionSelector(item)
  selectors.set(item, selector)
  return selector
}

/** The first function of that selector whose arguments encode back to the very same bytes. */
function decode(
  selector: Hex,
  data: Hex,
  abis: readonly Abi[],
): { item: AbiFunction; values: readonly unknown[] } | null {
  const encoded: Hex = size(data) === 4 ? '0x' : slice(data, 4)
  for (const item of abis.flat()) {
    if (item.type !== 'function' || selectorOf(item) !== selector.toLowerCase()) continue
    const values = decodeExactly(item.inputs, encoded)
    if (values !== null) return { item, values }
  }
  return null
}

function decodeExactly(inputs: readonly AbiParameter[], encoded: Hex): readonly unknown[] | null {
  try {
    if (inputs.length === 0) return encoded === '0x' ? [] : null
    const values = decodeAbiParameters(inputs, encoded)
    return encodeAbiParameters(inputs, values) === encoded.toLowerCase() ? values : null
  } catch {
    // Bytes that do not fit the signature are not this function's arguments, whatever error viem throws.
    return null
  }
}

function show(parameter: AbiParameter, value: unknown): string {
  const item = /^(.*)\[\d*\]$/.exec(parameter.type)?.[1]
  if (item !== undefined && Array.isArray(value)) {
    const inner: AbiParameter = { ...parameter, type: item }
    return `[${value.map((each) => show(inner, each)).join(', ')}]`
  }
  if ('components' in parameter && typeof value === 'object' && value !== null) {
    // A struct with unnamed fields is decoded as a list.
    const fields = new Map(Object.entries(value))
    const shown = parameter.components.map((part, index) =>
      show(part, fields.get(part.name ?? String(index))),
    )
    return `(${shown.join(', ')})`
  }
  if (typeof value === 'bigint' || typeof value === 'number') return formatExact(BigInt(value), 0)
  return String(value)
}
