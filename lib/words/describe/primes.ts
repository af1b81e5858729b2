import { type Address, zeroAddress } from 'viem'
import type { McdFacts, PrimeWireFacts } from '@/lib/console/facts/primes'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type {
  Accrued,
  DebtTotals,
  Identity,
  PrimeModel,
  StoredLimitModel,
  UnfundedModel,
  VaultModel,
} from '@/lib/console/model/primes'
import { formatExact } from '@/lib/format'
import { RAY, type Ray, type Wad } from '@/lib/math'
import type { Capacity } from '@/lib/vaults'
import { answerText } from '../constraints'
import { accruedWords, identitySentences } from '../identities'
import { labelled, type WordsOf } from '../leaf-words'
import { limitTitle, limitWords } from '../limits'
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
import type { DescribeContext } from './context'
import { debtWords } from './debt'
import { guardrailWords } from './guardrails'
import { legacyWireWords, migrationWords } from './migration'
import { pausWords, strangerWords } from './paus'
import { starGuardWords } from './star-guard'

/** Words for a Prime: its vault, wiring, limits, legacy ilks and answers. Null where the Generator has no such Prime. */
export function primeWords(
  id: string,
  generator: GeneratorModel,
  { model, nameOf }: DescribeContext,
): WordsOf<PrimeModel> | null {
  const prime = generator.primes.find((entry) => entry.id === id)
  if (!prime) return null
  const name = model.generators.length > 1 ? `${prime.name} at ${generator.name}` : prime.name
  const of = (label: string) => `${label} of ${name}`
  const limit = (one: StoredLimitModel): WordsOf<StoredLimitModel> =>
    labelled(limitWords(one, model.time), (label) => `${limitTitle(one, nameOf)} of ${name}, ${label}`)
  return {
    vault: labelled(vaultWords(prime, generator, model.time), (label) => `${label} of ${name}'s vault`),
    proxyIdle: [of('USDS in the ALMProxy'), amount(generator.usds)],
    wires: labelled(wiresOf(prime), of),
    // What it has once, whichever Generators fund it.
    controllers: pausWords(prime.controllers, prime.name, nameOf),
    strangers: strangerWords(prime.name, nameOf),
    takeLimit: limit(prime.takeLimit),
    returnLimit: limit(prime.returnLimit),
    otherLimits: (controller) => {
      const other = prime.otherLimits.find((one) => one.id === controller)
      if (!other) return null
      const by = (one: StoredLimitModel) =>
        labelled(limit(one), (label) => `${label}, for ${nameOf(other.id)}`)
      return {
        ...labelled(takeWords(other), (label) => `${label}, for ${nameOf(other.id)}`),
        ...{ takeLimit: by(other.takeLimit), returnLimit: by(other.returnLimit) },
      }
    },
    legacy: (ilk) => (prime.legacy.some((entry) => entry.id === ilk) ? debtWords(ilk) : null),
    legacyWires: legacyWireWords,
    migration: prime.migration && migrationWords(name, prime.migration, model.time),
    starGuard: labelled(starGuardWords, (label) => `${label} of ${prime.name}`),
    legacyDebt: [of('Legacy debt'), radUsds],
    canTake: [`What ${name} can take now`, capacity],
    canAdd: [of('What the Generator can add to the vault'), capacity],
    canRecall: [of('What the Generator can recall from the vault'), capacity],
  }
}

const capacity = told<Capacity>(answerText)

/** Words for an amount of a vault's asset. The asset should be USDS, but its unit is read. */
const assetsOf = ({ takeLimit }: PrimeModel): ValueWords<Wad> => amount(takeLimit.unit)

/** Words for a Prime's vault. @param now time of the model [unix s] */
function vaultWords(prime: PrimeModel, { usds }: GeneratorModel, now: bigint): WordsOf<VaultModel> {
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
    burnedShares: { one: ['Shares burned at 0x…01', shares], dead: ['Shares burned at 0x…dEaD', shares] },
    maxExchangeRate: ['Highest accepted exchange rate', greatestRate],
    guarded: ['Guardrails', yes],
    totalAssets: ['Value of all shares', assets],
    outstanding: ['Taken and yield owed', assets],
    funding: ["Value of the Generator's shares", assets],
    contractTotalAssets: ["The contract's own total assets", assets],
    contractOutstanding: ["The contract's own assets outstanding", assets],
    contractMaxDeposit: ["The contract's own maximum deposit", assets],
    contractMaxWithdraw: ["The contract's own maximum withdrawal", assets],
    guardrails: guardrailWords(assets, now),
  }
}

