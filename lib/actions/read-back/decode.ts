import type { AbiFunction, AbiParameter } from 'viem'
import {
  type Abi,
  decodeFunctionData,
  encodeFunctionData,
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
      .map((item) => [toFunctionSelector(item), item]),
  )
  return (data) => decode(functions, data)
}

function decode(functions: ReadonlyMap<Hex, AbiFunction>, data: Hex): DecodedCall | null {
  const selector = data.slice(0, 10) as Hex
  const item = functions.get(selector)
  if (!item) return null
  try {
    const { args = [] } = decodeFunctionData({ abi: [item], data })
    const values = args as readonly unknown[]
    if (encodeFunctionData({ abi: [item], args: values }) !== data.toLowerCase()) return null
    return {
      selector,
      signature: toFunctionSignature(item),
      arguments: item.inputs.map((input: AbiParameter, index) => ({
        name: input.name ?? `#${index}`,
        type: input.type,
        value: String(values[index]),
      })),
    }
  } catch {
    return null
  }
}
