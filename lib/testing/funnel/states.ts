import { type Address, type Hex, zeroAddress } from 'viem'
import { roles } from '@/contracts/script/scenario'
import { allocatorBufferAbi, rateLimitsAbi } from '@/lib/abi'
import { afterDrip } from '@/lib/debt'
import { MAX_UINT256, max, min, RAY, WAD, wad } from '@/lib/math'
import type { ConstraintId, FunnelInputs } from '@/lib/vaults/funnel/types'
import { NO_GUARDRAILS, policyAllowance } from '@/lib/vaults/guardrails'
import { nowChi, totalAssets } from '@/lib/vaults/vault'
import { type Call, call } from '../stages/simulate'
import { CONTROLLER, DEPOSITOR_ROLE, FUNCTIONS, RELAYER, type Stage, TAKER_ROLE, text, WIDE } from './stage'

const MILLION = 10n ** 24n
const DAY = 86_400n
const [REPLACE, REMOVE] = [1, 2] as const

/** A source of random numbers that gives the same ones for the same seed (mulberry32). */
export function randomFrom(seed: number) {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let word = Math.imul(state ^ (state >>> 15), state | 1)
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61)
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32
  }
  /** A number of [least, most], to the wei. */
  const between = (least: bigint, most: bigint): bigint => {
    const fine = BigInt(Math.floor(next() * 2 ** 32)) * 2n ** 32n + BigInt(Math.floor(next() * 2 ** 32))
    return least + ((most - least) * fine) / 2n ** 64n
  }
  return {
    between,
    millions: (least: number, most: number) => between(BigInt(least) * MILLION, BigInt(most) * MILLION),
    chance: (share: number) => next() < share,
    one: <T>(...of: readonly [T, ...T[]]): T => of[Math.floor(next() * of.length)] ?? of[0],
  }
}

export type Random = ReturnType<typeof randomFrom>

/** The constraint that each answer should meet; chance decides the rest of the state. */
export interface Aims {
  readonly take: ConstraintId
  readonly add: ConstraintId
  readonly recall: ConstraintId
}

export const TAKE_AIMS: readonly ConstraintId[] = [
  'take-function',
  'prime-relayer',
  'prime-controller-on-rate-limits',
  'take-limit',
  'prime-controller-on-proxy',
  'taker-role',
  'takes-paused',
  'withdrawal-policy',
  'liquidity-buffer',
  'vault-idle',
]
export const RECALL_AIMS: readonly ConstraintId[] = [
  'withdraw-function',
  'withdraw-limit',
  'withdrawals-paused',
  'generator-shares',
  'vault-idle',
  'deposit-limit-restore',
]
export const ADD_AIMS: readonly ConstraintId[] = [
  'mint-function',
  'generator-relayer',
  'generator-controller-on-rate-limits',
  'mint-limit',
  'generator-controller-on-proxy',
  'allocator-vault',
  'vat-live',
  'ilk-ceiling',
  'global-ceiling',
  'collateral',
  'dust',
  'buffer-allowance',
  'deposit-function',
  'max-exchange-rate',
  'deposit-limit',
  'depositor-is-no-taker',
  'depositor-role',
  'deposit-cap',
  'exchange-rate',
]

type LimitName = keyof Stage['limits']
type LimitKey = { readonly rateLimits: Address; readonly key: Hex }

/** The transactions that make a random state: relayers move funds, then governance changes the rules. */
export class StateBuilder {
  constructor(
    private readonly stage: Stage,
    private readonly random: Random,
  ) {}

  /** Opens every limit, guardrail and ceiling at time t [unix s], including those of the Prime's own debt. */
  opening(t: bigint): Call[] {
    const { stage } = this
    return [
      ...[...Object.values(stage.limits), ...stage.otherLimits].map((key) =>
        this.limit(key, MAX_UINT256, 0n, MAX_UINT256, t),
      ),
      ...[stage.ilk, stage.legacyIlk].map((ilk) => stage.onVat('file', [ilk, text('line'), WIDE])),
      stage.onVat('file', [text('Line'), WIDE]),
      stage.onVault('setDepositCap', [MAX_UINT256]),
      stage.onVault('setWithdrawalPolicy', [0n, 0n]),
      stage.onVault('setLiquidityBuffer', [0n]),
      stage.onVault('setGuardrailBounds', [
        { ...NO_GUARDRAILS.bounds, maxPause: 7n * DAY, coolDown: 3_600n },
      ]),
      stage.allowAnyCode(),
      stage.setMaxExchangeRate(RAY, 2n * RAY),
    ]
  }

