import { type Address, zeroAddress } from 'viem'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { Accrued, PrimeModel } from '@/lib/console/model/primes'
import { formatExact } from '@/lib/format'
import { RAY } from '@/lib/math'
import type { Capacity } from '@/lib/vaults'
import { answerText } from '../constraints'
import { accruedWords, identitySentences } from '../identities'
import { limitParts, limitTitle } from '../limits'
import {
  amount,
  flag,
  moment,
  percentPerYear,
  plain,
  quantity,
  radUsds,
  rate,
  told,
  type ValueWords,
  wadUsds,
} from '../values'
import { describeDebt } from './debt'
import { guardrailParts, operatorParts } from './guardrails'
import { describeLegacyWire, describeMigration } from './migration'
import { type DescribeContext, type Parts, type PathWords, type Rest, say } from './paths'
import { describeRelayers } from './roles'

/** A leaf of a Prime: of its vault, its wiring, its own limits, its legacy ilks, or an answer. */
export function describePrime(
  [id, part = '', ...rest]: Rest,
  generator: GeneratorModel,
  { model, nameOf }: DescribeContext,
): PathWords | null {
  const prime = generator.primes.find((entry) => entry.id === id)
  if (!prime) return null
  const name = model.generators.length > 1 ? `${prime.name} at ${generator.name}` : prime.name
  const of = (label: string | undefined) => label && `${label} of ${name}`
  switch (part) {
    case 'vault': {
      const parts =
        rest[0] === 'guardrails' ? guardrailParts(assetsOf(prime), model.time) : vaultParts(prime, generator)
      const [label, words] = parts[rest.join('/')] ?? operatorParts(rest) ?? []
      return say(label && `${label} of ${name}'s vault`, words)
    }
    case 'wires': {
      const [label, words] = wires[rest[0] ?? ''] ?? []
      return say(of(label), words)
    }
    case 'relayers':
      return describeRelayers(rest, of)
    case 'takeLimit':
    case 'returnLimit': {
      const limit = prime[part]
      const [label, words] = limitParts(limit, model.time)[rest.join('/')] ?? []
      return say(label && `${limitTitle(limit, nameOf)} of ${name}, ${label}`, words)
    }
    case 'legacy': {
      const ilk = prime.legacy.find((entry) => entry.id === rest[0])
      return ilk ? describeDebt(rest.slice(1), ilk) : null
    }
    case 'legacyWires':
      return describeLegacyWire(rest)
    case 'migration':
      return describeMigration(rest, name, prime, model.time)
    case 'legacyDebt':
      return say(of('Legacy debt'), radUsds)
    default:
      return say(of(answers[part]), told<Capacity>(answerText))
  }
}

const answers: Readonly<Record<string, string>> = {
  canTake: 'What can be taken now',
  canAdd: 'What the Generator can add to the vault',
  canRecall: 'What the Generator can recall from the vault',
}

/** Amounts of a vault are in its asset, which should be USDS and is read. */
const assetsOf = ({ takeLimit }: PrimeModel): ValueWords => amount(takeLimit.unit)

function vaultParts(prime: PrimeModel, { usds }: GeneratorModel): Parts {
  const assets = assetsOf(prime)
  const shares = quantity(18, 'shares')
  return {
    asset: ['Asset', plain],
    chi: ['Assets per share at the last drip', exactFactor],
    vsr: ['Savings rate', rate],
    rho: ['Last drip', moment],
    totalSupply: ['Shares', shares],
    depositCap: ['Deposit cap', assets],
    idle: ['Idle USDS', amount(usds)],
    generatorShares: ['Shares of the Generator', shares],
    maxExchangeRate: ['Greatest exchange rate', greatestRate],
    guarded: ['Guardrails', yes],
    totalAssets: ['Worth of all shares', assets],
    outstanding: ['Taken and yield owed', assets],
    funding: ["Worth of the Generator's shares", assets],
    contractTotalAssets: ["The contract's own total assets", assets],
    contractOutstanding: ["The contract's own assets outstanding", assets],
    contractMaxDeposit: ["The contract's own most to deposit", assets],
    contractMaxWithdraw: ["The contract's own most to withdraw", assets],
  }
}

const exactFactor = told<bigint>((value) => `×${formatExact(value, 27)}`)
const greatestRate = told<bigint>((value) => (value === 0n ? 'not set' : `×${formatExact(value, 36)}`))
const yes = flag('yes', 'no')

const wires: Parts = {
  takeFacet: [
    'Facet with takeFromSparkVault',
    told<Address>((facet) => (facet === zeroAddress ? 'none' : facet)),
  ],
  proxy: ['ALMProxy of the controller', plain],
  rateLimits: ['RateLimits of the controller', plain],
  controllerOnProxy: ['CONTROLLER on the ALMProxy', yes],
  controllerOnRateLimits: ['CONTROLLER on the RateLimits', yes],
  taker: ['TAKER_ROLE on the vault', yes],
  depositorTakes: ["TAKER_ROLE of the Generator's ALMProxy on the vault", yes],
  depositor: ["DEPOSITOR_ROLE of the Generator's ALMProxy on the vault", yes],
  generatorOnProxy: ["CONTROLLER of the Generator's Diamond on the ALMProxy", yes],
}

/** Sums of a Generator. */
export const totals: Readonly<Record<string, string>> = {
  legacy: 'Legacy debt of all Primes',
  generator: 'Debt through the Generator ilk',
  total: 'Legacy and Generator debt',
}

/** What the base fee [ray] adds to every ilk. */
const base = told<bigint>((value) =>
  value === 0n
    ? 'none'
    : `${percentPerYear(RAY + value) ?? 'more than can be computed'} per year (+${formatExact(value, 27)} per second)`,
)

const mcd: Parts = {
  debt: ['All debt of the Vat', radUsds],
  Line: ['Ceiling of all debt', radUsds],
  live: ['Vat', told<bigint>((live) => (live === 1n ? 'live' : 'caged'))],
  base: ['Base fee of all ilks', base],
}

export function describeMcd([part = '']: Rest): PathWords | null {
  const [label, words] = mcd[part] ?? []
  return say(label, words)
}

const sides: Readonly<Record<string, string>> = {
  expected: 'expected',
  found: 'found',
  residual: 'residual',
  tolerance: 'tolerance',
}

/** An identity's id holds slashes of its own: only the last part is the leaf. */
export function describeIdentity(
  rest: Rest,
  { identities, time }: Pick<ConsoleModel, 'identities' | 'time'>,
): PathWords | null {
  const identity = identities.find(({ id }) => id === rest.slice(0, -1).join('/'))
  if (!identity) return null
  const part = rest.at(-1) ?? ''
  if (part === 'holds')
    return say(`Identity: ${identitySentences(identity).holds}`, flag('holds', 'does not hold'))
  if (part === 'accrued') {
    return say(
      `Identity: ${identitySentences(identity).holds}, what accrues on both sides`,
      told<Accrued>((accrued) => accruedWords(accrued, time)),
    )
  }
  const side = sides[part]
  return say(side && `Identity: ${identitySentences(identity).holds}, ${side}`, wadUsds)
}
