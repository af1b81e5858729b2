import { type Address, type Hex, isAddressEqual, toFunctionSelector, zeroAddress } from 'viem'
import { andThen, combine, every, given, type Leaf, map, some } from '@/lib/leaf'
import { memo } from '@/lib/leaf/memo'
import type { RelayerState } from '@/lib/vaults'
import type { AgencyFacts, AllocatorFacts, MemberList, PauFacts } from '../facts/pau'
import type { PrimeFacts } from '../facts/primes'
import type { Signatures } from '../model'
import type { PauModel, Paus } from '../model/paus'
import { canOperate, holdsRole, relayerState } from './beams'

/** Whether somebody can operate a controller, by the rule of its kind. */
export function operatorState({
  relayers,
  agency,
}: Pick<PauFacts, 'relayers' | 'agency'>): Leaf<RelayerState> {
  if (relayers !== null) return relayerState(relayers)
  return agency === null ? given('none') : map(agencyActs(agency), (acts) => (acts ? 'active' : 'none'))
}

/** Whether an agent has an actor, or an account without code holds the role itself. */
function agencyActs({ allocators: { length, items } }: AgencyFacts): Leaf<boolean> {
  const acting = every(items.map(allocatorActs))
  return combine({ length, acting }, ({ acting: list }) => list.includes(true))
}

const allocatorActs = ({ account, code, agent }: AllocatorFacts): Leaf<boolean> =>
  agent === null
    ? combine({ account, size: code.size }, () => true)
    : map(agent.actors.length, (count) => count > 0)

/** Whether one account can operate a controller. */
export function operates({ relayers, agency }: PauFacts, account: Address): Leaf<boolean> {
  if (relayers !== null) return canOperate(relayers, account)
  if (agency === null) return given(false)
  const { length, items } = agency.allocators
  return some([
    ...items.map(({ account: holder, agent }) =>
      agent === null
        ? map(holder, (own) => isAddressEqual(own, account))
        : holdsRole({ members: agent.actors }, account),
    ),
    map(length, () => false),
  ])
}

/** The agents that operate a controller. */
export const agentsOf = ({ agency }: Pick<PauFacts, 'agency'>): readonly Address[] =>
  (agency?.allocators.items ?? []).flatMap(({ account, agent }) =>
    agent !== null && account.ok ? [account.value] : [],
  )

/** The agent through which an account operates a controller; null where it does so itself, or through none known. */
export function agentOf({ agency }: Pick<PauFacts, 'agency'>, account: Address): Address | null {
  const items = agency?.allocators.items ?? []
  if (items.some(({ account: own, agent }) => agent === null && own.ok && own.value === account)) return null
  const through = items.find(({ agent }) => agent !== null && listedIn(agent.actors).includes(account))
  return through?.account.ok ? through.account.value : null
}

/** An account that can operate a controller now, with the call that ends it. */
export interface Operator {
  readonly account: Address
  /** `removeActor` of the agent, or `removeRelayer` of the controller; null where only an admin can end it. */
  readonly endedBy: { readonly contract: Address; readonly call: 'removeRelayer' | 'removeActor' } | null
}

/** Everybody who is known to operate a controller, each once for every contract that lets them. */
export function operatorsOf({
  id,
  relayers,
  agency,
}: Pick<PauFacts, 'id' | 'relayers' | 'agency'>): readonly Operator[] {
  if (relayers !== null) {
    const endedBy = { contract: id, call: 'removeRelayer' } as const
    return listedIn(relayers.members).map((account) => ({ account, endedBy }))
  }
  return (agency?.allocators.items ?? []).flatMap(({ account, agent }): Operator[] => {
    if (!account.ok) return []
    if (agent === null) return [{ account: account.value, endedBy: null }]
    const endedBy = { contract: account.value, call: 'removeActor' } as const
    return listedIn(agent.actors).map((actor) => ({ account: actor, endedBy }))
  })
}

/** The accounts of a list that could be read. */
export const listedIn = ({ items }: MemberList): readonly Address[] =>
  items.flatMap(({ account }) => (account.ok ? [account.value] : []))

