import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
  type Address,
  concatHex,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  parseAbi,
  parseEventLogs,
  toHex,
  zeroAddress,
  zeroHash,
} from 'viem'
import { type ScenarioChain, StepFailed } from './chain'
import { roles } from './roles'

/** Contracts of Safe 1.4.1, by their files in the package. */
const sources = {
  safe: 'Safe.sol/Safe',
  proxyFactory: 'proxies/SafeProxyFactory.sol/SafeProxyFactory',
  multiSendCallOnly: 'libraries/MultiSendCallOnly.sol/MultiSendCallOnly',
  fallbackHandler: 'handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler',
} as const

type Source = keyof typeof sources

/** The factory through which Safe deploys its contracts, so that they have the same addresses on every chain. */
const SINGLETON_FACTORY: Address = '0x914d7Fec6aaC8cd542e72Bca78B30650d45643d7'
const SINGLETON_FACTORY_CODE: Hex =
  '0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3'

const GAS = toHex(10_000_000)

const setupAbi = parseAbi([
  'function setup(address[] owners, uint256 threshold, address to, bytes data, address fallbackHandler, address paymentToken, uint256 payment, address paymentReceiver)',
])
const factoryAbi = parseAbi([
  'function createProxyWithNonce(address singleton, bytes initializer, uint256 saltNonce) returns (address proxy)',
  'event ProxyCreation(address indexed proxy, address singleton)',
])

/** A Safe and the contracts that it needs, all at the addresses that they would have on a public chain. */
export interface DeployedSafe {
  readonly safe: Address
  readonly singleton: Address
  readonly proxyFactory: Address
  readonly multiSendCallOnly: Address
  readonly fallbackHandler: Address
}

/** Creation code of a contract, as Safe published it. */
function creationCode(source: Source): Hex {
  const file = `@safe-global/safe-contracts/build/artifacts/contracts/${sources[source]}.json`
  const text = readFileSync(createRequire(import.meta.url).resolve(file), 'utf8')
  return (JSON.parse(text) as { readonly bytecode: Hex }).bytecode
}

const hasCode = async (chain: ScenarioChain, address: Address): Promise<boolean> =>
  (await chain.rpc('eth_getCode', [address, 'latest'])) !== '0x'

/** Deploys a contract at the address that follows from its code, unless it is already there. @throws StepFailed */
async function place(chain: ScenarioChain, source: Source): Promise<Address> {
  const bytecode = creationCode(source)
  const address = getContractAddress({ opcode: 'CREATE2', from: SINGLETON_FACTORY, salt: zeroHash, bytecode })
  if (await hasCode(chain, address)) return address
  const data = concatHex([zeroHash, bytecode])
  const transaction = { from: roles.deployer.address, to: SINGLETON_FACTORY, data, gas: GAS }
  await chain.rpc('eth_sendTransactionSync', [transaction])
  if (!(await hasCode(chain, address))) throw new StepFailed(`${sources[source]} is not at ${address}`)
  return address
}

/**
 * Creates a Safe 1.4.1 with these owners in their order, from the contracts that Safe published. Its address depends only
 * on owners and threshold.
 *
 * @param chain a development chain on which the deployer is unlocked
 * @throws StepFailed when the Safe is there already, or cannot be created: no owners, the same owner twice, or
 * too high a threshold
 */
export async function deployFreezerSafe(
  chain: ScenarioChain,
  owners: readonly Address[],
  threshold: bigint,
): Promise<DeployedSafe> {
  await chain.rpc('anvil_setCode', [SINGLETON_FACTORY, SINGLETON_FACTORY_CODE])
  const singleton = await place(chain, 'safe')
  const proxyFactory = await place(chain, 'proxyFactory')
  const multiSendCallOnly = await place(chain, 'multiSendCallOnly')
  const fallbackHandler = await place(chain, 'fallbackHandler')
  const initializer = encodeFunctionData({
    abi: setupAbi,
    functionName: 'setup',
    args: [owners, threshold, zeroAddress, '0x', fallbackHandler, zeroAddress, 0n, zeroAddress],
  })
  const { logs } = await chain.send(roles.deployer.address, proxyFactory, {
    abi: factoryAbi,
    functionName: 'createProxyWithNonce',
    args: [singleton, initializer, 0n],
  })
  const [created] = parseEventLogs({ abi: factoryAbi, eventName: 'ProxyCreation', logs })
  if (created === undefined) throw new StepFailed(`${proxyFactory} logged no new Safe`)
  return { safe: created.args.proxy, singleton, proxyFactory, multiSendCallOnly, fallbackHandler }
}
