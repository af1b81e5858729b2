import type { AbiFunction, AbiParameter } from 'viem'
import {
  type Abi,
  concat,
  decodeAbiParameters,
  encodeAbiParameters,
  type Hex,
  toFunctionSelector,
  toFunctionSignature,
} from 'viem'

/** Calldata decoded from its bytes, independent of the code that built them. */
export interface DecodedCall {
  readonly selector: Hex
  readonly signature: string
  readonly arguments: readonly { readonly name: string; readonly type: string; readonly value: string }[]
}

/** Decodes calldata; null when no known function has its selector, or when the rest is not exactly its arguments. */
export type Decode = (data: Hex) => DecodedCall | null

/** @param abi the known functions */
export function decoderOf(abi: Abi): Decode {
  const functions = new Map(
    abi
      .filter((item): item is AbiFunction => item.type === 'function')
      .map((item): [Hex, Decodable] => [
        toFunctionSelector(item),
        { inputs: item.inputs, signature: toFunctionSignature(item) },
      ]),
  )
  return (data) => decode(functions, data)
}

/** A function by its selector, which is hashed once and not for each call that is read. */
interface Decodable {
  readonly inputs: readonly AbiParameter[]
  readonly signature: string
}

function decode(functions: ReadonlyMap<Hex, Decodable>, data: Hex): DecodedCall | null {
  const selector = data.slice(0, 10) as Hex
  const known = functions.get(selector)
  if (!known) return null
  const { inputs, signature } = known
  try {
    const values: readonly unknown[] =
      inputs.length > 0 ? decodeAbiParameters(inputs, `0x${data.slice(10)}`) : []
    if (concat([selector, encodeAbiParameters(inputs, values)]) !== data.toLowerCase()) return null
    return {
      selector,
      signature,
      arguments: inputs.map((input, index) => ({
        name: input.name ?? `#${index}`,
        type: input.type,
        value: String(values[index]),
      })),
    }
  } catch {
    return null
  }
}
