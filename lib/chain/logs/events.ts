import {
  type Abi,
  type AbiEvent,
  type Address,
  getAddress,
  type Hex,
  keccak256,
  parseEventLogs,
  toEventSelector,
  toHex,
} from 'viem'
import {
  adminFacetAbi,
  almProxyAbi,
  beamStateAbi,
  beamTimeLockAbi,
  configuratorAbi,
  diamondCutFacetAbi,
  freezeRegistryAbi,
  rateLimitsAbi,
  srUsdsFacetAbi,
} from '@/lib/abi'
import { type FacetChange, type Learned, learn, type Watchlist } from '@/lib/console/facts/watchlist'
import { type Deployment, freezableOfPrimes, primesOf } from '@/lib/deployment'
import { readNote } from '@/lib/governance'
import { wad } from '@/lib/math'
import { safeAbi } from '@/lib/safe'

/** A log as `eth_getLogs` and `eth_simulateV1` give it. */
export interface RpcLog {
  readonly address: Address
  readonly topics: readonly Hex[]
  readonly data: Hex
  readonly blockNumber: Hex
  readonly blockHash: Hex
  readonly transactionHash: Hex
  readonly transactionIndex: Hex
  readonly logIndex: Hex
}

/** The role under which `Known.grants` keeps who became a ward of BeamState or of the FreezeRegistry. */
export const wardGrant = toHex('ward', { size: 32 })

/** Likewise, what else events of BeamState say of an account. */
export const beamStateGrants = {
  /** Registered as cBEAM. */
  cBeam: toHex('cBeam', { size: 32 }),
  role: (role: number): Hex => toHex(role, { size: 32 }),
} as const

/** Likewise, what events of the FreezeRegistry say: that somebody was frozen. */
const frozenGrant = toHex('frozen', { size: 32 })

/** The contracts whose events the console learns from. */
export function watched(deployment: Deployment): readonly Address[] {
  const pause = deployment.governance?.pause
  return [
    ...deployment.units.flatMap(({ beamState, configurator, timelock, freezeRegistry }) => [
      beamState,
      configurator,
      timelock,
      ...(freezeRegistry ? [freezeRegistry] : []),
    ]),
    ...(pause ? [pause] : []),
    ...deployment.generators.flatMap(({ addresses }) => [
      addresses.diamond,
      addresses.rateLimits,
      addresses.almProxy,
    ]),
    ...proxiesOfPrimes(deployment),
    ...freezableOfPrimes(deployment).map(({ controller }) => controller),
    ...deployment.safes.map(({ address }) => address),
  ]
}

/** The ALMProxies of Primes, each with its own controllers. */
const proxiesOfPrimes = (deployment: Deployment): readonly Address[] =>
  primesOf(deployment).map(({ almProxy }) => almProxy)

/** Adds to what is known from logs, in their order. Logs of other contracts are ignored. */
export function learnFrom(known: Watchlist, deployment: Deployment, logs: readonly RpcLog[]): Watchlist {
  return logs.flatMap((log) => teach(deployment, log)).reduce(learn, known)
}

function teach(deployment: Deployment, log: RpcLog): readonly Learned[] {
  const address = getAddress(log.address)
  for (const { beamState, configurator, timelock, freezeRegistry } of deployment.units) {
    if (address === beamState) return fromBeamState(log, address)
    if (address === configurator) return fromConfigurator(log, address)
    if (address === freezeRegistry) return fromFreezeRegistry(log, address)
    if (address === timelock) return fromTimelock(log, address)
  }
  if (address === deployment.governance?.pause) return fromPause(log)
  for (const { addresses } of deployment.generators) {
    if (address === addresses.rateLimits) return fromRateLimits(log, address)
    if (address === addresses.almProxy) return [...fromAlmProxy(log, address), ...controlsIn(log, address)]
    if (address === addresses.diamond) return fromDiamond(log, address)
  }
  if (proxiesOfPrimes(deployment).includes(address)) return controlsIn(log, address)
  if (freezableOfPrimes(deployment).some(({ controller }) => controller === address))
    return relayersIn(log, address)
  return deployment.safes.some((safe) => safe.address === address) ? fromSafe(log, address) : []
}

function fromSafe(log: RpcLog, safe: Address): readonly Learned[] {
  return parsed(safeAbi, log).map(({ args }) => ({ type: 'approval', safe, hash: args.approvedHash }))
}

