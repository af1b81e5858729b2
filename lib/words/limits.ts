import type { Address } from 'viem'
import type { LimitModel } from '@/lib/console/model'
import { capital, fromDate } from '@/lib/format'
import type { AllowedBand, KnownLimitName, LimitStanding, Moment, NeverFull, NoIncrease } from '@/lib/limits'
import type { WordsOf } from './leaf-words'
import { amount, moment, plain, told, type ValueWords } from './values'

/** What an address is called; the address itself where it has no name. */
export type NameOf = (address: Address) => string

/** The address itself, for texts in which the screen replaces addresses by names. */
export const inFull: NameOf = (address) => address

/** A limit by what it is for: "Spark vault deposit limit". */
export function limitTitle({ name, id }: Pick<LimitModel, 'name' | 'id'>, nameOf: NameOf = inFull): string {
  return titleWith(' limit', { name, id }, nameOf)
}

/** The title of a limit where the text around it already says that it is one: "Spark vault deposit". */
export function limitTitleInList(limit: Pick<LimitModel, 'name' | 'id'>, nameOf: NameOf = inFull): string {
  return titleWith('', limit, nameOf)
}

function titleWith(noun: Noun, { name, id }: Pick<LimitModel, 'name' | 'id'>, nameOf: NameOf): string {
  if (name === null) return `Limit under the unnamed key ${id}`
  const [first, second] = name.addresses.map(nameOf)
  const known = (limitTitles as Readonly<Record<string, Title>>)[name.name]
  return known?.(noun, first, second) ?? [name.name, ...name.addresses.map(nameOf)].join(' ')
}

type Noun = ' limit' | ''
type Title = (noun: Noun, first?: string, second?: string) => string

const limitTitles: Readonly<Record<KnownLimitName, Title>> = {
  LIMIT_USDS_MINT: (noun) => `USDS mint${noun}`,
  LIMIT_4626_DEPOSIT: (noun, vault) => forVault(vault, `deposit${noun}`),
  LIMIT_4626_WITHDRAW: (noun, vault) => forVault(vault, `withdrawal${noun}`),
  LIMIT_SPARK_VAULT_TAKE: (noun, vault) => forVault(vault, `take${noun}`),
  LIMIT_LEGACY_MIGRATION: (noun, vault) => forVault(vault, `migration${noun}`),
  LIMIT_SRUSDS_MINT: (noun) => `srUSDS mint${noun}`,
  LIMIT_SRUSDS_REDEEM: (noun) => `srUSDS redemption${noun}`,
  LIMIT_ASSET_TRANSFER: (noun, asset, to) =>
    asset === undefined
      ? `Transfer${noun}`
      : `${asset} transfer${noun}${to === undefined ? '' : ` to ${to}`}`,
}

const forVault = (vault: string | undefined, what: string) =>
  vault === undefined ? capital(what) : `${vault} ${what}`

const STANDING_WORDS: Readonly<Record<LimitStanding, string>> = {
  'not-set': 'not set',
  disabled: 'disabled',
  paused: 'paused in effect',
  limited: 'limited',
  unlimited: 'unlimited',
}

/** Every leaf of a limit in words. @param now time of the model [unix s] */
export function limitWords({ unit }: Pick<LimitModel, 'unit'>, now: bigint): WordsOf<LimitModel> {
  const value = amount(unit)
  const perSecond = amount(unit, '/s')
  return {
    maxAmount: ['maximum', value],
    slope: ['slope', perSecond],
    lastAmount: ['amount stored at the last change', value],
    lastUpdated: ['time of the last change', moment],
    contractCurrent: ["the contract's own current amount", value],
    initMaxAmount: ['maximum of its init', value],
    initSlope: ['slope of its init', perSecond],
    zzz: ['last increase', moment],
    unit: {
      token: ['token of its unit', plain],
      symbol: ['symbol of its unit', plain],
      decimals: ['decimals of its unit', plain],
    },
    state: ['state', told<LimitStanding>((state) => STANDING_WORDS[state])],
    current: ['available now', value],
    perDay: ['refill per day', amount(unit, ' a day')],
    full: ['full', momentWords(neverFull, now)],
    band: [
      'most that a cBEAM may set',
      told<AllowedBand>((band) =>
        band.unlimitedOnly
          ? 'unlimited, and nothing else'
          : `maximum ${value.text(band.maxAmount)}, slope ${perSecond.text(band.slope)}`,
      ),
    ],
    nextIncrease: ['next possible increase', momentWords(noIncrease, now)],
  }
}

const neverFull: Readonly<Record<NeverFull, string>> = {
  'not-set': 'never: not set',
  disabled: 'never: disabled',
  unlimited: 'always: unlimited',
  'no-refill': 'never: the slope is 0',
  overflow: 'never: the refill overflows',
}

const noIncrease: Readonly<Record<NoIncrease, string>> = {
  stopped: 'none: the Configurator is stopped',
  'not-paired': 'none: not a cBEAM of these RateLimits',
  'hop-not-set': 'none: no hop is set',
  'at-ceiling': 'none: at the most that a step allows',
  overflow: 'none: the time overflows',
  'refill-overflow': 'none: the refill overflows, so that the key reverts',
  'not-authorised': 'none: the Configurator does not administer these RateLimits',
  'nobody-paired': 'none: no cBEAM is paired with these RateLimits',
}

/**
 * From when something is possible, or why it never is.
 * @param now [unix s]
 */
const momentWords = <Never extends string>(
  nevers: Readonly<Record<Never, string>>,
  now: bigint,
): ValueWords<Moment<Never>> =>
  told<Moment<Never>>(({ at, never }) => (at === undefined ? nevers[never as Never] : fromDate(at, now)))
