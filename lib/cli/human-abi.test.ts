import { type Abi, parseAbi } from 'viem'
import { describe, expect, it } from 'vitest'
import { humanReadable } from './human-abi'

const field = (name: string, type: string) => ({ name, type, internalType: type })
const inner = {
  name: 'inner',
  type: 'tuple',
  internalType: 'struct A.Inner',
  components: [field('a', 'uint8')],
}
const outer = {
  name: 'all',
  type: 'tuple[2]',
  internalType: 'struct A.Outer[2]',
  components: [inner, field('b', 'bytes')],
}

const anonymous: Abi[number] = {
  type: 'event',
  name: 'LogNote',
  anonymous: true,
  inputs: [{ name: 'sig', type: 'bytes4', indexed: true }],
}

describe('humanReadable', () => {
  it('writes structs of structs, mutability, topics and names as they are declared', () => {
    const abi: Abi = [
      { type: 'constructor', stateMutability: 'payable', inputs: [field('admin', 'address')] },
      {
        type: 'function',
        name: 'f',
        stateMutability: 'view',
        inputs: [outer],
        outputs: [field('', 'int256')],
      },
      { type: 'function', name: 'g', stateMutability: 'nonpayable', inputs: [], outputs: [] },
      {
        type: 'event',
        name: 'E',
        inputs: [{ ...field('who', 'address'), indexed: true }, field('wad', 'uint256')],
      },
      { type: 'error', name: 'Nope', inputs: [] },
      { type: 'receive', stateMutability: 'payable' },
    ]
    expect(humanReadable(abi)).toBe(`parseAbi([
  'struct Inner { uint8 a; }',
  'struct Outer { Inner inner; bytes b; }',
  'constructor(address admin) payable',
  'function f(Outer[2] all) external view returns (int256)',
  'function g() external',
  'event E(address indexed who, uint256 wad)',
  'error Nope()',
  'receive() external payable',
])`)
  })

  it('writes an anonymous event, which parseAbi cannot read, as an object', () => {
    const abi: Abi = [anonymous, ...parseAbi(['function f() view returns (uint256)'])]
    expect(humanReadable(abi)).toBe(`[
  ...parseAbi([
    'function f() external view returns (uint256)',
  ]),
  {"anonymous":true,"inputs":[{"indexed":true,"name":"sig","type":"bytes4"}],"name":"LogNote","type":"event"},
] as const`)
  })

  it('refuses two structs of one name, and a struct without one', () => {
    const other = { ...outer, components: [field('b', 'bytes')] }
    const taking = (inputs: readonly (typeof other | typeof inner | typeof outer)[]): Abi => [
      { type: 'function', name: 'f', stateMutability: 'view', inputs, outputs: [] },
    ]
    expect(() => humanReadable(taking([outer, other]))).toThrow('Two structs are named Outer')
    expect(() => humanReadable(taking([{ ...inner, internalType: '' }]))).toThrow('A struct without a name')
  })
})