  /**
   * Fills an empty vault: 65 million, of which 30 are idle. The Prime has a billion to give back, the Generator 10
   * million.
   */
  filling({ generator: { idle } }: FunnelInputs): Call[] {
    const { stage } = this
    const millions = (count: number) => BigInt(count) * MILLION
    return [
      stage.mint(millions(75)),
      stage.deposit(millions(65)),
      stage.burn(idle),
      stage.take(millions(35)),
      stage.mintLegacy(millions(965)),
    ]
  }

  /** The moves of the relayers, as far as the state allows them. */
  movements({ prime: { vault }, generator }: FunnelInputs, aims: Aims): Call[] {
    const { stage, random } = this
    const calls: Call[] = []
    if (random.chance(0.5)) calls.push(stage.mint(random.millions(0, 20)))
    if (random.chance(0.5)) calls.push(stage.deposit(min(generator.idle, random.millions(0, 5))))
    if (aims.take === 'withdrawal-policy' && random.chance(0.6)) {
      // A period that runs for one hour to forty days, with a part of it used up.
      const share = random.between(WAD / 10n, WAD / 2n)
      const allowed = policyAllowance({ share: wad(share) }, vault.idle)
      calls.push(stage.onVault('setWithdrawalPolicy', [share, random.between(3_600n, 40n * DAY)]))
      calls.push(stage.take(random.between(1n, allowed)))
    } else if (aims.take !== 'take-limit' && random.chance(0.7)) {
      calls.push(stage.take(min(random.millions(0, 5), random.between(0n, vault.idle))))
    }
    // A return of more than is owed makes the shares the scarcer part.
    if (aims.recall === 'generator-shares') calls.push(stage.giveBack(random.millions(50, 90)))
    else if (random.chance(0.3)) calls.push(stage.giveBack(random.millions(0, 10)))
    return calls
  }

  /** The changes of governance, setter and keeper at time t [unix s]; what is aimed at surely binds. */
  changes(inputs: FunnelInputs, aims: Aims, t: bigint): Call[] {
    return [
      ...this.growth(inputs),
      ...this.limits(aims, t),
      ...this.ceilings(inputs, aims, t),
      ...this.vault(inputs, aims, t),
      ...this.guardrails(inputs, aims),
      ...this.broken(aims),
    ]
  }

  private growth({ prime: { vault } }: FunnelInputs): Call[] {
    const { stage, random } = this
    const calls: Call[] = []
    if (random.chance(0.3)) {
      const vsr = random.one<bigint>(RAY, vault.vsr, 1_000_000_003_022_265_980_097_387_650n)
      calls.push(stage.onVault('setVsr', [vsr], roles.cBeam.address))
    }
    if (random.chance(0.3)) calls.push(stage.drip())
    return calls
  }

  private limits(aims: Aims, t: bigint): Call[] {
    const { random } = this
    const aimed: Readonly<Record<LimitName, boolean>> = {
      take: aims.take === 'take-limit',
      mint: aims.add === 'mint-limit',
      deposit: aims.add === 'deposit-limit',
      withdraw: aims.recall === 'withdraw-limit',
    }
    return (Object.keys(aimed) as LimitName[]).map((name) => {
      if (name === 'deposit' && aims.recall === 'deposit-limit-restore') return this.blocked(t)
      if (aimed[name]) return this.tight(name, t)
      const key = this.stage.limits[name]
      if (random.chance(0.3)) return this.limit(key, MAX_UINT256, 0n, MAX_UINT256, t)
      const max = random.millions(200, 500)
      return this.limit(key, max, max / (DAY * 10n), random.between(max - 50n * MILLION, max), t)
    })
  }

