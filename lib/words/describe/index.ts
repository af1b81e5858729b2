import { type Address, type Hex, hexToString, zeroAddress } from 'viem'
import type {
  AccountFacts,
  AskedFacts,
  ConfiguratorFacts,
  MomFacts,
  PairFacts,
  ScopeFacts,
  WireFacts,
} from '@/lib/console/facts'
import type { UnitFacts } from '@/lib/console/facts/limits'
import { inUnit } from '@/lib/console/facts/units'
import type {
  ConfiguratorUnit,
  ConsoleModel,
  DiamondModel,
  FacetHistory,
  FacetModel,
  GeneratorModel,
  LimitModel,
  NamedAddress,
  OperationModel,
  OperationStanding,
  TimelockModel,
} from '@/lib/console/model'
import type { Check } from '@/lib/console/model/check'
import type { NamedSelector } from '@/lib/diamond'
import { plural } from '@/lib/format'
import { memo } from '@/lib/leaf/memo'
import type { Path } from '@/lib/leaf/path'
import { labelled, once, type WordsOf, wordsAt } from '../leaf-words'
import { inFull, limitTitle, limitWords, type NameOf } from '../limits'
import { amount, count, duration, factor, flag, moment, plain, told, type ValueWords } from '../values'
import type { DescribeContext, Of } from './context'
import { debtWords } from './debt'
import { approvalWords, initWords } from './entries'
import { executableTold, governanceWords } from './governance'
import { freezeWords, guardianWords } from './guardians'
import { surfaceWords } from './migration'
import { strangerWords } from './paus'
import { identityWords, mcdWords, primeWords, totalWords, unfundedWords } from './primes'
import { relayerWords, roleWords } from './roles'
import { safeWords } from './safes'
import { srUsdsWords } from './srusds'
import { keptWords, listWords } from './timelock'

export { inFull, limitTitle, type NameOf } from '../limits'

/** Words for a leaf: what it is, and how to tell its values. */
export interface PathWords extends ValueWords<unknown> {
  /** What the leaf is, such as "Spark vault deposit limit, maximum". */
  readonly label: string
}

/**
 * Words for the leaf at a path of the model.
 * @param model the model that has the leaf
 * @returns null for a path that the model does not have
 */
export function describePath(path: Path, model: ConsoleModel, nameOf: NameOf = inFull): PathWords | null {
  const found = wordsAt<ConsoleModel>(consoleWords(model, nameOf), path)
  if (!found) return null
  const [label, words] = found
  return { ...words, label }
}

/** Words for a whole model. Built once for each model, since many of its paths are looked up. */
const consoleWords = memo((model: ConsoleModel, nameOf: NameOf): WordsOf<ConsoleModel> => {
  const scope = { model, nameOf }
  return {
    generators: once((id) => generatorWords(id, scope)),
    unfunded: once((id) => unfundedWords(id, scope)),
    units: once((id) => unitWords(id, scope)),
    mcd: mcdWords,
    identities: (id) => identityWords(id, model),
    governance: governanceWords(scope),
    safes: (id) => safeWords(id, model, nameOf),
    checks: (id) => checkWords(id, model),
  }
})

function generatorWords(id: Address, scope: DescribeContext): WordsOf<GeneratorModel> | null {
  const generator = scope.model.generators.find((entry) => entry.id === id)
  if (!generator) return null
  const of: Of = (label) => `${label} of ${generator.name}`
  return {
    frozen: [generator.name, flag('frozen: no relayer can act', 'not frozen')],
    roles: {
      admin: labelled(roleWords('Admin', 'Admins'), of),
      relayer: labelled(relayerWords(generator.roles.relayer), of),
      freezer: labelled(roleWords('Freezer', 'Freezers'), of),
    },
    limits: (key) => titledLimit(key, generator, scope),
    diamond: labelled(diamondWords(generator, scope), of),
    wires: labelled(wires, of),
    strangers: strangerWords(generator.name, scope.nameOf),
    scope: labelled(scopeWords(generator, scope), of),
    debt: debtWords(generator.debt.id),
    primes: once((slug) => primeWords(slug, generator, scope)),
    migration: labelled(surfaceWords(scope), of),
    srUsds: generator.srUsds && labelled(srUsdsWords(generator.srUsds, scope), of),
    migrationFacet: [of('Facet that moves legacy debt'), facetAddress],
    totals: labelled(totalWords, of),
    usds: labelled(units, of),
    proxyIdle: [of('USDS in the ALMProxy'), amount(generator.usds)],
    bufferIdle: [of('USDS in the AllocatorBuffer'), amount(generator.usds)],
  }
}

