import { type Address, type Hex, hexToString, keccak256, toHex, zeroHash } from 'viem'
import { formatDurationExact, formatExact, plural, shortAddress } from '@/lib/format'
import { MAX_UINT256 } from '@/lib/math'
import { EXCHANGE_RATE_PRECISION } from '@/lib/vaults'

/** What a call is told with: names for addresses and limits, and the sentence of a call within a call. */
export interface Vocabulary {
  readonly nameOf: (address: Address) => string | undefined
  readonly limitOf: (key: Hex) => LimitName | undefined
  readonly describe: (target: Address, data: Hex) => string
  /** The PAUs that an entry for all of them concerns. */
  readonly paus: Paus
}

/** The addresses by which BeamState knows PAUs. */
export interface Paus {
  readonly rateLimits: readonly Address[]
  readonly controllers: readonly Address[]
}

/** A limit by its name, with the unit of its amounts where that is known. */
export interface LimitName {
  readonly name: string
  readonly unit?: { readonly symbol: string; readonly decimals: number }
}

/** Undefined where the signature says more about these arguments than a sentence could. */
type Sentence = (args: readonly unknown[], target: Address, words: Vocabulary) => string | undefined

const ZERO_ADDRESS = /^0x0{40}$/
const ROLE_NAMES: Readonly<Record<number, string>> = { 1: 'DELAYED', 2: 'IMMEDIATE' }

/**
 * Sentences by full signature: a function of the same name with other arguments is another function. Arguments
 * come decoded by that signature, in its order.
 */
