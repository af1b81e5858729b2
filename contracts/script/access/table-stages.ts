import { encodeFunctionData, stringToHex } from 'viem'
import { administeredAgentAbi, usdsAbi } from '@/lib/abi'
import { WAD } from '@/lib/math'
import { callOf } from '../chain'
import {
  ADMIN,
  accessControl,
  anyone,
  by,
  error,
  hashed,
  missing,
  nobody,
  only,
  type Rule,
  type Table,
} from './rules'
import type { World } from './world'

const RELAYER = hashed('RELAYER')
const FREEZER = hashed('FREEZER')
const CONFIGURATOR = hashed('CONFIGURATOR')
const OPERATORS = hashed('OPERATORS')
const ALLOCATOR = hashed('ALLOCATOR_ROLE')

const id = (name: string) => stringToHex(name, { size: 32 })

/** A call without effect. */
const probe = encodeFunctionData({ abi: usdsAbi, functionName: 'totalSupply' })

/** What relayers do at a controller of stage 1 or 2. */
const relayed: Readonly<Record<string, Rule>> = Object.fromEntries(
  (
    [
      ['mintUSDS(uint256)', () => [WAD]],
      ['burnUSDS(uint256)', () => [WAD]],
      ['depositERC4626(address,uint256,uint256)', (w) => [w.at.savings, WAD, 0n]],
      ['withdrawERC4626(address,uint256,uint256)', (w) => [w.at.savings, WAD, WAD]],
      ['redeemERC4626(address,uint256,uint256)', (w) => [w.at.savings, WAD, 0n]],
      ['takeFromSparkVault(address,uint256)', (w) => [w.at.vault, WAD]],
      ['transferAsset(address,address,uint256)', (w) => [w.at.usds, w.at.vault, WAD]],
    ] as const satisfies readonly (readonly [string, Rule['args']])[]
  ).map(([signature, args]) => [signature, only('primeRelayer', missing(RELAYER), args)]),
)

const rate: Rule['args'] = (w) => [w.at.savings, WAD, WAD]

const byAllocator = (args: Rule['args']): Rule => only('agent', missing(ALLOCATOR), args)
const byAgentAdmin = (args: Rule['args']): Rule => only('governance', error('NotAdmin()'), args)
const byActor = (args: Rule['args']): Rule => only('primeRelayer', error('NotActor()'), args)

const notAdmin = error('NotAdmin(address caller)', (caller) => [caller])

/** Recommends a facet that is there already, under a name that nobody has. */
const recommended = (w: World) => [
  id('ANOTHER_FACET'),
  { facet: w.at.usds, wires: [{ callSelector: '0x12345678', delegateSelector: '0x12345678' }] },
]