const facetAddress = told<Address>((facet) => (facet === zeroAddress ? 'none' : facet))

const units: WordsOf<UnitFacts> = {
  token: ['USDS token', plain],
  symbol: ['Symbol of the USDS token', plain],
  decimals: ['Decimals of the USDS token', plain],
}

function titledLimit(
  key: Hex,
  generator: GeneratorModel,
  { model, nameOf }: DescribeContext,
): WordsOf<LimitModel> | null {
  const limit = generator.limits.find(({ id }) => id === key)
  if (!limit) return null
  const several = model.generators.length > 1
  const title = `${limitTitle(limit, nameOf)}${several ? ` of ${generator.name}` : ''}`
  return labelled(limitWords(limit, model.time), (label) => `${title}, ${label}`)
}

const bytes = count('byte')

const diamondWords = ({ diamond }: GeneratorModel, { nameOf }: DescribeContext): WordsOf<DiamondModel> => ({
  code: { hash: ['Code hash of the Diamond', plain], size: ['Code size of the Diamond', bytes] },
  gone: ['Facets of the deployment that are no longer there', told(facetList)],
  interfaces: (id) => {
    const found = diamond.interfaces.find((one) => one.id === id)
    return { supported: [`${found?.name ?? id} answered by the Diamond`, flag('yes', 'no')] }
  },
  facets: { length: ['Facets', count('facet')], items: (id) => facetWords(`facet ${nameOf(id)}`) },
})

const facetList = (gone: readonly NamedAddress[]) =>
  gone.length === 0 ? 'none' : gone.map(({ name: facet, address }) => `${facet} ${address}`).join(', ')

const facetWords = (facet: string): WordsOf<FacetModel> => ({
  address: ['Facet', plain],
  selectors: [
    `Functions of ${facet}`,
    told<readonly Hex[]>((list) => `${plural(list.length, 'function')} (${list.join(', ')})`),
  ],
  functions: [`Function names of ${facet}`, told(functionNames)],
  since: [`History of ${facet}`, told<FacetHistory>(({ type }) => historyWords[type])],
  approved: [`Approval of ${facet}`, flag('approved', 'not approved')],
  code: { hash: [`Code hash of ${facet}`, plain], size: [`Code size of ${facet}`, bytes] },
})

const functionNames = (functions: readonly NamedSelector[]) =>
  functions.map(({ selector, signature }) => signature ?? `unknown ${selector}`).join(', ') || 'none'

const historyWords: Readonly<Record<FacetHistory['type'], string>> = {
  deployed: 'as deployed',
  replaced: 'replaces another one',
  added: 'added since the deployment',
}

const granted = flag('yes', 'no')

const wires: WordsOf<WireFacts> = {
  proxy: ['ALMProxy', plain],
  rateLimits: ['RateLimits', plain],
  vault: ['AllocatorVault', plain],
  buffer: ['AllocatorBuffer', plain],
  usds: ['USDS', plain],
  controllerOnProxy: ['CONTROLLER on the ALMProxy', granted],
  controllerOnRateLimits: ['CONTROLLER on the RateLimits', granted],
  configuratorOnRateLimits: ['Configurator as admin of the RateLimits', granted],
  configuratorOnDiamond: ['CONFIGURATOR on the Diamond', granted],
  operatorsOnDiamond: ['OPERATORS on the Diamond', granted],
  proxyWardOnVault: ['ALMProxy as ward of the AllocatorVault', granted],
  bufferAllowance: ['USDS allowance of the ALMProxy over the buffer', amount(null)],
  parameterRegistry: ['ParameterRegistry', plain],
  vaultIlk: ['Ilk of the AllocatorVault', told<Hex>((ilk) => hexToString(ilk, { size: 32 }))],
  vatLive: ['Vat', told<bigint>((live) => (live === 1n ? 'live' : 'caged'))],
}

const scopeWords = ({ scope }: GeneratorModel, { nameOf }: DescribeContext): WordsOf<ScopeFacts> => ({
  hop: ['Hop', duration],
  maxChange: ['Largest step of an increase', factor],
  rateLimitsRegistered: ['RateLimits registered in BeamState', granted],
  controllerRegistered: ['Diamond registered in BeamState', granted],
  pairs: (id) => {
    const found = scope.pairs.find((one) => one.id === id)
    if (!found) return null
    const pair = pairWords(found, nameOf)
    return { active: [pair, granted], registered: [`Registration of ${pair}`, granted] }
  },
})

const pairWords = ({ kind, cBeam }: Pick<PairFacts, 'kind' | 'cBeam'>, nameOf: NameOf) =>
  `${nameOf(cBeam)} as cBEAM for ${kind === 'rateLimits' ? 'limits' : 'controller actions'}`

