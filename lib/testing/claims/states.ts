import { type Address, type Hex, zeroAddress } from 'viem'
import { keys } from '@/contracts/script/keys'
import { roles } from '@/contracts/script/roles'
import {
  allocatorBufferAbi,
  allocatorVaultAbi,
  almProxyAbi,
  autoLineAbi,
  beamStateAbi,
  beamTimeLockAbi,
  diamondCutFacetAbi,
  erc4626FacetAbi,
  jugAbi,
  rateLimitsAbi,
  vatAbi,
} from '@/lib/abi'
import type { PrimeDeployment } from '@/lib/deployment'
import { MAX_UINT256, max, min, RAY, WAD } from '@/lib/math'
import { deployedUnit } from '@/lib/testing/units'
import { CONTROLLER, FUNCTIONS, RELAYER, TAKER_ROLE } from '../funnel/stage'
import type { Random } from '../funnel/states'
import { type Call, call } from '../stages/simulate'
import { decisions } from './decisions'
import { type Change, type Setting, value } from './setting'
import { ANYONE, bytes32, wide } from './stage'

const MILLION = 10n ** 24n
const DAY = 86_400n
const ADMIN: Hex = `0x${'00'.repeat(32)}`

const vat = ({ stage: { govern, scene } }: Setting, name: string, ...args: readonly unknown[]) =>
  govern(scene.deployment.mcd.vat, vatAbi, name, ...args)

/** A limit of every kind: switched off, unlimited, tight, refilling, about to overflow, or impossible to compute. */
function anyLimit({
  random,
  t,
}: Setting): readonly [maximum: bigint, slope: bigint, last: bigint, updated: bigint] {
  const most = random.one(random.between(1n, 10n ** 20n), random.millions(1, 80), random.millions(100, 400))
  const slope = random.one(
    0n,
    random.millions(1, 40) / DAY,
    random.millions(1, 40) / DAY,
    random.between(1n, 10n ** 9n),
  )
  return random.one(
    [0n, 0n, 0n, 0n],
    [0n, 0n, 0n, t],
    [MAX_UINT256, 0n, MAX_UINT256, t],
    [most, slope, min(most, random.millions(0, 30)), t],
    [most, slope, min(most, random.millions(0, 30)), t],
    [most, slope, 0n, t],
    // A refill that has overflowed, or does so within the day.
    [most, MAX_UINT256, 0n, t - 2n],
    [most, MAX_UINT256 / random.between(1n, DAY), 0n, t],
    // Almost nothing can be added to it before it overflows.
    [MAX_UINT256 - 1n, 0n, MAX_UINT256 - random.between(1n, 5n * MILLION), t],
  )
}

function limit(setting: Setting, rateLimits: Address, key: Hex): Call {
  return setting.stage.govern(rateLimits, rateLimitsAbi, 'setRateLimitData', key, ...anyLimit(setting))
}

const ownLimit =
  (key: (prime: PrimeDeployment) => Hex): Change =>
  (setting) => [limit(setting, setting.stage.generator.addresses.rateLimits, key(setting.prime))]

/** A call that takes or gives a role of AccessControl. */
const role = (
  { stage }: Setting,
  at: Address,
  change: 'grantRole' | 'revokeRole',
  of: Hex,
  account: Address,
) => stage.govern(at, almProxyAbi, change, of, account)

const cut = ({ stage }: Setting, diamond: Address, ...selectors: readonly Hex[]) =>
  stage.govern(
    diamond,
    diamondCutFacetAbi,
    'diamondCut',
    [{ facetAddress: zeroAddress, action: 2, functionSelectors: selectors }],
    zeroAddress,
    '0x',
  )

/** Room of a few millions below or above the debt, or more than anybody asks for [rad]. */
const ceiling = ({ random }: Setting, debt: bigint) =>
  random.one(max(debt + random.millions(-2, 20) * RAY, 0n), debt + random.millions(50, 300) * RAY, wide)

