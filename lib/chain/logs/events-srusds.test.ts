import { type AbiEvent, encodeAbiParameters, encodeEventTopics, type Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { srUsdsFacetAbi } from '@/lib/abi'
import { nothingKnown } from '@/lib/console/facts/watchlist'
import { WAD } from '@/lib/math'
import { fakeSrUsdsDeployment } from '@/lib/testing/fakes/deployment'
import { learnFrom, type RpcLog } from './events'

const deployment = fakeSrUsdsDeployment()
const diamond = deployment.generators[0]!.addresses.diamond

/** A log of the Diamond. @param values of the parameters without an index */
function logOf(eventName: 'QueuesLocked' | 'Settled', day: bigint, values: readonly unknown[]): RpcLog {
  const item = srUsdsFacetAbi.find((one) => one.type === 'event' && one.name === eventName) as AbiEvent
  const hash: Hex = `0x${'11'.repeat(32)}`
  return {
    address: diamond,
    topics: encodeEventTopics({ abi: srUsdsFacetAbi, eventName, args: { day } }) as Hex[],
    data: encodeAbiParameters(
      item.inputs.filter(({ indexed }) => !indexed),
      values,
    ),
    ...{
      blockNumber: '0x7',
      blockHash: hash,
      transactionHash: hash,
      transactionIndex: '0x0',
      logIndex: '0x0',
    },
  }
}

const settlement = {
  ...{ time: 99n, rateBefore: WAD, factor: WAD, rateAfter: WAD, haircut: 1n, capacity: 2n, netted: 3n },
  ...{ subscribed: 4n, minted: 5n, redeemed: 6n, paid: 7n },
  ...{ subscribeSettled: true, redeemSettled: false, fallbackUsed: true },
}

describe('locks and settlements of srUSDS', () => {
  it('are learned from the events of the Diamond, in their order', () => {
    const logs = [logOf('QueuesLocked', 5n, [88n, false, true]), logOf('Settled', 5n, [settlement])]
    const known = learnFrom(nothingKnown(0n), deployment, logs)
    expect(known.locks).toEqual([{ diamond, at: 88n, blockNumber: 7n, subscribe: false, redeem: true }])
    const { time, subscribeSettled, redeemSettled, ...told } = settlement
    expect(known.settlements).toEqual([
      {
        ...{ ...told, diamond, at: time, blockNumber: 7n, day: 5n },
        ...{ subscribe: subscribeSettled, redeem: redeemSettled },
      },
    ])
  })

  it('are no matter of other contracts', () => {
    const log = { ...logOf('QueuesLocked', 5n, [88n, true, true]), address: deployment.mcd.vat }
    expect(learnFrom(nothingKnown(0n), deployment, [log]).locks).toEqual([])
  })
})
