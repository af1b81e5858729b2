import type { Facts } from '@/lib/console/facts'
import { leavesOf } from '@/lib/leaf/leaves'
import type { ChainService } from './chain-service'

/** Answer of `/api/health`. */
export interface Health {
  /** There is a reading, its node still answers, and the chain moves on. */
  readonly ok: boolean
  /** Why it is not ok, in words. */
  readonly problem: string | null
  readonly chainId: number
  readonly block: { readonly number: number; readonly hash: string; readonly timestamp: number } | null
  /** Time since this server first saw the block [s]. */
  readonly ageSeconds: number | null
  readonly rpc: readonly {
    readonly label: string
    readonly state: string
    readonly problem: string | null
    readonly latencyMs: number | null
    readonly blockNumber: number | null
    /** What contradicts what it says, in words. */
    readonly dissent: string | null
  }[]
}

export function healthOf(service: ChainService): Health {
  const { live, ageSeconds } = service
  const { nodes } = service.status()
  const problem = unfitness(service)
  return {
    ok: problem === null,
    problem,
    chainId: service.deployment.chainId,
    block: live && {
      number: Number(live.reading.block.number),
      hash: live.reading.block.hash,
      timestamp: Number(live.reading.block.timestamp),
    },
    ageSeconds: ageSeconds === null ? null : Math.round(ageSeconds * 10) / 10,
    rpc: nodes.map((node) => ({
      ...node,
      blockNumber: node.blockNumber === null ? null : Number(node.blockNumber),
    })),
  }
}

function unfitness(service: ChainService): string | null {
  const { nodes, isStale, lastError, dissent } = service.status()
  if (nodes.every(({ state }) => state !== 'ok')) {
    return `No node can be read (${nodes.map(({ label, problem }) => `${label}: ${problem}`).join('; ')}).`
  }
  if (!service.live) return lastError ?? 'Nothing was read yet.'
  if (isSilent(service.live.facts)) {
    return `No call at block ${service.live.reading.block.number} gave a value: the node answers, but not for the contracts.`
  }
  if (dissent) return dissent
  if (isStale) return `No new block for ${Math.floor(service.ageSeconds ?? 0)} s.`
  return null
}

const silent = new WeakMap<Facts, boolean>()

/** Whether no call to any contract gave a value that could be read. */
function isSilent(facts: Facts): boolean {
  const isOfCall = (id: number) => facts.sources[id]?.kind === 'call'
  const found = silent.get(facts) ?? !leavesOf(facts).some(({ leaf }) => leaf.ok && leaf.from.some(isOfCall))
  silent.set(facts, found)
  return found
}
