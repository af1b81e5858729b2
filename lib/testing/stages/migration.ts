import {
  type Abi,
  type Address,
  type Hex,
  keccak256,
  stringToHex,
  toFunctionSelector,
  zeroAddress,
} from 'viem'
import { keys } from '@/contracts/script/keys'
import { roles } from '@/contracts/script/roles'
import {
  allocatorBufferAbi,
  allocatorVaultAbi,
  almProxyAbi,
  diamondCutFacetAbi,
  erc4626FacetAbi,
  primeVaultAbi,
  rateLimitsAbi,
  vatAbi,
} from '@/lib/abi'
import type { ConsoleModel } from '@/lib/console/model'
import type { Deployment } from '@/lib/deployment'
import { MAX_UINT256, RAD, WAD } from '@/lib/math'
import type { StepConstraintId } from '@/lib/migration'
import { type Call, call } from './simulate'

/** The legacy ilk of Keel, which is in dual-run at the end of the scenario. */
export const ILK = 'ALLOCATOR-NOVA-A'

const MILLION = 10n ** 6n * WAD
const role = (name: string): Hex => keccak256(stringToHex(name))
export const text = (name: string): Hex => stringToHex(name, { size: 32 })

export type Stage = ReturnType<typeof stageOf>

/** The contracts that a step of Keel goes through, and calls by the account that governance acts as. */
export function stageOf({ generators, mcd: { autoLine = zeroAddress, ...mcd }, governance }: Deployment) {
  const [generator] = generators
  const keel = generator?.primes.find(({ slug }) => slug === 'keel')
  const pauseProxy = governance?.pauseProxy
  if (!generator || !keel || !pauseProxy) throw new Error('The scenario has no Keel, or no governance')
  return {
    ...generator.addresses,
    genIlk: text(generator.ilk),
    keel,
    legacyVault: keel.legacyIlks[0]?.allocatorVault ?? zeroAddress,
    autoLine,
    mcd,
    pauseProxy,
    govern: (to: Address, abi: Abi, functionName: string, ...args: readonly unknown[]): Call =>
      call(pauseProxy, to, { abi, functionName, args }),
  }
}

export const primeIn = ({ generators }: ConsoleModel, slug = 'keel') => {
  const prime = generators[0]?.primes.find(({ id }) => id === slug)
  if (!prime?.migration) throw new Error(`There is no migration of ${slug}`)
  return { ...prime, migration: prime.migration }
}

export const known = <T>(leaf: { readonly ok: boolean; readonly value?: T } | undefined): T => {
  if (!leaf?.ok) throw new Error('It is not known')
  return leaf.value as T
}

/** Opens everything that has an amount, so that a single thing can bind. */
export const wide = ({ govern, rateLimits, mcd, genIlk, keel }: Stage) => [
  govern(rateLimits, rateLimitsAbi, 'setUnlimitedRateLimitData', keys.migration(keel.vault)),
  govern(mcd.vat, vatAbi, 'file', genIlk, text('line'), 10n ** 60n),
  govern(mcd.vat, vatAbi, 'file', text('Line'), 10n ** 60n),
  govern(keel.vault, primeVaultAbi, 'setDepositCap', MAX_UINT256),
]

const revoke = ({ govern }: Stage, at: Address, name: string, account: Address) =>
  govern(at, almProxyAbi, 'revokeRole', role(name), account)

const denied = (account: Address, name: string) =>
  `AccessControlUnauthorizedAccount(${account}, ${role(name)})`

/** What binds the step, the calls that bring this about, and what the chain says. */
export type Case = readonly [StepConstraintId, (stage: Stage, model: ConsoleModel) => readonly Call[], string]

const debtOf = ({ generators }: ConsoleModel) => known(generators[0]?.debt.debtNow)
const CEILING = 'Vat/ceiling-exceeded'
export const LIMIT = 'RateLimits/rate-limit-exceeded'