export const SENTENCES: ReadonlyMap<string, Sentence> = new Map<string, Sentence>([
  ['start()', (_, target, words) => `start the Configurator (${who(target, words)})`],
  ['stop()', (_, target, words) => `stop the Configurator (${who(target, words)})`],
  [
    'setHop(address,uint256)',
    ([limits, value], _, words) => `set hop of ${whose(limits, words)} to ${duration(value)}`,
  ],
  [
    'setMaxChange(address,uint256)',
    ([limits, value], _, words) =>
      `set maxChange of ${whose(limits, words)} to ×${formatExact(uint(value), 18)}`,
  ],
  ['addRateLimits(address)', ([limits], _, words) => `register RateLimits ${who(limits, words)}`],
  ['delRateLimits(address)', ([limits], _, words) => `unregister RateLimits ${who(limits, words)}`],
  ['addController(address)', ([controller], _, words) => `register controller ${who(controller, words)}`],
  ['delController(address)', ([controller], _, words) => `unregister controller ${who(controller, words)}`],
  ['addCBeam(address)', ([cBeam], _, words) => `register cBEAM ${who(cBeam, words)}`],
  ['delCBeam(address)', ([cBeam], _, words) => `unregister cBEAM ${who(cBeam, words)}`],
  [
    'setCBeamForRateLimits(address,address)',
    ([limits, cBeam], _, words) => `let cBEAM ${who(cBeam, words)} set limits of ${who(limits, words)}`,
  ],
  [
    'unsetCBeamForRateLimits(address,address)',
    ([limits, cBeam], _, words) => `bar cBEAM ${who(cBeam, words)} from limits of ${who(limits, words)}`,
  ],
  [
    'setCBeamForController(address,address)',
    ([controller, cBeam], _, words) =>
      `let cBEAM ${who(cBeam, words)} act on controller ${who(controller, words)}`,
  ],
  [
    'unsetCBeamForController(address,address)',
    ([controller, cBeam], _, words) =>
      `bar cBEAM ${who(cBeam, words)} from controller ${who(controller, words)}`,
  ],
  [
    'addInitRateLimits(bytes32,address,uint256,uint256)',
    ([key, limits, maxAmount, slope], _, words) =>
      `grant ${limit(key, words)} of ${whose(limits, words)} an init of ${params(key, maxAmount, slope, words)}`,
  ],
  [
    'delInitRateLimits(bytes32,address)',
    ([key, limits], _, words) => `delete the init of ${limit(key, words)} of ${whose(limits, words)}`,
  ],
  [
    'addInitControllerActions(bytes,address)',
    ([data, controller], _, words) =>
      `approve on ${whoseController(controller, words)}: ${words.describe(controller as Address, data as Hex)}`,
  ],
  [
    'delInitControllerActions(bytes32,address)',
    ([key, controller], _, words) => `withdraw approval ${key} on ${whoseController(controller, words)}`,
  ],
  ['freeze(address)', ([beam], _, words) => `freeze ${who(beam, words)}`],
  [
    'freeze(address,address[],address[])',
    ([beam, rateLimits, controllers], _, words) =>
      `freeze ${who(beam, words)}, and take its roles in BeamState${pairsOf(rateLimits, controllers, words)}`,
  ],
  ['unfreeze(address)', ([beam], _, words) => `lift the freeze of ${who(beam, words)}`],
  ['lift(address)', ([beam], _, words) => `vote to lift the freeze of ${who(beam, words)}`],
  ['addGuardian(address)', ([guardian], _, words) => `seat guardian ${who(guardian, words)}`],
  ['removeGuardian(address)', ([guardian], _, words) => `vote to remove guardian ${who(guardian, words)}`],
  ['rely(address)', ([usr], target, words) => `make ${who(usr, words)} a ward of ${who(target, words)}`],
  ['deny(address)', ([usr], target, words) => `end the ward ${who(usr, words)} of ${who(target, words)}`],
  [
    'setUserRole(address,uint8,bool)',
    ([usr, id, enabled], _, words) =>
      `${enabled ? 'give' : 'take'} role ${role(id)} ${enabled ? 'to' : 'from'} ${who(usr, words)}`,
  ],
  [
    'setRoleAction(uint8,bytes4,bool)',
    ([id, selector, enabled]) => `${enabled ? 'allow' : 'forbid'} role ${role(id)} to call ${selector}`,
  ],
  [
    'setRelayer(address)',
    ([relayer], target, words) => `make ${who(relayer, words)} the only relayer of ${who(target, words)}`,
  ],
  [
    'setFreezer(address)',
    ([freezer], target, words) => `make ${who(freezer, words)} the only freezer of ${who(target, words)}`,
  ],
  [
    'setRelayer(address,address)',
    ([controller, relayer], _, words) =>
      `make ${who(relayer, words)} the only relayer of ${who(controller, words)}`,
  ],
  [
    'setFreezer(address,address)',
    ([controller, freezer], _, words) =>
      `make ${who(freezer, words)} the only freezer of ${who(controller, words)}`,
  ],
  [
    'removeRelayer(address)',
    ([relayer], target, words) => `remove relayer ${who(relayer, words)} of ${who(target, words)}`,
  ],
  [
    'setMaxExchangeRate(address,uint256,uint256)',
    ([token, shares, assets], target, words) =>
      rateSentence(token, uint(shares), uint(assets), target, words),
  ],
  ['startDualRun(address)', ([prime], _, words) => `start the dual-run of ${who(prime, words)}`],
  [
    'recordCeilings(address)',
    ([prime], _, words) =>
      `record the ceilings of the legacy ilks of ${who(prime, words)} anew, which a rollback restores`,
  ],
  ['cutOver(address)', ([prime], _, words) => `cut ${who(prime, words)} over to its vault`],
  [
    'rollback(address)',
    ([prime], _, words) => `roll back the cutover of ${who(prime, words)}, which reopens its legacy ilks`,
  ],
  ['retire(address)', ([prime], _, words) => `end the migration of ${who(prime, words)}`],
  [
    'setRateLimitData(bytes32,uint256,uint256)',
    ([key, maxAmount, slope], target, words) =>
      `set ${limit(key, words)} of ${who(target, words)} to ${params(key, maxAmount, slope, words)}, and fill it`,
  ],
  [
    'setUnlimitedRateLimitData(bytes32)',
    ([key], target, words) => `set ${limit(key, words)} of ${who(target, words)} to unlimited`,
  ],
  [
    'grantRole(bytes32,address)',
    ([name, account], target, words) =>
      `give ${namedRole(name)} on ${who(target, words)} to ${who(account, words)}`,
  ],
  [
    'revokeRole(bytes32,address)',
    ([name, account], target, words) =>
      `take ${namedRole(name)} on ${who(target, words)} from ${who(account, words)}`,
  ],
  ['diamondCut((address,uint8,bytes4[])[],address,bytes)', cutSentence],
  ['approve(bytes32)', ([code], target, words) => `approve code ${code} on ${who(target, words)}`],
  ['revoke(bytes32)', ([code], target, words) => `end the approval of code ${code} on ${who(target, words)}`],
  [
    'setEnforced(bool)',
    ([enforced], target, words) => `${enforced ? 'enforce' : 'switch off'} ${who(target, words)}`,
  ],
  [
    'setDelay(uint256)',
    ([delay], target, words) => `set the delay of ${who(target, words)} to ${duration(delay)}`,
  ],
  [
    'setOwner(address)',
    ([owner], target, words) => `make ${who(owner, words)} the owner of ${who(target, words)}`,
  ],
  [
    'setAuthority(address)',
    ([authority], target, words) => `make ${who(authority, words)} the authority of ${who(target, words)}`,
  ],
  [
    'file(bytes32,uint256)',
    ([what, data], target, words) =>
      what === LINE.all ? `set the ceiling of all debt of ${who(target, words)} to ${usds(data)}` : undefined,
  ],
  [
    'file(bytes32,bytes32,uint256)',
    ([ilk, what, data]) =>
      what === LINE.one ? `set the ceiling of ${ilkName(ilk)} to ${usds(data)}` : undefined,
  ],
  [
    'setIlk(bytes32,uint256,uint256,uint256)',
    ([ilk, line, gap, ttl], target, words) =>
      `let ${who(target, words)} raise the ceiling of ${ilkName(ilk)} to at most ${usds(line)}, ${usds(gap)} above its debt, once in ${duration(ttl)}`,
  ],
  ['remIlk(bytes32)', ([ilk], target, words) => `take ${ilkName(ilk)} out of ${who(target, words)}`],
  [
    'list(bytes32,uint256)',
    ([ilk, ceiling], target, words) =>
      `let ${who(target, words)} restore the ceiling of ${ilkName(ilk)} to at most ${usds(ceiling)}`,
  ],
  ['delist(bytes32)', ([ilk], target, words) => `take ${ilkName(ilk)} off the list of ${who(target, words)}`],
])