/** The lists that have to be read in full before it is known who operates a controller. */
export function operatorLists({
  relayers,
  agency,
}: Pick<PauFacts, 'relayers' | 'agency'>): readonly MemberList[] {
  if (relayers !== null) return [relayers.members]
  if (agency === null) return []
  return [
    agency.allocators,
    ...agency.allocators.items.flatMap(({ agent }) => (agent === null ? [] : [agent.actors])),
  ]
}

/** Whether a controller can move the funds of an ALMProxy: it holds CONTROLLER there, and somebody operates it. */
export function canMove(pau: Pick<PauFacts, 'controllerOnProxy' | 'relayers' | 'agency'>): Leaf<boolean> {
  return andThen(pau.controllerOnProxy, (controls) =>
    controls ? map(operatorState(pau), (state) => state === 'active') : given(false),
  )
}

/** Whether the controller has the function that takes from a vault. Rests on what its kind tells of it. */
export function takes({ wires: { takeFacet, takeKey } }: Pick<PrimeFacts, 'wires'>): Leaf<boolean> {
  if (takeFacet !== null) return map(takeFacet, (facet) => facet !== zeroAddress)
  // A fixed controller has the name of the limit only where it has the function.
  return takeKey === null ? given(false) : map(takeKey, () => true)
}

const returnCalls = {
  eip2535: toFunctionSelector('transferAsset(address,address,uint256)'),
  'diamond-pau': toFunctionSelector('transferAsset_transfer(address,address,uint256)'),
} as const

/** Whether the controller has the function that returns to a vault. Rests on what its kind tells of it. */
export function returns({
  controllers: [controller],
  wires: { returnKey },
}: Pick<PrimeFacts, 'wires' | 'controllers'>): Leaf<boolean> {
  const { reader, facets, integrations } = controller
  if (reader === 'eip2535' && facets !== null) {
    const lists = every(facets.items.flatMap(({ selectors }) => selectors ?? []))
    return combine({ length: facets.length, lists }, (known) =>
      known.lists.flat().includes(returnCalls.eip2535),
    )
  }
  if (reader === 'diamond-pau' && integrations !== null) {
    const lists = every(integrations.items.map(({ wires }) => wires))
    return combine({ length: integrations.length, lists }, (known) =>
      known.lists.flat().some(({ callSelector }) => callSelector === returnCalls['diamond-pau']),
    )
  }
  // A fixed controller has the name of the limit only where it has the function.
  return returnKey === null ? given(false) : map(returnKey, () => true)
}

/** A controller with its functions named, once for each picture. */
export const derivePau = memo(
  (pau: PauFacts, signatures: Signatures): PauModel => ({
    ...pau,
    functions: functionsOf(pau, signatures),
  }),
)

/** All controllers of a Prime, in their order. */
export function derivePaus([first, ...others]: PrimeFacts['controllers'], signatures: Signatures): Paus {
  return [derivePau(first, signatures), ...others.map((pau) => derivePau(pau, signatures))]
}

function functionsOf({ facets, integrations }: PauFacts, signatures: Signatures): PauModel['functions'] {
  const named = (selector: Hex) => signatures.get(selector) ?? null
  if (facets?.items.some(({ selectors }) => selectors === null)) return null
  if (facets !== null) {
    const served = every(
      facets.items.flatMap(({ address, selectors }) =>
        selectors === null
          ? []
          : [
              combine({ facet: address, list: selectors }, ({ facet, list }) =>
                list.map((selector) => ({ selector, signature: named(selector), facet, as: null })),
              ),
            ],
      ),
    )
    return combine({ length: facets.length, served }, (known) => known.served.flat())
  }
  if (integrations === null) return null
  const served = every(
    integrations.items.map(({ facet, wires }) =>
      combine({ facet, wires }, (known) =>
        known.wires.map(({ callSelector, delegateSelector }) => ({
          selector: callSelector,
          signature: named(callSelector),
          facet: known.facet,
          as: delegateSelector === callSelector ? null : delegateSelector,
        })),
      ),
    ),
  )
  return combine({ length: integrations.length, served }, (known) => known.served.flat())
}
