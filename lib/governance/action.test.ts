import { Interface } from 'ethers'
import { type Address, getAddress, type Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { callsActionHash, migrationActionsHash, officeCallsActionHash } from '@/lib/abi'
import { contentOf, foreignWires, type MigrationWiring } from './action'

const at = (n: number): Address => getAddress(`0x${n.toString(16).padStart(40, '0')}`)
const WIRING = 'tuple(address diamond, address mom, address vat, address autoLine, address beamState) wiring'

/** Encodes independently of the code under test. */
const encoder = new Interface([
  'function execute(tuple(address target, bytes data)[] calls)',
  `function schedule(${WIRING}, address prime, address vault, uint256 epoch, address[] allocatorVaults)`,
  `function startDualRun(${WIRING}, address prime)`,
  `function cutOver(${WIRING}, address prime)`,
  `function retire(${WIRING}, address prime)`,
])
const encode = (name: string, args: unknown[]) => encoder.encodeFunctionData(name, args) as Hex

const wiring: MigrationWiring = { diamond: at(1), mom: at(2), vat: at(3), autoLine: at(4), beamState: at(5) }
const wires = Object.values(wiring)
const [prime, vault, allocator] = [at(0x11), at(0x12), at(0x13)]
const otherCode: Hex = `0x${'99'.repeat(32)}`

describe('contentOf', () => {
  it('reads a list of calls from the calldata of a plan', () => {
    const calls = [
      { target: at(0x21), data: '0x01020304' },
      { target: at(0x22), data: '0x' },
    ]
    const fax = encode('execute', [calls.map(({ target, data }) => [target, data])])
    expect(contentOf({ tag: callsActionHash, fax })).toEqual({
      action: { type: 'calls', calls },
      certain: true,
      keepsHours: false,
    })
  })

  it('tells that the code of a list of calls keeps office hours', () => {
    expect(contentOf({ tag: officeCallsActionHash, fax: encode('execute', [[]]) })).toEqual({
      action: { type: 'calls', calls: [] },
      certain: true,
      keepsHours: true,
    })
  })

  it('reads every step of a migration from the calldata of a plan', () => {
    const epoch = 1_800_000_000n
    const fax = encode('schedule', [wires, prime, vault, epoch, [allocator]])
    const scheduled = { name: 'schedule', wiring, prime, vault, epoch, allocatorVaults: [allocator] }
    expect(contentOf({ tag: migrationActionsHash, fax })).toEqual({
      action: { type: 'migration', step: scheduled },
      certain: true,
      keepsHours: false,
    })
    for (const name of ['startDualRun', 'cutOver', 'retire']) {
      const step = { name, wiring, prime }
      expect(contentOf({ tag: migrationActionsHash, fax: encode(name, [wires, prime]) })).toEqual({
        action: { type: 'migration', step },
        certain: true,
        keepsHours: false,
      })
    }
  })

  it('marks a plan as uncertain where other code will run on the same calldata', () => {
    const calls = encode('execute', [[]])
    const retire = encode('retire', [wires, prime])
    for (const tag of [otherCode, migrationActionsHash] as Hex[]) {
      const action = { type: 'calls', calls: [] }
      expect(contentOf({ tag, fax: calls })).toEqual({ action, certain: false, keepsHours: false })
    }
    for (const tag of [otherCode, callsActionHash] as Hex[]) {
      expect(contentOf({ tag, fax: retire })).toMatchObject({ action: { type: 'migration' }, certain: false })
    }
    expect(
      contentOf({ tag: callsActionHash.toUpperCase().replace('X', 'x') as Hex, fax: calls }).certain,
    ).toBe(true)
  })

  it('does not read calldata with bytes missing, added or changed', () => {
    const exact = encode('retire', [wires, prime])
    const dirty = exact.replace(/^(0x.{8})0/, '$1f') as Hex
    const opaque = { action: { type: 'opaque' }, certain: false, keepsHours: false }
    for (const fax of ['0x', '0xdeadbeef', `${exact}00`, exact.slice(0, -2), dirty] as Hex[]) {
      expect(contentOf({ tag: migrationActionsHash, fax })).toEqual(opaque)
    }
  })
})

describe('foreignWires', () => {
  it("names every wire that is not the deployment's, and every one that the deployment lacks", () => {
    expect(foreignWires(wiring, wiring)).toEqual([])
    expect(foreignWires(wiring, { ...wiring, vat: at(9), mom: null })).toEqual([
      { part: 'mom', found: at(2), expected: null },
      { part: 'vat', found: at(3), expected: at(9) },
    ])
  })
})
