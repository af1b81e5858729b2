import path from 'node:path'
import { size } from 'viem'
import { describe, expect, it } from 'vitest'
import { declaredContracts } from '@/lib/cli/abi-files'
import { readArtifact } from './artifacts'

/** The most bytes of code that a chain stores (EIP-170), and of creation code that it runs (EIP-3860). */
const MOST_CODE = 24_576
const MOST_CREATION_CODE = 2 * MOST_CODE

const contracts = declaredContracts(path.resolve(import.meta.dirname, '..')).map(
  ({ source, contract }) => [contract, readArtifact(contract, path.basename(source, '.sol'))] as const,
)

describe('the code of every contract of src', () => {
  it('every contract of src is in the build, with code', () => {
    expect(contracts.map(([contract]) => contract)).toContain('PrimeVault')
    expect(contracts.filter(([, { deployedBytecode }]) => size(deployedBytecode) === 0)).toEqual([])
  })

  it.each(contracts)('the code of %s fits on a chain', (_, { bytecode, deployedBytecode }) => {
    expect(size(deployedBytecode)).toBeLessThan(MOST_CODE)
    expect(size(bytecode)).toBeLessThan(MOST_CREATION_CODE)
  })
})