/** Assets per share [1e36], rounded down as the facet rounds them; undefined for what it refuses. */
function rateSentence(
  token: unknown,
  shares: bigint,
  assets: bigint,
  target: Address,
  words: Vocabulary,
): string | undefined {
  const [vault, diamond] = [who(token, words), who(target, words)]
  if (assets === 0n) return `let ${diamond} make no deposit into ${vault}`
  if (shares === 0n) return undefined
  const most = formatExact((assets * EXCHANGE_RATE_PRECISION) / shares, 36)
  return `let ${diamond} deposit into ${vault} at up to ${most} assets a share`
}

interface Cut {
  readonly facetAddress: Address
  readonly action: number
  readonly functionSelectors: readonly Hex[]
}

function cutSentence(args: readonly unknown[], target: Address, words: Vocabulary): string | undefined {
  const [cuts, init] = args as [readonly Cut[], Address]
  const changes = cuts.map((cut) => cutWords(cut, words))
  if (changes.includes(undefined)) return undefined
  const run = ZERO_ADDRESS.test(init) ? '' : `, then run ${who(init, words)}`
  return `cut ${who(target, words)}: ${changes.join(', ') || 'nothing'}${run}`
}

/** One change of a cut; undefined for an action that Diamonds do not have. */
function cutWords({ facetAddress, action, functionSelectors }: Cut, words: Vocabulary): string | undefined {
  const functions = plural(functionSelectors.length, 'function')
  const facet = who(facetAddress, words)
  return [`add ${functions} of ${facet}`, `replace ${functions} by ${facet}`, `remove ${functions}`][action]
}