function fromRateLimits(log: RpcLog, rateLimits: Address): readonly Learned[] {
  return parsed(rateLimitsAbi, log).flatMap((event): Learned[] => {
    if (event.eventName === 'RoleGranted') {
      const { role, account } = event.args
      return [{ type: 'grant', contract: rateLimits, role, account }]
    }
    return 'key' in event.args ? [{ type: 'limitKey', rateLimits, key: event.args.key }] : []
  })
}

function fromAlmProxy(log: RpcLog, proxy: Address): readonly Learned[] {
  return parsed(almProxyAbi, log).flatMap((event): Learned[] =>
    event.eventName === 'RoleGranted'
      ? [{ type: 'grant', contract: proxy, role: event.args.role, account: event.args.account }]
      : [],
  )
}

const controllerRole = keccak256(toHex('CONTROLLER'))

function controlsIn(log: RpcLog, almProxy: Address): readonly Learned[] {
  return parsed(almProxyAbi, log).flatMap((event): Learned[] =>
    event.eventName === 'RoleGranted' && event.args.role === controllerRole
      ? [{ type: 'control', almProxy, controller: event.args.account }]
      : [],
  )
}

const relayerRole = keccak256(toHex('RELAYER'))

/** Whom a Diamond made a relayer. */
function relayersIn(log: RpcLog, contract: Address): readonly Learned[] {
  return parsed(adminFacetAbi, log).flatMap((event): Learned[] =>
    event.eventName === 'RoleGranted' && event.args.role === relayerRole
      ? [{ type: 'grant', contract, role: relayerRole, account: event.args.account }]
      : [],
  )
}

function fromBeamState(log: RpcLog, contract: Address): readonly Learned[] {
  const pair = { type: 'pair', beamState: contract } as const
  return parsed(beamStateAbi, log).flatMap((event): Learned[] => {
    switch (event.eventName) {
      case 'Rely':
        return [{ type: 'grant', contract, role: wardGrant, account: event.args.usr }]
      case 'AddCBeam':
        return [{ type: 'grant', contract, role: beamStateGrants.cBeam, account: event.args.cBeam }]
      case 'SetUserRole':
        return [
          { type: 'grant', contract, role: beamStateGrants.role(event.args.role), account: event.args.who },
        ]
      case 'SetCBeamForRateLimits':
        return [{ ...pair, kind: 'rateLimits', target: event.args.rateLimits_, cBeam: event.args.cBeam }]
      case 'SetCBeamForController':
        return [{ ...pair, kind: 'controller', target: event.args.controller, cBeam: event.args.cBeam }]
      case 'AddInitRateLimits':
        return [
          {
            ...{ type: 'init', beamState: contract },
            ...{ key: event.args.key, rateLimits: event.args.rateLimits_ },
          },
        ]
      case 'AddInitControllerActions':
        return [
          {
            ...{ type: 'approved', beamState: contract, blockNumber: BigInt(log.blockNumber) },
            ...{ key: event.args.key, controller: event.args.controller },
          },
        ]
      default:
        return []
    }
  })
}

function fromConfigurator(log: RpcLog, configurator: Address): readonly Learned[] {
  const at = { blockNumber: BigInt(log.blockNumber), logIndex: Number(log.logIndex) }
  return parsed(configuratorAbi, log).flatMap((event): Learned[] => {
    if (event.eventName !== 'CallControllerAction') return []
    const { controller, data } = event.args
    return [{ type: 'run', configurator, controller, data, ...at }]
  })
}

function fromFreezeRegistry(log: RpcLog, contract: Address): readonly Learned[] {
  return parsed(freezeRegistryAbi, log).flatMap((event): Learned[] => {
    switch (event.eventName) {
      case 'Freeze':
        return [{ type: 'grant', contract, role: frozenGrant, account: event.args.beam }]
      case 'Rely':
        return [{ type: 'grant', contract, role: wardGrant, account: event.args.usr }]
      default:
        return []
    }
  })
}

