import {
  type Abi,
  type AbiParameter,
  decodeErrorResult,
  type Hex,
  parseAbi,
  slice,
  toFunctionSelector,
} from 'viem'
import { knownErrors } from '@/lib/abi'
import { safeReason } from '@/lib/words/safe-errors'
import { foreignErrors } from './foreign'

/** More than any reason of a contract needs; a reverting contract may send any text [characters]. */
const MOST_SIGNS = 300

/** Characters that are invisible, break a line, or turn the direction of text. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/gu

interface ErrorItem {
  readonly type: 'error'
  readonly name: string
  readonly inputs: readonly AbiParameter[]
}

function selectorOf({ name, inputs }: ErrorItem): Hex {
  return toFunctionSelector({ type: 'function', name, inputs, outputs: [], stateMutability: 'view' })
}

let bySelector: ReadonlyMap<Hex, ErrorItem> | undefined

/** The error of a selector, from every contract that a call may meet: the language, other projects, and this one. */
function errorOf(selector: Hex): ErrorItem | undefined {
  bySelector ??= new Map(
    [
      ...(parseAbi([
        'error Error(string)',
        'error Panic(uint256)',
        ...foreignErrors,
      ]) as readonly ErrorItem[]),
      ...knownErrors,
    ].map((item) => [selectorOf(item), item]),
  )
  return bySelector.get(selector)
}

/**
 * The reason in revert data, in the contract's own words: `RateLimits/rate-limit-exceeded`, or
 * `AccessControlUnauthorizedAccount(0x…, 0x…)`, whichever contract reverted; codes of a Safe get their meaning. Data
 * that nothing explains is given as hex.
 *
 * @param abi errors that are known to be possible here; they come first
 */
export function revertReason(data: Hex | null | undefined, abi: Abi = []): string {
  if (!data || data === '0x') return 'no reason given'
  try {
    const own = abi.filter((item) => item.type === 'error')
    const known = errorOf(slice(data, 0, 4))
    const { errorName, args = [] } = decodeErrorResult({ abi: known ? [...own, known] : own, data })
    if (errorName === 'Error') return safeReason(shown(String(args[0])))
    if (errorName === 'Panic') return `Panic(0x${BigInt(String(args[0])).toString(16)})`
    return shown(`${errorName}(${args.map((arg) => shortHex(String(arg))).join(', ')})`)
  } catch {
    return shortHex(data)
  }
}

/** Bytes of any length, cut off where they are longer than a selector and two words. */
function shortHex(text: string): string {
  return /^0x/.test(text) && text.length > 74
    ? `${text.slice(0, 74)}… (${(text.length - 2) / 2} bytes)`
    : text
}

/** A text that somebody else wrote, on one line. */
function shown(text: string): string {
  const line = text.replace(HIDDEN, '\ufffd')
  return line.length > MOST_SIGNS ? `${line.slice(0, MOST_SIGNS)}…` : line
}
