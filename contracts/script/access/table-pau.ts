import { encodeFunctionData, toFunctionSelector, zeroAddress } from 'viem'
import { usdsAbi } from '@/lib/abi'
import { WAD } from '@/lib/math'
import { keys } from '../keys'
import { ADMIN, accessControl, anyone, error, hashed, missing, nobody, only, type Table } from './rules'
import type { World } from './world'

const RELAYER = hashed('RELAYER')
const FREEZER = hashed('FREEZER')
const CONFIGURATOR = hashed('CONFIGURATOR')
const OPERATORS = hashed('OPERATORS')
const CONTROLLER = hashed('CONTROLLER')

/** A call without effect, which a controller has the ALMProxy make. */
const probe = (w: World) =>
  [w.at.usds, encodeFunctionData({ abi: usdsAbi, functionName: 'totalSupply' })] as const

const UNKNOWN = '0xdeadbeef'
const notFound = (selector: string) => error('FunctionNotFound(bytes4 selector)', () => [selector])

export const pau: Table = {
  // Every other function of a Diamond is a facet's.
  Diamond: {
    at: 'diamond',
    rules: {
      'fallback()': nobody(notFound(UNKNOWN), () => [UNKNOWN]),
      'receive()': nobody(notFound('0x00000000')),
    },
  },

  DiamondCutFacet: {
    at: 'diamond',
    rules: {
      'diamondCut((address,uint8,bytes4[])[],address,bytes)': only('governance', missing(ADMIN), () => [
        [
          {
            facetAddress: zeroAddress,
            action: 2,
            functionSelectors: [toFunctionSelector('removeRelayer(address)')],
          },
        ],
        zeroAddress,
        '0x',
      ]),
    },
  },

  AdminFacet: {
    at: 'diamond',
    rules: {
      'grantRole(bytes32,address)': only('governance', missing(ADMIN), (w) => [RELAYER, w.by.stranger]),
      'revokeRole(bytes32,address)': only('governance', missing(ADMIN), (w) => [RELAYER, w.by.relayer]),
      'setRelayer(address)': only(['governance', 'operators'], missing(OPERATORS), (w) => [w.by.stranger]),
      'setFreezer(address)': only(['governance', 'operators'], missing(OPERATORS), (w) => [w.by.stranger]),
      'removeRelayer(address)': only('freezer', missing(FREEZER), (w) => [w.by.relayer]),
    },
  },

  UsdsFacet: {
    at: 'diamond',
    rules: {
      'mintUSDS(uint256)': only('relayer', missing(RELAYER), () => [WAD]),
      'burnUSDS(uint256)': only('relayer', missing(RELAYER), () => [WAD]),
    },
  },

  Erc4626Facet: {
    at: 'diamond',
    rules: {
      'setMaxExchangeRate(address,uint256,uint256)': only(
        ['governance', 'configurator'],
        missing(CONFIGURATOR),
        (w) => [w.at.vault, WAD, WAD],
      ),
      'depositERC4626(address,uint256,uint256)': only('relayer', missing(RELAYER), (w) => [
        w.at.vault,
        WAD,
        0n,
      ]),
      'withdrawERC4626(address,uint256,uint256)': only('relayer', missing(RELAYER), (w) => [
        w.at.vault,
        WAD,
        WAD,
      ]),
      'redeemERC4626(address,uint256,uint256)': only('relayer', missing(RELAYER), (w) => [
        w.at.vault,
        WAD,
        0n,
      ]),
    },
  },

  SparkVaultFacet: {
    at: 'primeDiamond',
    rules: {
      'takeFromSparkVault(address,uint256)': only('primeRelayer', missing(RELAYER), (w) => [w.at.vault, WAD]),
    },
  },

  TransferAssetFacet: {
    at: 'primeDiamond',
    rules: {
      'transferAsset(address,address,uint256)': only('primeRelayer', missing(RELAYER), (w) => [
        w.at.usds,
        w.at.vault,
        WAD,
      ]),
    },
  },

  // Serves by delegatecall in a cut. Called itself it fills its own state, which nobody reads.
  PauInit: {
    at: 'pauInit',
    rules: {
      'init((address,address,address,address,address,address),address)': anyone((w) => [
        wiring(w),
        w.at.allocatorVault,
      ]),
      'initController((address,address,address,address,address,address))': anyone((w) => [wiring(w)]),
      'initUsds(address)': anyone((w) => [w.at.allocatorVault]),
    },
  },

  ALMProxy: {
    at: 'almProxy',
    rules: {
      ...accessControl(CONTROLLER),
      'doCall(address,bytes)': only('diamond', missing(CONTROLLER), probe),
      'doCallWithValue(address,bytes,uint256)': only('diamond', missing(CONTROLLER), (w) => [
        ...probe(w),
        0n,
      ]),
      'doDelegateCall(address,bytes)': only('diamond', missing(CONTROLLER), probe),
      // Some integrations pay ether out.
      'receive()': anyone(),
    },
  },

  RateLimits: {
    at: 'rateLimits',
    rules: {
      ...accessControl(CONTROLLER),
      ...Object.fromEntries(
        ['grantRole(bytes32,address)', 'revokeRole(bytes32,address)'].map((signature) => [
          signature,
          // The Configurator sets limits as an admin; it has no function that would give roles.
          only(['governance', 'configurator'], missing(ADMIN), (w) => [CONTROLLER, w.by.stranger]),
        ]),
      ),
      'setRateLimitData(bytes32,uint256,uint256)': only(
        ['governance', 'configurator'],
        missing(ADMIN),
        () => [keys.mint, WAD, 1n],
      ),
      'setRateLimitData(bytes32,uint256,uint256,uint256,uint256)': only(
        ['governance', 'configurator'],
        missing(ADMIN),
        () => [keys.mint, WAD, 1n, 0n, 0n],
      ),
      'setUnlimitedRateLimitData(bytes32)': only(['governance', 'configurator'], missing(ADMIN), () => [
        keys.mint,
      ]),
      'triggerRateLimitDecrease(bytes32,uint256)': only('diamond', missing(CONTROLLER), () => [
        keys.mint,
        WAD,
      ]),
      'triggerRateLimitIncrease(bytes32,uint256)': only('diamond', missing(CONTROLLER), () => [
        keys.mint,
        WAD,
      ]),
    },
  },

  ParameterRegistry: {
    at: 'parameterRegistry',
    rules: {
      ...accessControl(CONTROLLER),
      'setParameter(bytes32,uint256)': only('diamond', missing(CONTROLLER), () => [keys.mint, WAD]),
    },
  },
}

const wiring = (w: World) => ({
  proxy: w.at.almProxy,
  rateLimits: w.at.rateLimits,
  parameterRegistry: w.at.parameterRegistry,
  beamState: w.at.beamState,
  facetAllowlist: w.at.facetAllowlist,
  freezeRegistry: w.at.freezeRegistry,
})
