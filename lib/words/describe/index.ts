import { type Address, getAddress, type Hex, hexToString, zeroAddress } from 'viem'
import type { TimelockRoleFacts, WireFacts } from '@/lib/console/facts'
import type {
  ConsoleModel,
  FacetHistory,
  GeneratorModel,
  NamedAddress,
  OperationStanding,
} from '@/lib/console/model'
import type { NamedSelector } from '@/lib/diamond'
import { plural } from '@/lib/format'
import { inFull, limitParts, limitTitle, type NameOf } from '../limits'
import {
  amount,
  count,
  duration,
  factor,
  flag,
  moment,
  plain,
  radUsds,
  told,
  type ValueWords,
} from '../values'
import { describeDebt } from './debt'
import { describeGovernance, executableTold } from './governance'
import { describeGuardians } from './guardians'
import { describeSurface } from './migration'
import { type DescribeContext, type Of, type PathWords, type Rest, say } from './paths'
import { describeIdentity, describeMcd, describePrime, totals } from './primes'
import { describeRole } from './roles'
import { describeSafe } from './safes'

export { inFull, limitTitle, type NameOf } from '../limits'
export type { PathWords } from './paths'

/**
 * A path of the model in words.
 * @param model The model that has the leaf.
 * @returns null for a path that no model has.
 */
export function describePath(path: string, model: ConsoleModel, nameOf: NameOf = inFull): PathWords | null {
  const [area = '', ...rest] = path.split('/')
  const scope: DescribeContext = { model, nameOf }
  switch (area) {
    case 'generators':
      return describeGenerator(rest, scope)
    case 'configurator':
      return describeConfigurator(rest, scope)
    case 'timelock':
      return describeTimelock(rest, scope)
    case 'mcd':
      return describeMcd(rest)
    case 'identities':
      return describeIdentity(rest, model)
    case 'mom':
      return say(moms[rest[0] ?? ''], plain)
    case 'governance':
      return describeGovernance(rest, scope)
    case 'accounts':
      return say(accounts[rest[1] ?? '']?.(name(rest[0], nameOf)), flag('yes', 'no'))
    case 'safes': {
      const words = describeSafe(rest, model, nameOf)
      return words && say(...words)
    }
    case 'checks':
      return describeCheck(rest, model)
    default:
      return null
  }
}

function describeGenerator([id, area = '', ...rest]: Rest, scope: DescribeContext): PathWords | null {
  const generator = scope.model.generators.find((entry) => entry.id === id)
  if (!generator) return null
  const of = (label: string | undefined) => label && `${label} of ${generator.name}`
  switch (area) {
    case 'frozen':
      return say(generator.name, flag('frozen: no relayer can act', 'not frozen'))
    case 'roles':
      return describeRole(rest, of)
    case 'limits':
      return describeLimit(rest, generator, scope)
    case 'diamond':
      return describeDiamond(rest, of, scope)
    case 'wires': {
      const wire = wires[rest[0] as WireName]
      return wire ? say(of(wire[0]), wire[1]) : null
    }
    case 'scope':
      return describeScope(rest, of, scope)
    case 'debt':
      return describeDebt(rest, generator.debt)
    case 'primes':
      return describePrime(rest, generator, scope)
    case 'migration':
      return describeSurface(rest, of, scope)
    case 'migrationFacet':
      return say(of('Facet that moves legacy debt'), facetAddress)
    case 'totals':
      return say(of(totals[rest[0] ?? '']), radUsds)
    case 'usds':
      return say(of(units[rest[0] ?? '']), told(String))
    case 'proxyIdle':
      return say(of('USDS in the ALMProxy'), amount(generator.usds))
    case 'bufferIdle':
      return say(of('USDS in the AllocatorBuffer'), amount(generator.usds))
    default:
      return null
  }
}

const facetAddress = told<Address>((facet) => (facet === zeroAddress ? 'none' : facet))

const units: Readonly<Record<string, string>> = {
  token: 'USDS token',
  symbol: 'Symbol of the USDS token',
  decimals: 'Decimals of the USDS token',
}

function describeLimit(
  [key, ...path]: Rest,
  generator: GeneratorModel,
  scope: DescribeContext,
): PathWords | null {
  const limit = generator.limits.find(({ id }) => id === key)
  const part = limit && limitParts(limit, scope.model.time)[path.join('/')]
  if (!limit || !part) return null
  const several = scope.model.generators.length > 1
  const title = `${limitTitle(limit, scope.nameOf)}${several ? ` of ${generator.name}` : ''}`
  return say(`${title}, ${part[0]}`, part[1])
}