const exactFactor = told<Ray>((value) => `×${formatExact(value, 27)}`)
const greatestRate = told<bigint>((value) => (value === 0n ? 'not set' : `×${formatExact(value, 36)}`))
const yes = flag('yes', 'no')

type TakeFacts = Pick<PrimeWireFacts, 'takeFacet' | 'takeKey' | 'returnKey'>

const takeWords = ({ takeFacet, takeKey, returnKey }: TakeFacts): WordsOf<TakeFacts> => ({
  takeFacet: takeFacet && [
    'Facet that takes from the vault',
    told<Address>((facet) => (facet === zeroAddress ? 'none' : facet)),
  ],
  takeKey: takeKey && ['Key of the take limit as the controller tells it', plain],
  returnKey: returnKey && ['Key of the return limit as the controller tells it', plain],
})

const wiresOf = ({ wires }: PrimeModel): WordsOf<PrimeWireFacts> => ({
  ...takeWords(wires),
  taker: ['TAKER_ROLE on the vault', yes],
  depositorTakes: ["TAKER_ROLE of the Generator's ALMProxy on the vault", yes],
  depositor: ["DEPOSITOR_ROLE of the Generator's ALMProxy on the vault", yes],
  generatorOnProxy: ["CONTROLLER of the Generator's Diamond on the ALMProxy", yes],
})

/** A Prime that no Generator funds yet; null where there is none such. */
export function unfundedWords(id: string, { model, nameOf }: DescribeContext): WordsOf<UnfundedModel> | null {
  const prime = model.unfunded.find((entry) => entry.id === id)
  if (!prime) return null
  const { name, controllers, legacy } = prime
  return {
    controllers: pausWords(controllers, name, nameOf),
    strangers: strangerWords(name, nameOf),
    legacy: (ilk) => (legacy.some((entry) => entry.id === ilk) ? debtWords(ilk) : null),
    legacyDebt: [`Legacy debt of ${name}`, radUsds],
  }
}

/** Words for the debt sums of a Generator. */
export const totalWords: WordsOf<DebtTotals> = {
  legacy: ['Legacy debt of all Primes', radUsds],
  generator: ['Debt through the Generator ilk', radUsds],
  total: ['Legacy and Generator debt', radUsds],
}

/** Words for the base fee [ray], which is added to the fee of every ilk. */
const base = told<Ray>((value) =>
  value === 0n
    ? 'none'
    : `${percentPerYear(RAY + value) ?? 'more than can be computed'} per year (+${formatExact(value, 27)} per second)`,
)

/** Words for what the Vat and the Jug store for all ilks together. */
export const mcdWords: WordsOf<McdFacts> = {
  debt: ['All debt of the Vat', radUsds],
  Line: ['Ceiling of all debt', radUsds],
  live: ['Vat', told<bigint>((live) => (live === 1n ? 'live' : 'caged'))],
  base: ['Base fee of all ilks', base],
  lineMom: {
    owner: ['Owner of LineMom', plain],
    authority: ['Authority of LineMom', plain],
    vat: ['Vat of LineMom', plain],
    autoLine: ['AutoLine of LineMom', plain],
    wardOfVat: ['LineMom as ward of the Vat', flag('yes', 'no')],
    wardOfAutoLine: ['LineMom as ward of AutoLine', flag('yes', 'no')],
    ilks: (id) => ({ listed: [`${id} in LineMom`, flag('listed', 'not listed')] }),
    accounts: (id) => ({
      mayWipe: [`The authority of LineMom lets ${id} wipe a ceiling`, flag('yes', 'no')],
    }),
  },
}

/** Words for an identity of accounting; null where the model does not have it. */
export function identityWords(
  id: string,
  { identities, time }: Pick<ConsoleModel, 'identities' | 'time'>,
): WordsOf<Identity> | null {
  const identity = identities.find((one) => one.id === id)
  if (!identity) return null
  const label = `Identity: ${identitySentences(identity).holds}`
  return {
    holds: [label, flag('holds', 'does not hold')],
    expected: [`${label}, expected`, wadUsds],
    found: [`${label}, found`, wadUsds],
    residual: [`${label}, residual`, wadUsds],
    tolerance: [`${label}, tolerance`, wadUsds],
    accrued: [
      `${label}, what accrues on both sides`,
      told<Accrued>((accrued) => accruedWords(accrued, time)),
    ],
  }
}
