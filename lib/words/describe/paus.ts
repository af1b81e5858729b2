import type { Address, Hex } from 'viem'
import type {
  AgentFacts,
  AllocatorFacts,
  IntegrationFacts,
  MemberList,
  PauFacetFacts,
  StrangerFacts,
  WireFact,
} from '@/lib/console/facts/pau'
import type { PauFunction, PauModel } from '@/lib/console/model/paus'
import { plural } from '@/lib/format'
import { labelled, type WordsOf } from '../leaf-words'
import type { NameOf } from '../limits'
import { count, flag, plain, told } from '../values'
import { relayerWords } from './roles'

const yes = flag('yes', 'no')

const members = (one: string, many: string): WordsOf<MemberList> => ({
  length: [many, count('account')],
  items: (id) => ({ account: [`${one} ${id}`, plain] }),
})

/** The controllers of a Prime, each by its id; null for one that it does not have. */
export function pausWords(
  controllers: readonly PauModel[],
  name: string,
  nameOf: NameOf,
): (id: string) => WordsOf<PauModel> | null {
  return (id) => {
    const pau = controllers.find((one) => one.id === id)
    if (pau === undefined) return null
    const whose = controllers.length > 1 ? `${nameOf(pau.id)} of ${name}` : name
    return labelled(pauWords(pau, nameOf), (label) => `${label} of ${whose}`)
  }
}

const pauWords = (
  { facets, integrations, beacon, functions, probed, relayers, freezers, agency }: PauModel,
  nameOf: NameOf,
) =>
  ({
    probed: probed && ['Kind of the controller', plain],
    proxy: ['ALMProxy of the controller', plain],
    rateLimits: ['RateLimits of the controller', plain],
    controllerOnProxy: ['CONTROLLER on the ALMProxy', yes],
    controllerOnRateLimits: ['CONTROLLER on the RateLimits', yes],
    facets: facets && {
      length: ['Facets of the controller', count('facet')],
      items: (id) => {
        const found = facets.items.find((one) => one.id === id)
        return found ? facetWords(found, nameOf) : null
      },
    },
    integrations: integrations && {
      length: ['Integrations of the controller', count('integration')],
      items: integrationWords('the controller'),
    },
    beacon: beacon && {
      address: ['Beacon of the controller', plain],
      integrations: {
        length: ['Integrations of the Beacon of the controller', count('integration')],
        items: integrationWords('the Beacon of the controller'),
      },
    },
    functions: functions && ['Function names of the controller', told(functionText)],
    relayers: relayers && relayerWords(relayers),
    freezers: freezers && members('Freezer of the controller', 'Freezers of the controller'),
    agency: agency && {
      accessControls: ['AccessControls of the controller', plain],
      allocators: {
        length: ['Holders of ALLOCATOR_ROLE', count('holder')],
        items: (id) => {
          const found = agency.allocators.items.find((one) => one.id === id)
          return found ? allocatorWords(found, nameOf) : null
        },
      },
    },
    admins: members('Admin of the controller', 'Admins of the controller'),
  }) satisfies WordsOf<PauModel>

const functionText = (functions: readonly PauFunction[]): string =>
  functions.map(({ selector, signature }) => signature ?? `unknown ${selector}`).join(', ') || 'none'

/** A facet that the controller names has that name; one that it lists has its address. */
function facetWords({ id, selectors }: PauFacetFacts, nameOf: NameOf): WordsOf<PauFacetFacts> {
  const facet = `facet ${selectors === null ? id : nameOf(id as Address)} of the controller`
  const functions = told<readonly Hex[]>((list) => plural(list.length, 'function'))
  return {
    address: [`Address of ${facet}`, plain],
    selectors: selectors && [`Functions of ${facet}`, functions],
  }
}

const integrationWords =
  (whose: string) =>
  (id: Hex): WordsOf<IntegrationFacts> => ({
    facet: [`Facet of the integration ${id} of ${whose}`, plain],
    wires: [`Wires of the integration ${id} of ${whose}`, told<readonly WireFact[]>(wireText)],
  })

const wireText = (wires: readonly WireFact[]): string =>
  wires.map(({ callSelector, delegateSelector }) => `${callSelector} as ${delegateSelector}`).join(', ') ||
  'none'

const allocatorWords = ({ id, agent }: AllocatorFacts, nameOf: NameOf): WordsOf<AllocatorFacts> => ({
  account: [`Holder ${id} of ALLOCATOR_ROLE`, plain],
  code: {
    hash: [`Code hash of the agent ${nameOf(id as Address)}`, plain],
    size: [`Code size of the agent ${nameOf(id as Address)}`, count('byte')],
  },
  agent: agent && labelled(agentWords, (label) => `${label} of the agent ${nameOf(id as Address)}`),
})

const agentWords: WordsOf<AgentFacts> = {
  actors: members('Actor', 'Actors'),
  revokers: members('Revoker', 'Revokers'),
  admins: members('Admin', 'Admins'),
}

/** Whoever else an event made a controller of an ALMProxy. */
export const strangerWords =
  (name: string, nameOf: NameOf) =>
  (id: string): WordsOf<StrangerFacts> => ({
    active: [`CONTROLLER of ${nameOf(id as Address)} on the ALMProxy of ${name}`, yes],
  })