function fromTimelock(log: RpcLog, contract: Address): readonly Learned[] {
  const at = { timelock: contract, blockNumber: BigInt(log.blockNumber), logIndex: Number(log.logIndex) }
  return parsed(beamTimeLockAbi, log).flatMap((event): Learned[] => {
    switch (event.eventName) {
      case 'CallScheduled':
        return [{ type: 'timelock', log: { ...at, eventName: event.eventName, args: event.args } }]
      case 'CallSalt':
        return [{ type: 'timelock', log: { ...at, eventName: event.eventName, args: event.args } }]
      case 'CallExecuted':
      case 'Cancelled':
        return [{ type: 'timelock', log: { ...at, eventName: event.eventName, args: { id: event.args.id } } }]
      case 'RoleGranted':
        return [{ type: 'grant', contract, role: event.args.role, account: event.args.account }]
      default:
        return []
    }
  })
}

function fromPause(log: RpcLog): readonly Learned[] {
  const note = readNote(log)
  if (note === null) return []
  const at = { blockNumber: BigInt(log.blockNumber), logIndex: Number(log.logIndex) }
  return [{ type: 'plan', log: { ...note, ...at } }]
}

const cutActions: readonly FacetChange['action'][] = ['add', 'replace', 'remove']

function fromDiamond(log: RpcLog, diamond: Address): readonly Learned[] {
  const granted = parsed(adminFacetAbi, log).flatMap((event): Learned[] => {
    if (event.eventName !== 'RoleGranted') return []
    return [{ type: 'grant', contract: diamond, role: event.args.role, account: event.args.account }]
  })
  const cut = parsed(diamondCutFacetAbi, log).flatMap((event): Learned[] => {
    if (event.eventName !== 'DiamondCut') return []
    return event.args.diamondCut.map(({ facetAddress, action, functionSelectors }) => ({
      type: 'cut',
      diamond,
      blockNumber: BigInt(log.blockNumber),
      transactionHash: log.transactionHash,
      facet: facetAddress,
      action: cutActions[action] ?? 'remove',
      selectors: functionSelectors,
    }))
  })
  return [...granted, ...cut, ...settledBy(log, diamond)]
}

/** What a Diamond did with the queues of srUSDS. */
function settledBy(log: RpcLog, diamond: Address): readonly Learned[] {
  const blockNumber = BigInt(log.blockNumber)
  return parsed(srUsdsFacetAbi, log).flatMap((event): Learned[] => {
    switch (event.eventName) {
      case 'QueuesLocked': {
        const { time: at, subscribe, redeem } = event.args
        return [{ type: 'lock', event: { diamond, blockNumber, at, subscribe, redeem } }]
      }
      case 'Settled': {
        const { day, settlement } = event.args
        const { time: at, fallbackUsed, subscribeSettled: subscribe, redeemSettled: redeem } = settlement
        const amounts = {
          ...{ rateBefore: wad(settlement.rateBefore), rateAfter: wad(settlement.rateAfter) },
          ...{ factor: wad(settlement.factor), haircut: wad(settlement.haircut) },
          ...{ capacity: wad(settlement.capacity), netted: wad(settlement.netted) },
          ...{ subscribed: wad(settlement.subscribed), minted: wad(settlement.minted) },
          ...{ redeemed: wad(settlement.redeemed), paid: wad(settlement.paid) },
        }
        const made = { diamond, blockNumber, day, at, subscribe, redeem, fallbackUsed }
        return [{ type: 'settlement', event: { ...made, ...amounts } }]
      }
      default:
        return []
    }
  })
}

function parsed<const abi extends Parameters<typeof parseEventLogs>[0]['abi']>(abi: abi, log: RpcLog) {
  const [topic] = log.topics
  const events = (topic && eventsOf(abi).get(topic)) ?? []
  return parseEventLogs({ abi: events as unknown as abi, logs: [log as never] })
}

const eventsByTopic = new WeakMap<object, ReadonlyMap<Hex, readonly AbiEvent[]>>()

/** The events of an ABI by their topic, hashed once, since the last blocks are read again in every block. */
function eventsOf(abi: Abi | readonly unknown[]): ReadonlyMap<Hex, readonly AbiEvent[]> {
  const there = eventsByTopic.get(abi)
  if (there) return there
  const events = (abi as Abi).filter((item): item is AbiEvent => item.type === 'event')
  const byTopic = new Map<Hex, readonly AbiEvent[]>()
  for (const event of events) {
    const topic = toEventSelector(event)
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), event])
  }
  eventsByTopic.set(abi, byTopic)
  return byTopic
}
