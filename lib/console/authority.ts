import { type Address, isAddressEqual } from 'viem'
import { type Leaf, map, some, unknown } from '@/lib/leaf'
import { canOperate, holdsRole, usable } from './derive/beams'
import type { SafeFacts } from './facts/safes'
import type { ConsoleModel, GeneratorModel } from './model'
import type { PrimeModel } from './model/primes'

/** What one account may do, each right with the read that proves it. */
export interface Right {
  readonly id: string
  /** "FREEZER of USDS Generator". */
  readonly label: string
  readonly holds: Leaf<boolean>
}

type Model = Pick<ConsoleModel, 'generators' | 'timelock' | 'configurator' | 'mom' | 'accounts' | 'safes'>

const notAsked = unknown({ kind: 'being-read', message: 'The rights of this account are being read.' })

/** Whether the account may call `removeRelayer`. */
export function isFreezer(generator: GeneratorModel, account: Address): Leaf<boolean> {
  return holdsRole(generator.roles.freezer, account)
}

/** Whether the account holds PAUSER_ROLE on the timelock itself. */
export function isPauser({ timelock }: Model, account: Address): Leaf<boolean> {
  return timelock.holders.find(({ id }) => id === `PAUSER_ROLE-${account}`)?.active ?? notAsked
}

/**
 * Whether the account may at once what only takes power away in BeamState: IMMEDIATE role, held by the Core Council, and
 * not frozen.
 */
export function isImmediate(model: Model, account: Address): Leaf<boolean> {
  const user = model.configurator.users.find(({ id }) => id === account)
  return usable(model, account, user?.immediate ?? notAsked)
}

/** Whether the account is one of the guardians. */
export function isGuardian({ configurator: { guardians } }: Model, account: Address): Leaf<boolean> {
  return map(guardians?.members ?? notAsked, (list) => list.some((member) => isAddressEqual(member, account)))
}

/** Whether PASMom lets the account through, as its owner or by its authority. */
export function isMomAllowed(
  { mom, accounts }: Model,
  account: Address,
  act: 'stop' | 'pause',
): Leaf<boolean> {
  const own = map(mom.owner, (owner) => isAddressEqual(owner, account))
  const asked = accounts.find(({ id }) => id === account)
  const byAuthority = asked ? (act === 'stop' ? asked.momStop : asked.momPause) : notAsked
  return some([own, byAuthority])
}

/** Whether the account is a cBEAM paired with the Generator's RateLimits or with its Diamond, and not frozen. */
export function isCBeam(
  model: Model,
  generator: GeneratorModel,
  account: Address,
  of: 'rateLimits' | 'controller',
): Leaf<boolean> {
  const pair = generator.scope.pairs.find(({ id }) => id === `${of}-${account}`)
  return usable(model, account, pair?.active ?? notAsked)
}

/** Whether the account may operate the Generator: RELAYER, and not frozen. */
export function isRelayer(generator: GeneratorModel, account: Address): Leaf<boolean> {
  return canOperate(generator.roles.relayer, account)
}

/** Whether the account may operate the controller of a Prime, by the same rule. */
export function isPrimeRelayer({ relayers }: Pick<PrimeModel, 'relayers'>, account: Address): Leaf<boolean> {
  return canOperate(relayers, account)
}

/** Whether the account may move the guardrails of a Prime's vault within their bounds, and pause it. */
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
        holds: some([
          isCBeam(model, generator, account, 'rateLimits'),
          isCBeam(model, generator, account, 'controller'),
        ]),
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
    ]),
    {
      id: 'pauser',
      label: 'Right to pause the timelock',
      holds: some([isPauser(model, account), isMomAllowed(model, account, 'pause')]),
    },
    {
      id: 'stopper',
      label: 'Right to stop the Configurator',
      holds: some([isImmediate(model, account), isMomAllowed(model, account, 'stop')]),
    },
    ...(model.configurator.guardians
      ? [{ id: 'guardian', label: 'Guardian of the Core Council', holds: isGuardian(model, account) }]
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
