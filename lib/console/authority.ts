import { type Address, isAddressEqual, zeroAddress } from 'viem'
import { every, given, type Leaf, map, some, unknown } from '@/lib/leaf'
import { canOperate, holdsRole } from './derive/beams'
import { operates } from './derive/pau'
import type { SafeFacts } from './facts/safes'
import type { SrUsdsFacts } from './facts/srusds'
import { idIn, inUnit, pairsIn } from './facts/units'
import type { ConfiguratorUnit, ConsoleModel, GeneratorModel } from './model'
import type { PrimeModel } from './model/primes'

/** What one account may do, each right with the read that proves it. */
export interface Right {
  readonly id: string
  /** "FREEZER of USDS Generator". */
  readonly label: string
  readonly holds: Leaf<boolean>
}

type Model = Pick<ConsoleModel, 'generators' | 'units' | 'safes' | 'mcd'>
type Unit = Pick<ConfiguratorUnit, 'timelock' | 'configurator' | 'mom' | 'accounts'>

const notAsked = unknown({ kind: 'being-read', message: 'The rights of this account are being read.' })

/** Whether the account may call `removeRelayer`. */
export function isFreezer(generator: GeneratorModel, account: Address): Leaf<boolean> {
  return holdsRole(generator.roles.freezer, account)
}

/** Whether the account holds PAUSER_ROLE on the timelock of a Unit itself. */
export function isPauser({ timelock }: Pick<Unit, 'timelock'>, account: Address): Leaf<boolean> {
  return timelock.holders.find(({ id }) => id === `PAUSER_ROLE-${account}`)?.active ?? notAsked
}

/** Whether the account holds CANCELLER_ROLE on the timelock of a Unit itself. */
export function isCanceller({ timelock }: Pick<Unit, 'timelock'>, account: Address): Leaf<boolean> {
  return timelock.holders.find(({ id }) => id === `CANCELLER_ROLE-${account}`)?.active ?? notAsked
}

/** Whether the account may schedule in the timelock of a Unit: by PROPOSER_ROLE, held by the Core Council. */
export function isProposer({ timelock }: Pick<Unit, 'timelock'>, account: Address): Leaf<boolean> {
  return timelock.holders.find(({ id }) => id === `PROPOSER_ROLE-${account}`)?.active ?? notAsked
}

/** Whether the account may execute in the timelock of a Unit: because anyone may, or by EXECUTOR_ROLE of its own. */
export function isExecutor({ timelock }: Pick<Unit, 'timelock'>, account: Address): Leaf<boolean> {
  const role = (holder: Address) =>
    timelock.holders.find(({ id }) => id === `EXECUTOR_ROLE-${holder}`)?.active ?? notAsked
  return some([role(zeroAddress), role(account)])
}

/** The bit of the DELAYED role of BeamState. */
const DELAYED = 1n << 1n

/** Whether an account may make the calls of BeamState that wait for the timelock: by the DELAYED role, or as a ward. */
export function mayDelayed({ configurator }: Pick<Unit, 'configurator'>, account: Address): Leaf<boolean> {
  const { users, wards, asked } = configurator
  const roles = asked.find(({ id }) => id === account)?.roles ?? notAsked
  return some([
    users.find(({ id }) => id === account)?.delayed ?? map(roles, (bits) => (BigInt(bits) & DELAYED) !== 0n),
    wards.find(({ id }) => id === account)?.active ?? notAsked,
  ])
}

/** Whether the account is a guardian of a Unit whose council can cancel in the timelock. */
export function isCancellingGuardian(
  unit: Pick<Unit, 'timelock' | 'configurator'>,
  account: Address,
): Leaf<boolean> {
  const { guardians } = unit.configurator
  if (guardians === null) return given(false)
  const { council } = guardians
  return map(every([isGuardian(unit, account), isCanceller(unit, council)]), (all) => all.every(Boolean))
}

/**
 * Whether the account may at once make the calls of BeamState that only take power away: it has the IMMEDIATE role, held by
 * the Core Council. A freeze takes that role.
 */
export function isImmediate({ configurator }: Pick<Unit, 'configurator'>, account: Address): Leaf<boolean> {
  const user = configurator.users.find(({ id }) => id === account)
  return user?.immediate ?? notAsked
}

/** Whether the account is one of the guardians of a Unit. */
export function isGuardian(
  { configurator: { guardians } }: Pick<Unit, 'configurator'>,
  account: Address,
): Leaf<boolean> {
  return map(guardians?.members ?? notAsked, (list) => list.some((member) => isAddressEqual(member, account)))
}

/** Whether PASMom of a Unit lets the account through, as its owner or by its authority. */
export function isMomAllowed(
  { mom, accounts }: Pick<Unit, 'mom' | 'accounts'>,
  account: Address,
  act: 'stop' | 'pause',
): Leaf<boolean> {
  const own = map(mom.owner, (owner) => isAddressEqual(owner, account))
  const asked = accounts.find(({ id }) => id === account)
  const byAuthority = asked ? (act === 'stop' ? asked.momStop : asked.momPause) : notAsked
  return some([own, byAuthority])
}

/** Whether LineMom lets the account set a ceiling to 0, as its owner or by its authority; false where there is none. */
export function mayWipe({ mcd: { lineMom } }: Pick<ConsoleModel, 'mcd'>, account: Address): Leaf<boolean> {
  if (lineMom === null) return given(false)
  const own = map(lineMom.owner, (owner) => isAddressEqual(owner, account))
  return some([own, lineMom.accounts.find(({ id }) => id === account)?.mayWipe ?? notAsked])
}