const hash: ValueWords = plain
const bytes = count('byte')

function describeDiamond(
  [area, ...rest]: Rest,
  of: Of,
  { model, nameOf }: DescribeContext,
): PathWords | null {
  switch (area) {
    case 'code':
      return rest[0] === 'hash'
        ? say(of('Code hash of the Diamond'), hash)
        : say(of('Code size of the Diamond'), bytes)
    case 'gone':
      return say(of('Facets of the deployment that are no longer there'), told(facetList))
    case 'interfaces': {
      const found = model.generators
        .flatMap(({ diamond }) => diamond.interfaces)
        .find(({ id }) => id === rest[0])
      return say(of(`${found?.name ?? rest[0]} answered by the Diamond`), flag('yes', 'no'))
    }
    case 'facets':
      return rest[0] === 'length' ? say(of('Facets'), count('facet')) : describeFacet(rest, of, nameOf)
    default:
      return null
  }
}

const facetList = (gone: readonly NamedAddress[]) =>
  gone.length === 0 ? 'none' : gone.map(({ name: facet, address }) => `${facet} ${address}`).join(', ')

function describeFacet([, id, ...path]: Rest, of: Of, nameOf: NameOf): PathWords | null {
  const facet = `facet ${name(id, nameOf)}`
  switch (path.join('/')) {
    case 'address':
      return say(of('Facet'), plain)
    case 'selectors':
      return say(
        of(`Functions of ${facet}`),
        told<readonly Hex[]>((list) => `${plural(list.length, 'function')} (${list.join(', ')})`),
      )
    case 'functions':
      return say(of(`Function names of ${facet}`), told(functionNames))
    case 'since':
      return say(
        of(`History of ${facet}`),
        told<FacetHistory>(({ type }) => historyWords[type]),
      )
    case 'approved':
      return say(of(`Approval of ${facet}`), flag('approved', 'not approved'))
    case 'code/hash':
      return say(of(`Code hash of ${facet}`), hash)
    case 'code/size':
      return say(of(`Code size of ${facet}`), bytes)
    default:
      return null
  }
}

const functionNames = (functions: readonly NamedSelector[]) =>
  functions.map(({ selector, signature }) => signature ?? `unknown ${selector}`).join(', ') || 'none'

const historyWords: Readonly<Record<FacetHistory['type'], string>> = {
  deployed: 'as deployed',
  replaced: 'replaces another one',
  added: 'added since the deployment',
}

type WireName = Exclude<keyof WireFacts, 'ilk'>

const granted = flag('yes', 'no')

const wires: Readonly<Record<WireName, readonly [string, ValueWords]>> = {
  proxy: ['ALMProxy', plain],
  rateLimits: ['RateLimits', plain],
  vault: ['AllocatorVault', plain],
  buffer: ['AllocatorBuffer', plain],
  usds: ['USDS', plain],
  controllerOnProxy: ['CONTROLLER on the ALMProxy', granted],
  controllerOnRateLimits: ['CONTROLLER on the RateLimits', granted],
  configuratorOnRateLimits: ['Configurator as admin of the RateLimits', granted],
  configuratorOnDiamond: ['CONFIGURATOR on the Diamond', granted],
  proxyWardOnVault: ['ALMProxy as ward of the AllocatorVault', granted],
  bufferAllowance: ['USDS allowance of the ALMProxy over the buffer', amount(null)],
  vaultIlk: ['Ilk of the AllocatorVault', told<Hex>((ilk) => hexToString(ilk, { size: 32 }))],
  vatLive: ['Vat', told<bigint>((live) => (live === 1n ? 'live' : 'caged'))],
}

function describeScope(
  [part = '', id = '', field]: Rest,
  of: Of,
  { nameOf }: DescribeContext,
): PathWords | null {
  switch (part) {
    case 'hop':
      return say(of('Hop'), duration)
    case 'maxChange':
      return say(of('Largest step of an increase'), factor)
    case 'rateLimitsRegistered':
      return say(of('RateLimits registered in BeamState'), granted)
    case 'controllerRegistered':
      return say(of('Diamond registered in BeamState'), granted)
    case 'pairs': {
      const [kind = '', account] = id.split('-')
      const pair = pairWords(kind, account, nameOf)
      return say(of(field === 'registered' ? `Registration of ${pair}` : pair), granted)
    }
    default:
      return null
  }
}