function who(address: unknown, { nameOf }: Vocabulary): string {
  return nameOf(address as Address) ?? shortAddress(address as Address)
}

/** " and its pairs with A, B", or nothing. */
function pairsOf(rateLimits: unknown, controllers: unknown, words: Vocabulary): string {
  const targets = [...(rateLimits as readonly Address[]), ...(controllers as readonly Address[])]
  return targets.length === 0
    ? ''
    : ` and its pairs with ${targets.map((target) => who(target, words)).join(', ')}`
}

/** A RateLimits contract, or all of them under the zero address of BeamState's general entries. */
function whose(limits: unknown, words: Vocabulary): string {
  return ZERO_ADDRESS.test(String(limits))
    ? `every RateLimits without its own${among(words.paus.rateLimits, words)}`
    : who(limits, words)
}

function whoseController(controller: unknown, words: Vocabulary): string {
  return ZERO_ADDRESS.test(String(controller))
    ? `every controller${among(words.paus.controllers, words)}`
    : who(controller, words)
}

/** At most this many names of PAUs stand in a sentence; where there are more, their number does. */
const MOST_NAMED = 6

/** The known addresses that `every` covers. */
function among(addresses: readonly Address[], words: Vocabulary): string {
  if (addresses.length === 0) return ''
  const named = addresses.slice(0, MOST_NAMED).map((address) => who(address, words))
  const more = addresses.length - named.length
  return ` (of those known here: ${[...named, ...(more > 0 ? [`${more} more`] : [])].join(', ')})`
}

function limit(key: unknown, { limitOf }: Vocabulary): string {
  return limitOf(key as Hex)?.name ?? `the unknown key ${key}`
}

function params(key: unknown, maxAmount: unknown, slope: unknown, { limitOf }: Vocabulary): string {
  if (maxAmount === MAX_UINT256 && slope === 0n) return 'unlimited'
  const unit = limitOf(key as Hex)?.unit
  const amount = (value: unknown) =>
    unit === undefined
      ? `${formatExact(uint(value), 0)} (smallest unit)`
      : `${formatExact(uint(value), unit.decimals)} ${unit.symbol}`
  return `${amount(maxAmount)}, refilling ${amount(slope)} a second`
}

/** A small uint is decoded as a number, a large one as a bigint. */
const uint = (value: unknown): bigint => BigInt(value as bigint | number)
const duration = (value: unknown): string => formatDurationExact(uint(value))

/** The name of a ceiling in MCD, of one ilk and of all. */
const LINE = { one: toHex('line', { size: 32 }), all: toHex('Line', { size: 32 }) } as const

/** An amount [rad]. */
const usds = (value: unknown): string => `${formatExact(uint(value), 45)} USDS`

function ilkName(ilk: unknown): string {
  const text = hexToString(ilk as Hex, { size: 32 })
  return /^[\x21-\x7e]+$/.test(text) ? text : String(ilk)
}

const NAMED_ROLES: ReadonlyMap<unknown, string> = new Map([
  [zeroHash, 'DEFAULT_ADMIN_ROLE'],
  ...[
    ...['CONTROLLER', 'RELAYER', 'FREEZER', 'CONFIGURATOR', 'OPERATORS', 'TAKER_ROLE', 'SETTER_ROLE'],
    ...['DEPOSITOR_ROLE', 'GUARDRAIL_ROLE'],
    ...['PROPOSER_ROLE', 'CANCELLER_ROLE', 'EXECUTOR_ROLE', 'PAUSER_ROLE'],
  ].map((name) => [keccak256(toHex(name)), name] as const),
])

const namedRole = (hash: unknown): string => NAMED_ROLES.get(hash) ?? `the unknown role ${hash}`
const role = (id: unknown): string => ROLE_NAMES[Number(id)] ?? `number ${id}`