export const over: readonly Case[] = [
  ['migration-limit', () => [], LIMIT],
  [
    'ilk-ceiling',
    (s, m) => [
      ...wide(s),
      s.govern(s.mcd.vat, vatAbi, 'file', s.genIlk, text('line'), debtOf(m) + 5n * 10n ** 6n * RAD),
    ],
    CEILING,
  ],
  [
    'global-ceiling',
    (s, m) => [
      ...wide(s),
      s.govern(s.mcd.vat, vatAbi, 'file', text('Line'), known(m.mcd.debt) + 9n * 10n ** 6n * RAD),
    ],
    CEILING,
  ],
  [
    'collateral',
    (s, m) => {
      const ink = known(m.generators[0]?.debt.ink)
      const spot = (debtOf(m) + 3n * 10n ** 6n * RAD) / ink
      return [...wide(s), s.govern(s.mcd.vat, vatAbi, 'file', s.genIlk, text('spot'), spot)]
    },
    'Vat/not-safe',
  ],
  [
    'buffer-allowance',
    (s) => [s.govern(s.allocatorBuffer, allocatorBufferAbi, 'approve', s.mcd.usds, s.almProxy, 4n * MILLION)],
    'Usds/insufficient-allowance',
  ],
  [
    'deposit-cap',
    (s, m) => [
      s.govern(
        s.keel.vault,
        primeVaultAbi,
        'setDepositCap',
        known(primeIn(m).vault.totalAssets) + 2n * MILLION,
      ),
    ],
    'SparkVault/deposit-cap-exceeded',
  ],
  [
    'exchange-rate',
    (s) => [s.govern(s.diamond, erc4626FacetAbi, 'setMaxExchangeRate', s.keel.vault, WAD, WAD)],
    'LegacyMigrationFacet/exchange-rate-too-high',
  ],
  [
    'max-exchange-rate',
    (s) => [s.govern(s.diamond, erc4626FacetAbi, 'setMaxExchangeRate', s.keel.vault, 0n, 0n)],
    'LegacyMigrationFacet/max-exchange-rate-not-set',
  ],
  [
    'generator-controller-on-prime',
    (s) => [revoke(s, s.keel.almProxy, 'CONTROLLER', s.diamond)],
    'the Diamond without CONTROLLER',
  ],
  [
    'generator-controller-on-proxy',
    (s) => [revoke(s, s.almProxy, 'CONTROLLER', s.diamond)],
    'the Diamond without CONTROLLER',
  ],
  [
    'generator-controller-on-rate-limits',
    (s) => [revoke(s, s.rateLimits, 'CONTROLLER', s.diamond)],
    'the Diamond without CONTROLLER',
  ],
  [
    'generator-relayer',
    (s) => [roles.relayer1, roles.relayer2].map(({ address }) => revoke(s, s.diamond, 'RELAYER', address)),
    denied(roles.relayer1.address, 'RELAYER'),
  ],
  [
    'taker-role',
    (s) => [revoke(s, s.keel.vault, 'TAKER_ROLE', s.keel.almProxy)],
    'the Prime without TAKER_ROLE',
  ],
  [
    'depositor-is-no-taker',
    (s) => [s.govern(s.keel.vault, almProxyAbi, 'grantRole', role('TAKER_ROLE'), s.almProxy)],
    'SparkVault/taker-cannot-deposit',
  ],
  [
    'depositor-role',
    (s) => [revoke(s, s.keel.vault, 'DEPOSITOR_ROLE', s.almProxy)],
    'SparkVault/not-depositor',
  ],
  [
    'takes-paused',
    (s) => [s.govern(s.keel.vault, primeVaultAbi, 'pause', true, false, 3_600n)],
    'SparkVault/takes-paused',
  ],
  [
    'legacy-allocator-vault',
    (s) => [s.govern(s.legacyVault, allocatorVaultAbi, 'deny', s.keel.almProxy)],
    'AllocatorVault/not-authorized',
  ],
  [
    'allocator-vault',
    (s) => [s.govern(s.allocatorVault, allocatorVaultAbi, 'deny', s.almProxy)],
    'AllocatorVault/not-authorized',
  ],
  ['vat-live', (s) => [s.govern(s.mcd.vat, vatAbi, 'cage')], 'Vat/not-live'],
  [
    'migrate-function',
    (s) => [
      s.govern(
        s.diamond,
        diamondCutFacetAbi,
        'diamondCut',
        [{ facetAddress: zeroAddress, action: 2, functionSelectors: [migrateSelector] }],
        zeroAddress,
        '0x',
      ),
    ],
    `FunctionNotFound(${toFunctionSelector('migrate(address,bytes32,uint256)')})`,
  ],
]

const migrateSelector = toFunctionSelector('migrate(address,bytes32,uint256)')

export const back: readonly Case[] = [
  ['migration-limit', () => [], LIMIT],
  [
    'legacy-ceiling',
    (s, m) => {
      const line = known(primeIn(m).legacyDebt) + 10n ** 6n * RAD
      return [...wide(s), s.govern(s.mcd.vat, vatAbi, 'file', text(ILK), text('line'), line)]
    },
    CEILING,
  ],
  [
    'global-ceiling',
    (s, m) => [
      ...wide(s),
      s.govern(s.mcd.vat, vatAbi, 'file', text('Line'), known(m.mcd.debt) + 9n * 10n ** 6n * RAD),
    ],
    CEILING,
  ],
  [
    'legacy-collateral',
    (s, m) => {
      const { legacy, legacyDebt } = primeIn(m)
      const spot = (known(legacyDebt) + 3n * 10n ** 6n * RAD) / known(legacy[0]?.ink)
      return [...wide(s), s.govern(s.mcd.vat, vatAbi, 'file', text(ILK), text('spot'), spot)]
    },
    'Vat/not-safe',
  ],
  [
    'legacy-buffer-allowance',
    (s, m) => {
      const buffer = known(primeIn(m).legacyWires[0]?.buffer)
      return [s.govern(buffer, allocatorBufferAbi, 'approve', s.mcd.usds, s.keel.almProxy, 7n * MILLION)]
    },
    'Usds/insufficient-allowance',
  ],
  [
    'withdrawals-paused',
    (s) => [s.govern(s.keel.vault, primeVaultAbi, 'pause', false, true, 3_600n)],
    'SparkVault/withdrawals-paused',
  ],
  [
    'legacy-allocator-vault',
    (s) => [s.govern(s.legacyVault, allocatorVaultAbi, 'deny', s.keel.almProxy)],
    'AllocatorVault/not-authorized',
  ],
  [
    'generator-controller-on-prime',
    (s) => [revoke(s, s.keel.almProxy, 'CONTROLLER', s.diamond)],
    'the Diamond without CONTROLLER',
  ],
]

/** Reasons that name an account of the deployment. */
export const reasonOf = (reason: string, { diamond, keel }: Stage): string =>
  ({
    'the Diamond without CONTROLLER': denied(diamond, 'CONTROLLER'),
    'the Prime without TAKER_ROLE': denied(keel.almProxy, 'TAKER_ROLE'),
  })[reason] ?? reason
