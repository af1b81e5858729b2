import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Hex, keccak256 } from 'viem'
import { describe, expect, it } from 'vitest'
import { GUARD_SLOT, HANDLER_SLOT, SAFE_HANDLERS, SAFE_PROXIES, SAFE_SINGLETONS } from './codes'

/** Hash of the runtime code as Safe published it with 1.4.1. */
function published(file: string): Hex {
  const path = `@safe-global/safe-contracts/build/artifacts/contracts/${file}.json`
  const text = readFileSync(createRequire(import.meta.url).resolve(path), 'utf8')
  return keccak256((JSON.parse(text) as { deployedBytecode: Hex }).deployedBytecode)
}

describe('the codes of a Safe that are known', () => {
  it('are those that Safe published', () => {
    expect(SAFE_SINGLETONS[published('Safe.sol/Safe')]).toEqual({ name: 'Safe', version: '1.4.1' })
    expect(SAFE_SINGLETONS[published('SafeL2.sol/SafeL2')]).toEqual({ name: 'Safe L2', version: '1.4.1' })
    expect(SAFE_PROXIES[published('proxies/SafeProxy.sol/SafeProxy')]).toBe('Safe proxy 1.4.1')
    const handler = published('handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler')
    expect(SAFE_HANDLERS[handler]).toBe('CompatibilityFallbackHandler 1.4.1')
  })

  it('are in the storage slots where the contract keeps them', () => {
    // GuardManager.sol and FallbackManager.sol give both slots as numbers.
    expect(GUARD_SLOT).toBe(0x4a204f620c8c5ccdca3fd54d003badd85ba500436a431f0cbda4f558c93c34c8n)
    expect(HANDLER_SLOT).toBe(0x6c9a6c4a39284e37ed1cf53d337577d14212a4870fb976a4366c693b939918d5n)
  })
})
