import { primeVaultAbi, usdsAbi } from '@/lib/abi'
import { RAY, WAD } from '@/lib/math'
import { DAY, HOUR } from '../amounts'
import { callOf } from '../chain'
import { ADMIN, accessControl, anyone, by, hashed, missing, only, type Step, type Table } from './rules'
import type { World } from './world'

const TAKER = hashed('TAKER_ROLE')
const DEPOSITOR = hashed('DEPOSITOR_ROLE')
const SETTER = hashed('SETTER_ROLE')
const NOT_OPERATOR = 'SparkVault/not-guardrail-role'
const NO_ALLOWANCE = 'SparkVault/insufficient-allowance'

/** Within what governance lets the operator move the guardrails. */
const BOUNDS = {
  ...{ minShare: 0n, maxShare: WAD, minPeriod: HOUR, maxPeriod: DAY },
  ...{ minBuffer: 0n, maxBuffer: WAD, maxPause: DAY, coolDown: HOUR },
} as const

const OPERATORS = ['governance', 'guardrailOperator'] as const

const bounds = (w: World): Step =>
  by(
    w.by.governance,
    callOf(w.at.vault, { abi: primeVaultAbi, functionName: 'setGuardrailBounds', args: [BOUNDS] }),
  )

/** Everybody who may has a pause of their own, which nobody else but governance ends. */
const pauses = (w: World): Step[] =>
  [w.by.governance, w.by.guardrailOperator].map((operator) =>
    by(operator, callOf(w.at.vault, { abi: primeVaultAbi, functionName: 'pause', args: [true, true, HOUR] })),
  )

const NOT_DEPOSITOR = 'SparkVault/not-depositor'

/** Governance gives the depositor USDS, who lets the vault have them. */
const fund = (w: World): readonly Step[] => [
  by(
    w.by.governance,
    callOf(w.at.usds, { abi: usdsAbi, functionName: 'mint', args: [w.at.almProxy, 2n * WAD] }),
  ),
  by(
    w.at.almProxy,
    callOf(w.at.usds, { abi: usdsAbi, functionName: 'approve', args: [w.at.vault, 2n * WAD] }),
  ),
]

/** The depositor gives the stranger a share. */
const share = (w: World): readonly Step[] => [
  by(
    w.at.almProxy,
    callOf(w.at.vault, { abi: primeVaultAbi, functionName: 'transfer', args: [w.by.stranger, WAD] }),
  ),
]

/** Whoever takes may not lend to itself. */
const except = { primeAlmProxy: 'SparkVault/taker-cannot-deposit' } as const

export const vault: Table = {
  PrimeVault: {
    at: 'vault',
    rules: {
      ...accessControl(TAKER),
      'setDepositCap(uint256)': only('governance', missing(ADMIN), () => [WAD]),
      'setVsrBounds(uint256,uint256)': only('governance', missing(ADMIN), () => [RAY, RAY]),
      'setVsr(uint256)': only('setter', missing(SETTER), () => [RAY]),
      'take(uint256)': only('primeAlmProxy', missing(TAKER), () => [WAD]),
      'drip()': anyone(),

      'setGuardrailBounds((uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256))': only(
        'governance',
        missing(ADMIN),
        () => [BOUNDS],
      ),
      'setWithdrawalPolicy(uint256,uint256)': only(OPERATORS, NOT_OPERATOR, () => [WAD / 2n, HOUR], {
        before: (w) => [bounds(w)],
      }),
      'setLiquidityBuffer(uint256)': only(OPERATORS, NOT_OPERATOR, () => [WAD], {
        before: (w) => [bounds(w)],
      }),
      'pause(bool,bool,uint256)': only(OPERATORS, NOT_OPERATOR, () => [true, true, HOUR], {
        before: (w) => [bounds(w)],
      }),
      'unpause(bool,bool)': only(OPERATORS, NOT_OPERATOR, () => [true, true], {
        before: (w) => [bounds(w), ...pauses(w)],
      }),

      'deposit(uint256,address)': only('almProxy', NOT_DEPOSITOR, (w) => [WAD, w.at.almProxy], {
        before: fund,
        except,
      }),
      'mint(uint256,address)': only('almProxy', NOT_DEPOSITOR, (w) => [WAD, w.at.almProxy], {
        before: fund,
        except,
      }),
      'grantCredit(uint256)': only('almProxy', missing(DEPOSITOR), () => [WAD]),
      'withdraw(uint256,address,address)': only('almProxy', NO_ALLOWANCE, (w) => [
        WAD,
        w.by.stranger,
        w.at.almProxy,
      ]),
      'redeem(uint256,address,address)': only('almProxy', NO_ALLOWANCE, (w) => [
        WAD,
        w.by.stranger,
        w.at.almProxy,
      ]),
      'transferFrom(address,address,uint256)': only('almProxy', NO_ALLOWANCE, (w) => [
        w.at.almProxy,
        w.by.stranger,
        WAD,
      ]),
      'transfer(address,uint256)': anyone((w) => [w.by.donor, WAD], { before: share }),
      'approve(address,uint256)': anyone((w) => [w.by.donor, WAD]),
    },
  },
}
