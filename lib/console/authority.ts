import { type Address, isAddressEqual } from 'viem'
import { type Leaf, map, some, unknown } from './leaf'
import type { ConsoleModel, GeneratorModel } from './model'
import type { SafeFacts } from './safe-facts'

/** What one account may do, each right with the read that proves it. */
export interface Right {
  readonly id: string
  /** "FREEZER of USDS Generator". */
  readonly label: string
  readonly holds: Leaf<boolean>
}

type Model = Pick<ConsoleModel, 'generators' | 'timelock' | 'configurator' | 'mom' | 'accounts' | 'safes'>

const notAsked = unknown({ kind: 'not-read', message: 'The rights of this account have not been read yet.' })

/** Whether the account may call `removeRelayer`. */
export function isFreezer(generator: GeneratorModel, account: Address): Leaf<boolean> {
  const { members } = generator.roles.freezer
  const own = members.items.map((member) => map(member.account, (holder) => isAddressEqual(holder, account)))
  // Without the length nothing proves that the list is whole.
  return some([...own, map(members.length, () => false)])
}

/** Whether the account holds PAUSER_ROLE on the timelock itself. */
export function isPauser({ timelock }: Model, account: Address): Leaf<boolean> {
  return timelock.holders.find(({ id }) => id === `PAUSER_ROLE-${account}`)?.active ?? notAsked
}

/** Whether the account may stop BeamState itself: IMMEDIATE role, held by the Core Council. */
export function isImmediate({ configurator }: Model, account: Address): Leaf<boolean> {
  return configurator.users.find(({ id }) => id === account)?.immediate ?? notAsked
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

/** Whether the account is a cBEAM paired with the Generator's RateLimits or with its Diamond. */
export function isCBeam(
  generator: GeneratorModel,
  account: Address,
  of: 'rateLimits' | 'controller',
): Leaf<boolean> {
  return generator.scope.pairs.find(({ id }) => id === `${of}-${account}`)?.active ?? notAsked
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

function isRelayer(generator: GeneratorModel, account: Address): Leaf<boolean> {
  const { members } = generator.roles.relayer
  const own = members.items.map((member) => map(member.account, (holder) => isAddressEqual(holder, account)))
  return some([...own, map(members.length, () => false)])
}