const pairWords = (kind: string, cBeam: string | undefined, nameOf: NameOf) =>
  `${name(cBeam, nameOf)} as cBEAM for ${kind === 'rateLimits' ? 'limits' : 'controller actions'}`

function describeConfigurator([part = '', ...rest]: Rest, { nameOf }: DescribeContext): PathWords | null {
  const [account, field] = rest
  switch (part) {
    case 'stopped':
      return say('Configurator', flag('stopped', 'running'))
    case 'beamState':
      return say('BeamState of the Configurator', plain)
    case 'users':
      return say(`${String(field).toUpperCase()} role of ${name(account, nameOf)} in BeamState`, granted)
    case 'wards':
      return say(`${name(account, nameOf)} as ward of BeamState`, granted)
    case 'asked':
      return describeAsked(rest, nameOf)
    case 'cBeams':
      return say(`Registration of ${name(account, nameOf)} as cBEAM`, granted)
    case 'otherPairs': {
      const [kind = '', target, cBeam] = String(account).split('-')
      return say(`${pairWords(kind, cBeam, nameOf)} of ${name(target, nameOf)}`, granted)
    }
    case 'guardians':
      return describeGuardians(rest, nameOf)
    default:
      return null
  }
}

function describeAsked([account, part, field]: readonly string[], nameOf: NameOf): PathWords | null {
  const of = name(account, nameOf)
  if (part === 'roles') return say(`Roles of ${of} in BeamState, one bit each`, plain)
  return field === 'frozen'
    ? say(`Freeze of ${of} in BeamState`, flag('frozen', 'not frozen'))
    : say(`Votes of guardians to unfreeze ${of}`, count('vote'))
}

const pending = count('pending operation')
const operationStates: Readonly<Record<OperationStanding, string>> = {
  waiting: 'waiting',
  ready: 'its delay is over',
  executed: 'executed',
  cancelled: 'cancelled',
}

function describeTimelock([part = '', id = '', field]: Rest, { nameOf }: DescribeContext): PathWords | null {
  switch (part) {
    case 'paused':
      return say('Timelock', flag('paused', 'not paused'))
    case 'minDelay':
      return say('Delay of the timelock', duration)
    case 'operationCount':
      return say('Timelock queue by the contract', pending)
    case 'complete':
      return say('Timelock queue known in full', granted)
    case 'holders': {
      const [role = '', account] = id.split('-')
      return say(`${role as TimelockRoleFacts['role']} of ${name(account, nameOf)} on the timelock`, granted)
    }
    case 'operations': {
      const operation = `Timelock operation ${id}`
      if (field === 'state') {
        return say(
          operation,
          told<OperationStanding>((state) => operationStates[state]),
        )
      }
      if (field === 'executable') return say(`${operation}, execution`, executableTold)
      if (field === 'predecessorTimestamp') {
        return say(`${operation}, stored time of its predecessor`, told<bigint>(storedTime))
      }
      if (field === 'readyAt') return say(`${operation}, end of its delay`, moment)
      return say(`${operation}, stored time`, told<bigint>(storedTime))
    }
    default:
      return null
  }
}

/** OpenZeppelin keeps 1 for an executed operation. */
const storedTime = (time: bigint) => (time === 1n ? 'done' : moment.text(time))

const moms: Readonly<Record<string, string>> = {
  owner: 'Owner of PASMom',
  authority: 'Authority of PASMom',
  timelock: 'Timelock of PASMom',
}

const accounts: Readonly<Record<string, (account: string) => string>> = {
  momStop: (account) => `PASMom lets ${account} stop the Configurator`,
  momPause: (account) => `PASMom lets ${account} pause the timelock`,
}

/** A check's id holds slashes of its own: only the last part is the leaf. */
function describeCheck(rest: Rest, model: ConsoleModel): PathWords | null {
  const check = model.checks.find(({ id }) => id === rest.slice(0, -1).join('/'))
  if (!check) return null
  return rest.at(-1) === 'holds'
    ? say(`Check: ${check.says.holds}`, flag('passed', 'failed'))
    : say(`Check: ${check.says.holds}, found`, plain)
}

function name(account: string | undefined, nameOf: NameOf): string {
  return account === undefined ? 'an unknown account' : nameOf(getAddress(account))
}