export const stages: Table = {
  MainnetController: {
    at: 'mainnetController',
    rules: {
      ...accessControl(RELAYER),
      'removeRelayer(address)': only('freezer', missing(FREEZER), (w) => [w.by.primeRelayer]),
      'setMaxExchangeRate(address,uint256,uint256)': only('governance', missing(ADMIN), rate),
      ...relayed,
    },
  },

  FacetedController: {
    at: 'facetedController',
    rules: {
      'grantRole(bytes32,address)': only('governance', missing(ADMIN), (w) => [RELAYER, w.by.stranger]),
      'revokeRole(bytes32,address)': only('governance', missing(ADMIN), (w) => [RELAYER, w.by.primeRelayer]),
      'setRelayer(address)': only(['governance', 'primeOperators'], missing(OPERATORS), (w) => [
        w.by.stranger,
      ]),
      'setFreezer(address)': only(['governance', 'primeOperators'], missing(OPERATORS), (w) => [
        w.by.stranger,
      ]),
      'removeRelayer(address)': only('freezer', missing(FREEZER), (w) => [w.by.primeRelayer]),
      'setMaxExchangeRate(address,uint256,uint256)': only(
        ['governance', 'primeConfigurator'],
        missing(CONFIGURATOR),
        rate,
      ),
      ...relayed,
    },
  },

  // Every other function of a Controller is a facet's.
  Controller: {
    at: 'controller',
    rules: {
      'fallback()': nobody(
        error('CallSelectorNotWired(bytes4 callSelector)', () => ['0xdeadbeef']),
        () => ['0xdeadbeef'],
      ),
      'receive()': nobody(error('InvalidCallDataLength(uint256 callDataLength)', () => [0n])),
      'updateIntegrations(bytes32[])': only('governance', notAdmin, () => [[id('DispatchUsdsFacet')]]),
      'removeIntegrations(bytes32[])': only('governance', notAdmin, () => [[id('DispatchUsdsFacet')]]),
    },
  },

  Beacon: {
    at: 'beacon',
    rules: {
      ...accessControl(RELAYER),
      'setIntegration(bytes32,(address,(bytes4,bytes4)[]))': only('governance', missing(ADMIN), recommended),
      'removeIntegration(bytes32)': only('governance', missing(ADMIN), () => [id('DispatchUsdsFacet')]),
    },
  },

  AccessControls: {
    at: 'accessControls',
    rules: {
      ...accessControl(ALLOCATOR),
      'revokeRole(bytes32,address)': only(
        'governance',
        error('NotRoleAdminOrDefaultAdmin(address account, bytes32 role, bytes32 roleAdmin)', (caller) => [
          caller,
          ALLOCATOR,
          ADMIN,
        ]),
        (w) => [ALLOCATOR, w.at.agent],
      ),
      'setRoleRevoker(bytes32,bytes32)': only('governance', missing(ADMIN), () => [ALLOCATOR, FREEZER]),
    },
  },

  AdministeredAgent: {
    at: 'agent',
    rules: {
      'addActor(address)': only(['governance', 'primeCBeam'], error('NotGrantor()'), (w) => [w.by.stranger]),
      'removeActor(address)': only(['governance', 'freezer'], error('NotRevoker()'), (w) => [
        w.by.primeRelayer,
      ]),
      'addAdmin(address)': byAgentAdmin((w) => [w.by.stranger]),
      'addGrantor(address)': byAgentAdmin((w) => [w.by.stranger]),
      'addRevoker(address)': byAgentAdmin((w) => [w.by.stranger]),
      // The last admin stays, so another is there first.
      'removeAdmin(address)': only('governance', error('NotAdmin()'), (w) => [w.at.savings], {
        before: (w) => [
          by(
            w.by.governance,
            callOf(w.at.agent, {
              abi: administeredAgentAbi,
              functionName: 'addAdmin',
              args: [w.at.savings],
            }),
          ),
        ],
      }),
      'removeGrantor(address)': byAgentAdmin((w) => [w.by.primeCBeam]),
      'removeRevoker(address)': byAgentAdmin((w) => [w.by.freezer]),
      'call(address,bytes)': byActor((w) => [w.at.usds, probe]),
      'batchCall(address[],bytes[],uint256[])': byActor((w) => [[w.at.usds], [probe], [0n]]),
      'sendValue(address,uint256)': byActor((w) => [w.by.stranger, 1n]),
      // For calls that need some.
      'receive()': anyone(),
    },
  },

  DispatchUsdsFacet: {
    at: 'controller',
    rules: {
      'setVault(address)': only('governance', missing(ADMIN), (w) => [w.at.primeAllocatorVault]),
      'mint(uint256)': byAllocator(() => [WAD]),
      'burn(uint256)': byAllocator(() => [WAD]),
    },
  },

  DispatchErc4626Facet: {
    at: 'controller',
    rules: {
      'setMaxExchangeRate(address,uint256,uint256)': only('governance', missing(ADMIN), rate),
      'deposit(address,uint256,uint256)': byAllocator((w) => [w.at.savings, WAD, 0n]),
      'withdraw(address,uint256,uint256)': byAllocator((w) => [w.at.savings, WAD, WAD]),
      'redeem(address,uint256,uint256)': byAllocator((w) => [w.at.savings, WAD, 0n]),
    },
  },

  DispatchSparkVaultFacet: {
    at: 'controller',
    rules: { 'take(address,uint256)': byAllocator((w) => [w.at.vault, WAD]) },
  },

  DispatchTransferAssetFacet: {
    at: 'controller',
    rules: {
      'transfer(address,address,uint256)': byAllocator((w) => [w.at.usds, w.at.vault, WAD]),
    },
  },
}