  /** A limit with little left in it: refilling or not, never set, or switched off. */
  private tight(name: LimitName, t: bigint): Call {
    const { random } = this
    const key = this.stage.limits[name]
    if (random.chance(0.1)) return this.limit(key, 0n, 0n, 0n, random.one(0n, t))
    const max = random.one(random.between(0n, 10n ** 20n), random.millions(1, 10), random.millions(10, 80))
    const slope = random.chance(0.15) ? 0n : random.millions(0, 20) / DAY
    return this.limit(key, max, slope, min(max, random.millions(0, 8)), t)
  }

  /** A deposit limit to which a withdrawal cannot give capacity back. */
  private blocked(t: bigint): Call {
    const { random } = this
    const key = this.stage.limits.deposit
    if (random.chance(0.5)) return this.limit(key, 0n, 0n, 0n, random.one(0n, t))
    // The limit takes a few millions back, and overflows with more.
    if (random.chance(0.5)) {
      return this.limit(key, MAX_UINT256 - 1n, 0n, MAX_UINT256 - random.between(1n, 5n * MILLION), t)
    }
    return this.limit(key, MAX_UINT256 - 1n, MAX_UINT256, 0n, t - 2n)
  }

  private limit(
    { rateLimits, key }: LimitKey,
    max: bigint,
    slope: bigint,
    last: bigint,
    updated: bigint,
  ): Call {
    const args = [key, max, slope, last, updated]
    return call(this.stage.governance, rateLimits, {
      abi: rateLimitsAbi,
      functionName: 'setRateLimitData',
      args,
    })
  }

  private ceilings({ generator: { debt } }: FunnelInputs, { add }: Aims, t: bigint): Call[] {
    const { stage, random } = this
    const { ilk, urn, vat } = afterDrip(debt, t)
    const room = (aimed: boolean) => (aimed ? random.millions(-1, 10) : random.millions(300, 600)) * RAY
    const ilkDebt = ilk.Art * ilk.rate
    const calls = [
      ...this.autoLine(ilkDebt),
      stage.onVat('file', [stage.ilk, text('line'), ilkDebt + room(add === 'ilk-ceiling')]),
      stage.onVat('file', [text('Line'), vat.debt + room(add === 'global-ceiling')]),
    ]
    // More than anybody may draw, so no draw reaches it.
    if (add === 'dust')
      calls.push(stage.onVat('file', [stage.ilk, text('dust'), ilkDebt + random.millions(700, 900) * RAY]))
    if (add !== 'collateral') return calls
    const spot = (urn.art * ilk.rate + room(true)) / urn.ink
    return [...calls, stage.onVat('file', [stage.ilk, text('spot'), spot])]
  }

  /** AutoLine with a gap of its own; it may raise the ceiling at once, or has just done so and waits. */
  private autoLine(ilkDebt: bigint): Call[] {
    const { stage, random } = this
    if (random.chance(0.15)) return [stage.onAutoLine('remIlk', [stage.ilk])]
    const gap = random.millions(1, 120) * RAY
    const most = random.chance(0.2) ? ilkDebt + random.millions(0, 60) * RAY : 10n ** 54n
    const setUp = stage.onAutoLine('setIlk', [stage.ilk, most, gap, random.one(0n, 3_600n, DAY)])
    if (random.chance(0.4)) return [setUp]
    return [setUp, stage.onVat('file', [stage.ilk, text('line'), 0n]), stage.exec()]
  }

  private vault({ prime: { vault } }: FunnelInputs, { add }: Aims, t: bigint): Call[] {
    const { stage, random } = this
    const aimed = add === 'deposit-cap'
    const cap = totalAssets(vault, t) + (aimed ? random.millions(-1, 10) : random.millions(150, 400))
    const calls = [stage.onVault('setDepositCap', [cap])]
    const chi = nowChi(vault, t)
    if (add === 'max-exchange-rate') calls.push(stage.setMaxExchangeRate(10n ** 18n, 0n))
    // A maximum that the vault's rate has passed, or will pass within seconds.
    else if (add === 'exchange-rate') {
      calls.push(stage.setMaxExchangeRate(RAY, random.one(RAY, chi - 1n, random.between(RAY, chi))))
    } else if (random.chance(0.5)) {
      // The growth of one minute to one year.
      calls.push(stage.setMaxExchangeRate(RAY, chi + random.between(RAY / 10n ** 6n, RAY / 20n)))
    }
    return calls
  }

