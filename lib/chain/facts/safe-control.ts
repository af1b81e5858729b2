import { type Address, type Hex, zeroAddress } from 'viem'
import type { CodeFacts } from '@/lib/console/facts/code'
import type { SafeControlFacts } from '@/lib/console/facts/safes'
import type { Leaf } from '@/lib/leaf'
import { andThen, field } from '@/lib/leaf'
import { GUARD_SLOT, HANDLER_SLOT, SENTINEL, safeAbi, storedAddress } from '@/lib/safe'
import type { Ask } from '../read/ask'

/** How many modules are listed; where the list continues is read too. */
const mostModules = 100n

/** Who decides for a Safe besides its owners. */
export function gatherSafeControl(ask: Ask, safe: Address): SafeControlFacts {
  const modules = ask.call(safe, safeAbi, 'getModulesPaginated', SENTINEL, mostModules)
  const singleton = ask.call(safe, safeAbi, 'masterCopy')
  const handler = ask.call(safe, safeAbi, 'getStorageAt', HANDLER_SLOT, 1n)
  return {
    proxy: codeOf(ask.code(safe)),
    singleton,
    singletonCode: codeOf(andThen(singleton, (address) => ask.code(address))),
    modules: field(modules, 0),
    modulesNext: field(modules, 1),
    guard: ask.call(safe, safeAbi, 'getStorageAt', GUARD_SLOT, 1n),
    handler,
    handlerCode: codeOf(andThen(handler, (word) => ask.code(storedAddress(word) ?? zeroAddress))),
  }
}

function codeOf(code: Leaf<readonly [codeHash: Hex, size: bigint]>): CodeFacts {
  return { hash: field(code, 0), size: field(code, 1) }
}