/** Everything in which a state may differ from the scenario. */
export const changes: Readonly<Record<string, Change>> = {
  'mint limit': ownLimit(() => keys.mint),
  'deposit limit': ownLimit(({ vault }) => keys.deposit(vault)),
  'withdraw limit': ownLimit(({ vault }) => keys.withdraw(vault)),
  'migration limit': ownLimit(({ vault }) => keys.migration(vault)),
  'take limit': (s) => [limit(s, s.prime.controllers[0].rateLimits, keys.take(s.prime.vault))],
  'ceiling of the ilk': (s) => [
    vat(
      s,
      'file',
      bytes32(s.generator.debt.id),
      bytes32('line'),
      ceiling(s, value(s.generator.debt.debtNow)),
    ),
  ],
  'ceiling of a legacy ilk': (s) =>
    s.of.legacy.map((ilk) => vat(s, 'file', ilk.ilk, bytes32('line'), ceiling(s, value(ilk.debtNow)))),
  'ceiling of all debt': (s) => [vat(s, 'file', bytes32('Line'), ceiling(s, value(s.model.mcd.debt)))],
  collateral: (s) => {
    const { ink, debtNow, id } = s.generator.debt
    const spot = (value(debtNow) + s.random.millions(0, 20) * RAY) / value(ink)
    return [vat(s, 'file', bytes32(id), bytes32('spot'), spot)]
  },
  dust: (s) => {
    const { id, debtNow } = s.random.one(s.generator.debt, ...s.of.legacy)
    const dust = s.random.one(
      s.random.millions(0, 30) * RAY,
      value(debtNow) + s.random.millions(-10, 30) * RAY,
    )
    return [vat(s, 'file', bytes32(id), bytes32('dust'), max(dust, 0n))]
  },
  'stability fee': (s) => {
    const { jug } = s.stage.scene.deployment.mcd
    const { id } = s.random.one(s.generator.debt, ...s.of.legacy)
    const duty = RAY + s.random.one(0n, s.random.between(0n, 10n ** 19n))
    const drip = s.stage.govern(jug, jugAbi, 'drip', bytes32(id))
    return [drip, s.stage.govern(jug, jugAbi, 'file', bytes32(id), bytes32('duty'), duty)]
  },
  'savings rate': (s) => [
    s.funds.onVault(
      'setVsr',
      [s.random.one<bigint>(RAY, 1_000_000_001_471_536_429_740_616_381n)],
      roles.cBeam.address,
    ),
  ],
  AutoLine: (s) => {
    const { autoLine = zeroAddress } = s.stage.scene.deployment.mcd
    const { id } = s.random.one(s.generator.debt, ...s.of.legacy)
    const govern = (name: string, ...args: readonly unknown[]) =>
      s.stage.govern(autoLine, autoLineAbi, name, bytes32(id), ...args)
    if (s.random.chance(0.2)) return [govern('remIlk')]
    const gap = s.random.millions(1, 120) * RAY
    const most = s.random.one(wide, value(s.generator.debt.debtNow) + s.random.millions(0, 50) * RAY)
    const setUp = govern('setIlk', most, gap, s.random.one(0n, 3_600n, DAY))
    const exec = call(ANYONE, autoLine, { abi: autoLineAbi, functionName: 'exec', args: [bytes32(id)] })
    return s.random.chance(0.5) ? [setUp] : [setUp, { ...exec, from: s.stage.pauseProxy }]
  },
  'deposit cap': (s) => [
    s.funds.onVault('setDepositCap', [
      s.random.one(0n, value(s.of.vault.totalAssets) + s.random.millions(0, 20), MAX_UINT256),
    ]),
  ],
  'exchange rate': (s) => {
    const rate = s.random.one<bigint>(0n, RAY, RAY + s.random.between(0n, RAY / 20n), 2n * RAY)
    return [s.stage.govern(s.generator.id, erc4626FacetAbi, 'setMaxExchangeRate', s.prime.vault, RAY, rate)]
  },
  'allowance over the buffer': (s) => {
    const { allocatorBuffer, almProxy } = s.stage.generator.addresses
    const { usds } = s.stage.scene.deployment.mcd
    const some = s.random.one(0n, s.random.millions(0, 10))
    return [s.stage.govern(allocatorBuffer, allocatorBufferAbi, 'approve', usds, almProxy, some)]
  },
  'right to draw': (s) => [
    s.stage.govern(
      s.stage.generator.addresses.allocatorVault,
      allocatorVaultAbi,
      'deny',
      s.stage.generator.addresses.almProxy,
    ),
  ],
  'right to draw on a legacy ilk': (s) =>
    s.prime.legacyIlks.map(({ allocatorVault }) =>
      s.stage.govern(allocatorVault, allocatorVaultAbi, 'deny', s.prime.almProxy),
    ),
  'CONTROLLER of the Generator': (s) => {
    const { rateLimits, almProxy } = s.stage.generator.addresses
    return [role(s, s.random.one(rateLimits, almProxy), 'revokeRole', CONTROLLER, s.generator.id)]
  },
  'CONTROLLER of the Prime': (s) => [
    role(
      s,
      s.random.one(s.prime.controllers[0].rateLimits, s.prime.almProxy),
      'revokeRole',
      CONTROLLER,
      s.prime.controllers[0].controller,
    ),
  ],
  'CONTROLLER of the Generator on the Prime': (s) => [
    role(s, s.prime.almProxy, s.random.one('grantRole', 'revokeRole'), CONTROLLER, s.generator.id),
  ],
  TAKER_ROLE: (s) => [
    s.random.one(
      role(s, s.prime.vault, 'revokeRole', TAKER_ROLE, s.prime.almProxy),
      role(s, s.prime.vault, 'grantRole', TAKER_ROLE, s.stage.generator.addresses.almProxy),
    ),
  ],
  'relayers of the Generator': (s) => {
    const frozen = s.random.chance(0.5)
    return [roles.relayer1, roles.relayer2].map(({ address }) =>
      frozen
        ? s.funds.freeze(s.funds.freezesIn.generator, address)
        : role(s, s.generator.id, 'revokeRole', RELAYER, address),
    )
  },
  'relayer of the Prime': (s) => {
    const { address } = roles.primeRelayer
    const { freezesIn } = s.funds
    const frozen =
      freezesIn.prime === null ? s.funds.dismissRelayer() : s.funds.freeze(freezesIn.prime, address)
    return [
      s.random.one(
        frozen,
        frozen,
        // A freeze by other guardians, whom its controller does not ask.
        s.funds.freeze(freezesIn.generator, address),
        s.funds.dismissRelayer(),
      ),
    ]
  },
  cBEAM: (s) => {
    const { beamState } = deployedUnit(s.stage.scene.deployment)
    const { rateLimits } = s.stage.generator.addresses
    const { address } = roles.cBeam
    return [
      s.random.one(
        s.stage.govern(beamState, beamStateAbi, 'delCBeam', address),
        s.stage.govern(beamState, beamStateAbi, 'unsetCBeamForRateLimits', rateLimits, address),
        role(s, rateLimits, 'revokeRole', ADMIN, deployedUnit(s.stage.scene.deployment).configurator),
      ),
    ]
  },
  pace: (s) => {
    const { beamState } = deployedUnit(s.stage.scene.deployment)
    const at = s.random.one(s.stage.generator.addresses.rateLimits, zeroAddress)
    return [
      s.random.one(
        s.stage.govern(beamState, beamStateAbi, 'setHop', at, s.random.one(0n, 3_600n, 3n * DAY)),
        s.stage.govern(
          beamState,
          beamStateAbi,
          'setMaxChange',
          at,
          s.random.one<bigint>(WAD, (WAD * 6n) / 5n, 2n * WAD),
        ),
      ),
    ]
  },
  Configurator: (s) => [
    s.stage.govern(deployedUnit(s.stage.scene.deployment).beamState, beamStateAbi, 'stop'),
  ],
  timelock: (s) => [
    {
      ...s.stage.govern(deployedUnit(s.stage.scene.deployment).timelock, beamTimeLockAbi, 'pause'),
      from: roles.emergencyWallet.address,
    },
  ],
  ...decisions,
  'pause of the vault': (s) => {
    const takes = s.random.chance(0.5)
    return [s.funds.onVault('pause', [takes, !takes, s.random.one(60n, 3_600n)])]
  },
  policy: (s) => [
    s.funds.onVault('setWithdrawalPolicy', [
      s.random.between(WAD / 100n, WAD / 2n),
      s.random.one(3_600n, DAY),
    ]),
  ],
  buffer: (s) => [s.funds.onVault('setLiquidityBuffer', [s.random.millions(0, 20)])],
  'functions of the Generator': (s) => [
    cut(s, s.generator.id, s.random.one(FUNCTIONS.mint, FUNCTIONS.deposit, FUNCTIONS.withdraw)),
  ],
  // Where its functions are fixed, those of another Prime, which change nothing for it.
  'functions of a Prime': (s) =>
    [s.funds, ...s.stage.funds.values()].flatMap((funds) => funds.withoutTake() ?? []).slice(0, 1),
  shutdown: (s) => [vat(s, 'cage')],
}

/** Different names of changes for one state. Over all states, each change comes first in turn. */
export function someChanges(random: Random, state: number): readonly string[] {
  const [first = '', ...rest] = Object.keys(changes)
  const chosen = new Set([[first, ...rest][state % (rest.length + 1)] ?? first])
  const count = random.one(1, 2, 3, 4)
  while (chosen.size < count) chosen.add(random.one(first, ...rest))
  return [...chosen]
}