/** Whether the account is a cBEAM paired with the Generator's RateLimits or with its Diamond. A freeze takes the pair. */
export function isCBeam(
  generator: GeneratorModel,
  account: Address,
  of: 'rateLimits' | 'controller',
): Leaf<boolean> {
  const pair = generator.scope.pairs.find(({ id }) => id === `${of}-${account}`)
  return pair?.active ?? notAsked
}

/** Whether the account is a cBEAM paired with a controller in a Unit, be it of a Generator or of another PAU. */
export function isPairedWith(
  { generators }: Pick<ConsoleModel, 'generators'>,
  unit: Pick<ConfiguratorUnit, 'id' | 'configurator'>,
  controller: Address,
  account: Address,
): Leaf<boolean> {
  const pair = pairsIn(generators, unit).find(
    ({ kind, target, cBeam }) => kind === 'controller' && target === controller && cBeam === account,
  )
  return pair?.active ?? notAsked
}

/** Whether the account may operate the Generator: RELAYER, and not frozen. */
export function isRelayer(generator: GeneratorModel, account: Address): Leaf<boolean> {
  return canOperate(generator.roles.relayer, account)
}

/** Whether the account may lock and settle the queues of srUSDS: LCTS_OPERATOR, and not frozen. */
export function isLctsOperator(
  { operators }: Pick<SrUsdsFacts, 'operators'>,
  account: Address,
): Leaf<boolean> {
  return canOperate(operators, account)
}

/** Whether the account may publish what settlements of srUSDS use: CORE_COUNCIL of the Diamond. */
export function isPublisher({ council }: Pick<SrUsdsFacts, 'council'>, account: Address): Leaf<boolean> {
  return holdsRole(council, account)
}

/** Whether the account may operate any controller of a Prime, as a relayer that is not frozen or through an agent. */
export function isPrimeRelayer(
  { controllers }: Pick<PrimeModel, 'controllers'>,
  account: Address,
): Leaf<boolean> {
  return some(controllers.map((pau) => operates(pau, account)))
}

/** Whether the account may operate the controller by which a Prime takes from its vault and returns to it. */
export function operatesVault(
  { controllers: [working] }: Pick<PrimeModel, 'controllers'>,
  account: Address,
): Leaf<boolean> {
  return operates(working, account)
}

/** Whether the account may change the guardrails of a Prime's vault within their bounds, and pause it. */
export function isGuardrailOperator({ vault }: Pick<PrimeModel, 'vault'>, account: Address): Leaf<boolean> {
  const { guarded, guardrails } = vault
  return guardrails === null ? map(guarded, () => false) : holdsRole(guardrails.operators, account)
}

/** Every right that the console knows of, for one account. */
export function rightsOf(model: Model, account: Address): readonly Right[] {
  return [
    ...model.generators.flatMap((generator): Right[] => [
      {
        id: `freezer-${generator.id}`,
        label: `FREEZER of ${generator.name}`,
        holds: isFreezer(generator, account),
      },
      {
        id: `cbeam-${generator.id}`,
        label: `cBEAM of ${generator.name}`,
        holds: some([isCBeam(generator, account, 'rateLimits'), isCBeam(generator, account, 'controller')]),
      },
      {
        id: `relayer-${generator.id}`,
        label: `Relayer of ${generator.name}`,
        holds: isRelayer(generator, account),
      },
      {
        id: `prime-relayer-${generator.id}`,
        label: `Relayer of Primes of ${generator.name}`,
        holds: some(generator.primes.map((prime) => isPrimeRelayer(prime, account))),
      },
      {
        id: `guardrails-${generator.id}`,
        label: `GUARDRAIL_ROLE on vaults of ${generator.name}`,
        holds: some(generator.primes.map((prime) => isGuardrailOperator(prime, account))),
      },
      ...(generator.srUsds === null
        ? []
        : [
            {
              id: `lcts-operator-${generator.id}`,
              label: `LCTS operator of ${generator.name}`,
              holds: isLctsOperator(generator.srUsds, account),
            },
            {
              id: `srusds-council-${generator.id}`,
              label: `CORE_COUNCIL of ${generator.name}`,
              holds: isPublisher(generator.srUsds, account),
            },
          ]),
    ]),
    ...model.units.flatMap((unit): Right[] => {
      const right = (id: string, label: string, holds: Leaf<boolean>): Right => ({
        id: idIn(model, unit, id),
        label: inUnit(model, unit, label),
        holds,
      })
      return [
        right(
          'pauser',
          'Right to pause the timelock',
          some([isPauser(unit, account), isMomAllowed(unit, account, 'pause')]),
        ),
        right(
          'canceller',
          'Right to cancel in the timelock',
          some([isCanceller(unit, account), isCancellingGuardian(unit, account)]),
        ),
        right(
          'stopper',
          'Right to stop the Configurator',
          some([isImmediate(unit, account), isMomAllowed(unit, account, 'stop')]),
        ),
        ...(unit.configurator.guardians
          ? [right('guardian', 'Guardian of the Core Council', isGuardian(unit, account))]
          : []),
      ]
    }),
    ...(model.mcd.lineMom
      ? [{ id: 'line-mom', label: 'Wipes ceilings through LineMom', holds: mayWipe(model, account) }]
      : []),
    ...model.safes.map((safe) => ({
      id: `owner-${safe.id}`,
      label: `Owner of ${safe.name}`,
      holds: isOwner(safe, account),
    })),
  ]
}

/** Whether the account is an owner of a Safe. */
export function isOwner({ owners }: SafeFacts, account: Address): Leaf<boolean> {
  return map(owners, (list) => list.some((owner) => isAddressEqual(owner, account)))
}
