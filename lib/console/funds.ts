import type { Address } from 'viem'
import { type FreezePlan, type FreezeStep, freezePlan, mayFreeze, type Operated } from './derive/freeze-plan'
import { places } from './effects'
import type { GeneratorFacts } from './facts'
import type { MemberList, PauFacts, StrangerFacts } from './facts/pau'
import type { PrimeFacts } from './facts/primes'
import { type Funded, fundedPrimes } from './shared'

/** A Generator, a Prime, or a Prime without a Generator, with everybody who controls its ALMProxy. */
export interface Funds {
  /** Slug of the Prime; null for a Generator. */
  readonly prime: string | null
  readonly name: string
  readonly controllers: readonly Operated[]
  readonly strangers: readonly StrangerFacts[]
  /** Every list of its own operators, with the contract that keeps it and where it stands in the model. */
  readonly lists: readonly OperatorList[]
}

export interface OperatorList {
  readonly contract: Address
  readonly members: MemberList
  readonly place: MembersPlace
}

type MembersPlace = ReturnType<typeof places.generators>['roles']['freezer']['members']

/** A model or facts: who controls what does not depend on time. */
export interface Controlled {
  readonly generators: readonly (Pick<GeneratorFacts, 'id' | 'name' | 'roles' | 'wires' | 'strangers'> & {
    readonly primes: readonly (ControlledPrime & Pick<PrimeFacts, 'wires'>)[]
  })[]
  readonly unfunded: readonly ControlledPrime[]
}

interface ControlledPrime {
  readonly id: string
  readonly name: string
  readonly controllers: readonly PauFacts[]
  readonly strangers: readonly StrangerFacts[]
}

/** The funds of every Generator and Prime, each Generator before its Primes; a Prime that several fund, once. */
export function allFunds({ generators, unfunded }: Controlled): readonly Funds[] {
  const primes = fundedPrimes(generators)
  return [
    ...generators.flatMap((generator) => [
      fundsOfGenerator(generator),
      ...primes.filter(({ at: [first] }) => first.generator === generator).map(fundsOfFunded),
    ]),
    ...unfunded.map((prime) => fundsOfPrime(prime, places.unfunded(prime.id).controllers)),
  ]
}

/** The funds that a freeze is about: those of one Prime, or all. */
export function fundsNamed(controlled: Controlled, prime: string | undefined): readonly Funds[] {
  const all = allFunds(controlled)
  return prime === undefined ? all : all.filter((funds) => funds.prime === prime)
}

type ControlledGenerator = Controlled['generators'][number]

const diamondOf = ({ id, roles, wires }: ControlledGenerator): Operated => ({
  id,
  controllerOnProxy: wires.controllerOnProxy,
  relayers: roles.relayer,
  freezers: roles.freezer.members,
  agency: null,
  admins: roles.admin.members,
})

function fundsOfGenerator(generator: ControlledGenerator): Funds {
  const { id, name, roles, strangers } = generator
  const place = places.generators(id).roles.relayer.members
  return {
    ...{ prime: null, name, controllers: [diamondOf(generator)], strangers },
    lists: [{ contract: id, members: roles.relayer.members, place }],
  }
}

/** One ALMProxy, whichever Generators fund it. Each of them shows its controllers, so that each list has a place there. */
function fundsOfFunded({ at }: Funded<ControlledGenerator>): Funds {
  const [first, ...others] = at.map(({ generator, prime }) =>
    fundsOfPrime(prime, places.generators(generator.id).primes(prime.id).controllers),
  ) as [Funds, ...Funds[]]
  // While a Prime migrates, the Diamond of the Generator to which it moves controls its ALMProxy, too.
  const diamonds = at.map(({ generator, prime }) => ({
    ...diamondOf(generator),
    controllerOnProxy: prime.wires.generatorOnProxy,
  }))
  return {
    ...first,
    controllers: [...first.controllers, ...diamonds],
    lists: [first, ...others].flatMap(({ lists }) => lists),
  }
}

type ControllersPlace = ReturnType<typeof places.unfunded>['controllers']

function fundsOfPrime(
  { id, name, controllers, strangers }: ControlledPrime,
  placeOf: ControllersPlace,
): Funds {
  const lists = controllers.flatMap((pau): OperatorList[] => {
    const place = placeOf(pau.id)
    if (pau.relayers !== null) {
      return [{ contract: pau.id, members: pau.relayers.members, place: place.relayers.members }]
    }
    return (pau.agency?.allocators.items ?? []).flatMap((allocator): OperatorList[] =>
      allocator.agent === null || !allocator.account.ok
        ? []
        : [
            {
              contract: allocator.account.value,
              members: allocator.agent.actors,
              place: place.agency.allocators.items(allocator.id).agent.actors,
            },
          ],
    )
  })
  return { prime: id, name, controllers, strangers, lists }
}

/** What it takes to leave nobody who can move some funds: each call once, whoever shares an agent. */
export function planOf(funds: readonly Funds[]): readonly FreezePlan[] {
  return funds.map(({ controllers, strangers }) => freezePlan(controllers, strangers))
}

/**
 * The calls of a freeze that an account may make, in an order that two owners of a Safe share. One whose right could not
 * be read is among them only where no other is, since it would undo the others if it reverts. For an account that may make
 * none they are all: that it may not is said apart.
 */
export function stepsBy(funds: readonly Funds[], account: Address): readonly FreezeStep[] {
  const asked = stepsOf(funds).map((step) => ({
    step,
    may: mayFreeze(
      step,
      funds.flatMap(({ controllers }) => controllers),
      account,
    ),
  }))
  const known = asked.filter(({ may }) => may.ok && may.value)
  const open = asked.filter(({ may }) => !may.ok)
  const [chosen] = [known, open, asked].filter(({ length }) => length > 0)
  return (chosen ?? []).map(({ step }) => step)
}

/** Every call of a freeze once, in order. */
export function stepsOf(funds: readonly Funds[]): readonly FreezeStep[] {
  const steps = planOf(funds).flatMap((plan) => plan.steps)
  const byCall = new Map(steps.map((step) => [`${step.contract} ${step.account}`, step]))
  return [...byCall].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, step]) => step)
}