  private guardrails({ prime: { vault } }: FunnelInputs, aims: Aims): Call[] {
    const { stage, random } = this
    // Longer than it takes until the state is looked at.
    const pause = (takes: boolean) =>
      stage.onVault('pause', [takes, !takes, random.between(21_601n, 7n * DAY)])
    const calls: Call[] = aims.recall === 'withdrawals-paused' ? [pause(false)] : []
    switch (aims.take) {
      case 'takes-paused':
        return [...calls, pause(true)]
      case 'withdrawal-policy': {
        if (vault.guardrails.period > 0n && random.chance(0.6)) return calls
        const share = random.chance(0.15) ? 0n : random.between(WAD / 100n, WAD / 3n)
        return [...calls, stage.onVault('setWithdrawalPolicy', [share, random.between(60n, 10n * DAY)])]
      }
      case 'liquidity-buffer': {
        const buffer = max(vault.idle - random.millions(-1, 8), 1n)
        return [...calls, stage.onVault('setLiquidityBuffer', [buffer])]
      }
      default:
        return calls
    }
  }

  /** The wires that the aims break. */
  private broken(aims: Aims): Call[] {
    const { stage } = this
    const { prime, generator } = stage
    const allowance = this.random.millions(0, 10)
    const frozen = this.random.chance(0.5)
    const gone = (registry: Address | null, relayers: readonly Address[], ended: (one: Address) => Call) =>
      relayers.map((relayer) =>
        frozen && registry !== null ? stage.freeze(registry, relayer) : ended(relayer),
      )
    const takeless = stage.withoutTake()
    const breaks: { readonly [Id in ConstraintId]?: readonly Call[] } = {
      'take-function': takeless === null ? [] : [takeless],
      'prime-relayer': gone(stage.freezesIn.prime, [roles.primeRelayer.address], stage.dismissRelayer),
      'prime-controller-on-rate-limits': [
        stage.onRole(
          prime.controllers[0].rateLimits,
          'revokeRole',
          CONTROLLER,
          prime.controllers[0].controller,
        ),
      ],
      'prime-controller-on-proxy': [
        stage.onRole(prime.almProxy, 'revokeRole', CONTROLLER, prime.controllers[0].controller),
      ],
      'taker-role': [stage.onRole(prime.vault, 'revokeRole', TAKER_ROLE, prime.almProxy)],
      'mint-function': [stage.cut(generator.diamond, zeroAddress, REMOVE, [FUNCTIONS.mint])],
      'deposit-function': [stage.cut(generator.diamond, zeroAddress, REMOVE, [FUNCTIONS.deposit])],
      'withdraw-function': [stage.cut(generator.diamond, zeroAddress, REMOVE, [FUNCTIONS.withdraw])],
      'generator-relayer': gone(
        stage.freezesIn.generator,
        [roles.relayer1.address, roles.relayer2.address],
        (relayer) => stage.onRole(generator.diamond, 'revokeRole', RELAYER, relayer),
      ),
      'generator-controller-on-rate-limits': [
        stage.onRole(generator.rateLimits, 'revokeRole', CONTROLLER, generator.diamond),
      ],
      'generator-controller-on-proxy': [
        stage.onRole(generator.almProxy, 'revokeRole', CONTROLLER, generator.diamond),
      ],
      'allocator-vault': [stage.onAllocatorVault('deny', [generator.almProxy])],
      'vat-live': [stage.onVat('cage', [])],
      'buffer-allowance': [
        call(stage.governance, generator.allocatorBuffer, {
          abi: allocatorBufferAbi,
          functionName: 'approve',
          args: [stage.mcd.usds, generator.almProxy, allowance],
        }),
      ],
      'depositor-role': [stage.onRole(prime.vault, 'revokeRole', DEPOSITOR_ROLE, generator.almProxy)],
      'depositor-is-no-taker': [stage.onRole(prime.vault, 'grantRole', TAKER_ROLE, generator.almProxy)],
      'deposit-limit-restore': [
        stage.cut(generator.diamond, stage.oldFacet, REPLACE, [FUNCTIONS.withdraw, FUNCTIONS.redeem]),
      ],
    }
    return [aims.take, aims.add, aims.recall].flatMap((aim) => breaks[aim] ?? [])
  }
}
