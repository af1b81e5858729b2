import { createRequire } from 'node:module'
import {
  type Address,
  encodeFunctionData,
  getAddress,
  keccak256,
  parseAbi,
  slice,
  stringToHex,
  zeroAddress,
} from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, outcome, startTestChain, type TestChain } from '@/lib/cli/test-chain'
import { connect, type ScenarioChain, StepFailed } from './chain'
import { roles } from './roles'
import { type DeployedSafe, deployFreezerSafe } from './safe'

const owners = [roles.freezer.address, roles.coreCouncil.address, roles.emergencyWallet.address]

const safeAbi = parseAbi([
  'function getOwners() view returns (address[])',
  'function getThreshold() view returns (uint256)',
  'function nonce() view returns (uint256)',
  'function VERSION() view returns (string)',
  'function setup(address[],uint256,address,bytes,address,address,uint256,address)',
])

let anvil: TestChain
let client: Client
let chain: ScenarioChain
let deployed: DeployedSafe

beforeAll(async () => {
  anvil = await startTestChain()
  client = anvil.client
  chain = connect(client.transport.url ?? '')
  deployed = await deployFreezerSafe(chain, owners, 2n)
})

afterAll(() => anvil?.stop())

const published = (file: string): { deployedBytecode: string } =>
  createRequire(import.meta.url)(`@safe-global/safe-contracts/build/artifacts/contracts/${file}.json`)

const read = (address: Address, functionName: 'getOwners' | 'getThreshold' | 'nonce' | 'VERSION') =>
  client.readContract({ address, abi: safeAbi, functionName })

describe('the freezer Safe', () => {
  it('the freezer Safe is a Safe 1.4.1 with the given owners in their order', async () => {
    const { safe } = deployed
    expect(await read(safe, 'VERSION')).toBe('1.4.1')
    expect(await read(safe, 'getOwners')).toEqual(owners)
    expect(await read(safe, 'getThreshold')).toBe(2n)
    expect(await read(safe, 'nonce')).toBe(0n)
    const slot = keccak256(stringToHex('fallback_manager.handler.address'))
    const handler = await client.getStorageAt({ address: safe, slot })
    expect(getAddress(slice(handler ?? '0x', 12))).toBe(deployed.fallbackHandler)
  })

  it('the freezer Safe uses the published contracts, at their addresses on public chains', async () => {
    const { safe: _, ...contracts } = deployed
    expect(contracts).toEqual({
      singleton: '0x41675C099F32341bf84BFc5382aF534df5C7461a',
      proxyFactory: '0x4e1DCf7AD4e460CfD30791CCC4F9c8a4f820ec67',
      multiSendCallOnly: '0x9641d764fc13c8B624c04430C7356C1C7C8102e2',
      fallbackHandler: '0xfd0732Dc9E303f09fCEf3a7388Ad10A83459Ec99',
    })
    for (const [address, file] of [
      [contracts.singleton, 'Safe.sol/Safe'],
      [contracts.proxyFactory, 'proxies/SafeProxyFactory.sol/SafeProxyFactory'],
      [contracts.multiSendCallOnly, 'libraries/MultiSendCallOnly.sol/MultiSendCallOnly'],
      [contracts.fallbackHandler, 'handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler'],
    ] as const) {
      expect(await client.getCode({ address })).toBe(published(file).deployedBytecode)
    }
  })

  it('nobody can set up the singleton of the freezer Safe', async () => {
    const data = encodeFunctionData({
      abi: safeAbi,
      functionName: 'setup',
      args: [owners, 1n, zeroAddress, '0x', zeroAddress, zeroAddress, 0n, zeroAddress],
    })
    const [stranger] = anvil.accounts
    const { timestamp } = await client.getBlock()
    expect(await outcome(client, stranger, deployed.singleton, data, timestamp + 1n)).toEqual({
      revert: 'GS200',
    })
  })

  it('the address of the freezer Safe follows from its owners and threshold, whatever happened before', async () => {
    const snapshot = await client.snapshot()
    const other = await deployFreezerSafe(chain, owners, 3n)
    expect(other).toEqual({ ...deployed, safe: other.safe })
    expect(other.safe).not.toBe(deployed.safe)
    await client.revert({ id: snapshot })
    const [first = deployed.safe, ...rest] = owners
    const turned = await deployFreezerSafe(chain, [...rest, first], 3n)
    expect([deployed.safe, other.safe]).not.toContain(turned.safe)
    expect(await deployFreezerSafe(chain, owners, 3n)).toEqual(other)
  })

  it('a Safe cannot be created twice, or with owners or a threshold that the contract refuses', async () => {
    const [first = deployed.safe] = owners
    for (const [list, threshold] of [
      [owners, 2n],
      [[], 0n],
      [[], 1n],
      [[first], 0n],
      [[first], 2n],
      [[first, first], 1n],
    ] as const) {
      await expect(deployFreezerSafe(chain, list, threshold)).rejects.toThrow(StepFailed)
    }
  })
})