function unitWords(id: Address, { model, nameOf }: DescribeContext): WordsOf<ConfiguratorUnit> | null {
  const unit = model.units.find((entry) => entry.id === id)
  if (!unit) return null
  const of: Of = (label) => inUnit(model, unit, label)
  return {
    configurator: labelled(configuratorWords(unit, { model, nameOf }), of),
    timelock: labelled(timelockWords(unit, nameOf), of),
    mom: labelled(mom, of),
    accounts: (account) => labelled(accountWords(nameOf(account)), of),
  }
}

const configuratorWords = (
  { configurator }: ConfiguratorUnit,
  { model, nameOf }: DescribeContext,
): WordsOf<ConfiguratorFacts> => ({
  stopped: ['Configurator', flag('stopped', 'running')],
  beamState: ['BeamState of the Configurator', plain],
  operatorsBeamState: ['BeamState of ControllerOperators', plain],
  users: (id) => ({
    delayed: [`DELAYED role of ${nameOf(id)} in BeamState`, granted],
    immediate: [`IMMEDIATE role of ${nameOf(id)} in BeamState`, granted],
  }),
  wards: (id) => ({ active: [`${nameOf(id)} as ward of BeamState`, granted] }),
  asked: (id) => askedWords(nameOf(id)),
  cBeams: (id) => ({ registered: [`Registration of ${nameOf(id)} as cBEAM`, granted] }),
  otherPairs: (id) => {
    const found = configurator.otherPairs.find((one) => one.id === id)
    return found ? { active: [`${pairWords(found, nameOf)} of ${nameOf(found.target)}`, granted] } : null
  },
  otherTargets: (id) => {
    const found = configurator.otherTargets.find((one) => one.id === id)
    return found ? { registered: [`Registration of ${nameOf(found.target)} in BeamState`, granted] } : null
  },
  inits: (id) => initWords(id, model, nameOf),
  approvals: (id) => approvalWords(id, nameOf),
  guardians: guardianWords(nameOf),
})

const askedWords = (account: string): WordsOf<AskedFacts> => ({
  roles: [`Roles of ${account} in BeamState, one bit each`, plain],
  registered: [`Registration of ${account} as cBEAM, as asked of every account`, granted],
  freeze: labelled(freezeWords(account), (label) => `${label}, as asked of every account`),
})

const operationStates: Readonly<Record<OperationStanding, string>> = {
  waiting: 'waiting',
  ready: 'its delay is over',
  executed: 'executed',
  cancelled: 'cancelled',
}

const timelockWords = ({ timelock }: ConfiguratorUnit, nameOf: NameOf): WordsOf<TimelockModel> => ({
  paused: ['Timelock', flag('paused', 'not paused')],
  minDelay: ['Delay of the timelock', duration],
  operationCount: ['Timelock queue as the contract counts it', count('pending operation')],
  complete: ['Timelock queue known in full', granted],
  list: listWords,
  holders: (id) => {
    const found = timelock.holders.find((one) => one.id === id)
    return found ? { active: [`${found.role} of ${nameOf(found.account)} on the timelock`, granted] } : null
  },
  operations: (id) => labelled(operationWords, (label) => `Timelock operation ${id}${label}`),
})

/** The timestamp that the timelock stores for an operation. OpenZeppelin stores 1 for an executed one. */
const storedTime = (time: bigint) => (time === 1n ? 'done' : moment.text(time))

const operationWords: WordsOf<OperationModel> = {
  state: ['', told<OperationStanding>((state) => operationStates[state])],
  executable: [', execution', executableTold],
  predecessorTimestamp: [', stored time of its predecessor', told(storedTime)],
  readyAt: [', end of its delay', moment],
  timestamp: [', stored time', told(storedTime)],
  kept: labelled(keptWords, (label) => `, ${label}`),
}

const mom: WordsOf<MomFacts> = {
  owner: ['Owner of PASMom', plain],
  authority: ['Authority of PASMom', plain],
  timelock: ['Timelock of PASMom', plain],
}

const accountWords = (account: string): WordsOf<AccountFacts> => ({
  momStop: [`PASMom lets ${account} stop the Configurator`, granted],
  momPause: [`PASMom lets ${account} pause the timelock`, granted],
})

function checkWords(id: string, { checks }: ConsoleModel): WordsOf<Check> | null {
  const check = checks.find((one) => one.id === id)
  if (!check) return null
  return {
    holds: [`Check: ${check.says.holds}`, flag('passed', 'failed')],
    found: [`Check: ${check.says.holds}, found`, plain],
  }
}
