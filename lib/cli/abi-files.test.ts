import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { keccak256 as keccak } from 'ethers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { constantOf, fileNameOf, generateAbiFiles } from './abi-files'

let contracts: string

const write = (file: string, content: string) => {
  const target = path.join(contracts, file)
  mkdirSync(path.dirname(target), { recursive: true })
  writeFileSync(target, content)
}

const build = (contract: string, functions: string[], code = '0x6001', extra: object = {}) =>
  write(
    `out/${contract}.sol/${contract}.json`,
    JSON.stringify({
      abi: functions.map((name) => ({
        type: 'function',
        name,
        inputs: [],
        outputs: [],
        stateMutability: 'view',
      })),
      deployedBytecode: { object: code, ...extra },
    }),
  )

beforeEach(() => {
  contracts = mkdtempSync(path.join(tmpdir(), 'abi-files-'))
  write('src/lens/BlockLens.sol', 'contract BlockLens {}')
  write('src/lens/CodeLens.sol', 'contract CodeLens {}')
  write('src/pau/RateLimits.sol', 'import "x";\n\ncontract RateLimits is A {}')
  write('script/Multicall3.sol', 'contract Multicall3 {}')
  write('src/governance/CallsAction.sol', 'contract CallsAction {}')
  write('src/governance/MigrationActions.sol', 'contract MigrationActions {}')
  write('src/governance/OfficeCallsAction.sol', 'contract OfficeCallsAction is CallsAction {}')
  write('src/interfaces/IDispatchedPau.sol', 'interface IDispatchedPau {}')
  build('BlockLens', ['conditions'], '0x60ee')
  build('CodeLens', ['codeOf'], '0x60aa')
  build('RateLimits', ['CONTROLLER'])
  build('Multicall3', ['aggregate3'], '0x60bb')
  build('CallsAction', ['execute'], '0x60cc')
  build('MigrationActions', ['retire'], '0x60dd')
  build('OfficeCallsAction', ['officeHours'], '0x60ff')
  build('IDispatchedPau', ['usds_usds'], '0x')
})

afterEach(() => rmSync(contracts, { recursive: true }))

describe('names', () => {
  it.each([
    ['ERC4626Facet', 'erc4626-facet', 'erc4626FacetAbi'],
    ['Erc4626Facet', 'erc4626-facet', 'erc4626FacetAbi'],
    ['ALMProxy', 'alm-proxy', 'almProxyAbi'],
    ['BEAMTimeLock', 'beam-time-lock', 'beamTimeLockAbi'],
    ['PASMom', 'pas-mom', 'pasMomAbi'],
    ['RateLimits', 'rate-limits', 'rateLimitsAbi'],
    ['Vat', 'vat', 'vatAbi'],
  ])('writes %s to %s as %s', (contract, file, constant) => {
    expect(fileNameOf(contract)).toBe(file)
    expect(constantOf(contract)).toBe(constant)
  })
})

describe('generateAbiFiles', () => {
  it('writes one file for each contract of the sources, the placed code, the known functions and an index', () => {
    const files = generateAbiFiles(contracts)
    expect([...files.keys()].sort()).toEqual([
      'block-lens.ts',
      'bytecode.ts',
      'calls-action.ts',
      'code-lens.ts',
      'dispatched-pau.ts',
      'index.ts',
      'known-errors.ts',
      'known-events.ts',
      'known-functions.ts',
      'migration-actions.ts',
      'office-calls-action.ts',
      'rate-limits.ts',
    ])
    expect(files.get('rate-limits.ts')).toContain('export const rateLimitsAbi = parseAbi([')
    expect(files.get('bytecode.ts')).toContain("export const multicall3Code = '0x60bb'")
    expect(files.get('bytecode.ts')).toContain("export const codeLensCode = '0x60aa'")
    expect(files.get('bytecode.ts')).toContain("export const blockLensCode = '0x60ee'")
    expect(files.get('bytecode.ts')).toContain(`export const callsActionHash = '${keccak('0x60cc')}'`)
    expect(files.get('bytecode.ts')).toContain(`export const migrationActionsHash = '${keccak('0x60dd')}'`)
  })

  it('gives the same bytes for the same build', () => {
    expect(generateAbiFiles(contracts)).toEqual(generateAbiFiles(contracts))
  })

  it('names functions of the sources and none of the scripts', () => {
    const known = generateAbiFiles(contracts).get('known-functions.ts')
    expect(known).toContain("'0xee0fc121': 'CONTROLLER()'")
    expect(known).not.toContain('aggregate3')
  })

  it('has the functions that a Controller serves by its table, though no contract declares them', () => {
    const files = generateAbiFiles(contracts)
    expect(files.get('dispatched-pau.ts')).toContain('export const dispatchedPauAbi = parseAbi([')
    expect(files.get('known-functions.ts')).toContain("'usds_usds()'")
  })

  it('lists an event once for each way in which its inputs are topics', () => {
    const event = (indexed: boolean) => ({
      type: 'event',
      name: 'Rely',
      inputs: [{ type: 'address', name: 'usr', indexed }],
    })
    for (const [name, indexed] of Object.entries({ A: true, B: false, C: true })) {
      write(`src/${name}.sol`, `contract ${name} {}`)
      write(
        `out/${name}.sol/${name}.json`,
        JSON.stringify({ abi: [event(indexed)], deployedBytecode: { object: '0x60' } }),
      )
    }
    const known = generateAbiFiles(contracts).get('known-events.ts')
    expect(known?.match(/event Rely\(/g)).toHaveLength(2)
  })

  it('leaves out a build whose source no longer exists', () => {
    build('Removed', ['gone'])
    expect(generateAbiFiles(contracts).has('removed.ts')).toBe(false)
  })

  it('refuses two functions with one selector', () => {
    const taking = (name: string, type: string) => ({
      type: 'function',
      name,
      inputs: [{ type }],
      outputs: [],
      stateMutability: 'nonpayable',
    })
    write('src/A.sol', 'contract A {}')
    write(
      'out/A.sol/A.json',
      JSON.stringify({
        abi: [taking('burn', 'uint256'), taking('collate_propagate_storage', 'bytes16')],
        deployedBytecode: { object: '0x60' },
      }),
    )
    expect(() => generateAbiFiles(contracts)).toThrow('0x42966c68 is both')
  })

  it('refuses two contracts with the same name', () => {
    write('src/other/RateLimits.sol', 'contract RateLimits {}')
    expect(() => generateAbiFiles(contracts)).toThrow('RateLimits is declared twice')
  })

  it('refuses to place or to hash code that needs links or immutables', () => {
    build('CodeLens', ['codeOf'], '0x60__$aa$__')
    expect(() => generateAbiFiles(contracts)).toThrow('is not the same everywhere')
    build('CodeLens', ['codeOf'], '0x60aa', { immutableReferences: { 7: [] } })
    expect(() => generateAbiFiles(contracts)).toThrow('is not the same everywhere')
    build('CodeLens', ['codeOf'], '0x60aa')
    build('CallsAction', ['execute'], '0x60cc', { immutableReferences: { 7: [] } })
    expect(() => generateAbiFiles(contracts)).toThrow('is not the same everywhere')
  })

  it('says which build is missing', () => {
    write('src/New.sol', 'contract New {}')
    expect(() => generateAbiFiles(contracts)).toThrow('no build of New')
  })
})
