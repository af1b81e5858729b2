import { type Address, type Hex, toFunctionSelector } from 'viem'
import { controllerAbi, diamondLoupeFacetAbi, dispatchedPauAbi, mainnetControllerAbi } from '@/lib/abi'
import type { PrimeWireFacts } from '@/lib/console/facts/primes'
import type { ControllerDeployment } from '@/lib/deployment'
import { field, type Leaf, map } from '@/lib/leaf'
import { limitKeyOf } from '@/lib/limits'
import type { Ask } from '../../read/ask'
import { readerOf } from './probe'

const takeSelector = toFunctionSelector('takeFromSparkVault(address,uint256)')
const takeCall = toFunctionSelector('sparkVault_take(address,uint256)')

/** How a controller takes from a vault, and what it calls the limits of taking and returning. */
export interface Takes extends Pick<PrimeWireFacts, 'takeFacet' | 'takeKey' | 'returnKey'> {
  /** The whole keys; null where they follow from the names of limits. */
  readonly keys: { readonly take: Leaf<Hex>; readonly back: Leaf<Hex> } | null
}

export function gatherTakes(ask: Ask, deployed: ControllerDeployment, vault: Address, usds: Address): Takes {
  const { controller } = deployed
  const reader = readerOf(ask, deployed)
  if (!reader.ok) return { takeFacet: reader, takeKey: null, returnKey: null, keys: null }
  switch (reader.value) {
    case 'eip2535':
      return {
        takeFacet: ask.call(controller, diamondLoupeFacetAbi, 'facetAddress', takeSelector),
        takeKey: null,
        returnKey: null,
        keys: null,
      }
    case 'monolithic':
    case 'faceted': {
      const takeKey = ask.call(controller, mainnetControllerAbi, 'LIMIT_SPARK_VAULT_TAKE')
      const returnKey = ask.call(controller, mainnetControllerAbi, 'LIMIT_ASSET_TRANSFER')
      const keys = {
        take: map(takeKey, (name) => limitKeyOf(name, vault)),
        back: map(returnKey, (name) => limitKeyOf(name, usds, vault)),
      }
      return { takeFacet: null, takeKey, returnKey, keys }
    }
    case 'diamond-pau': {
      const dispatch = ask.call(controller, controllerAbi, 'getDispatch', takeCall)
      const take = ask.call(controller, dispatchedPauAbi, 'sparkVault_getTakeRateLimitKey', vault)
      const back = ask.call(
        controller,
        dispatchedPauAbi,
        'transferAsset_getTransferRateLimitKey',
        usds,
        vault,
      )
      return {
        takeFacet: field(dispatch, 'facet'),
        takeKey: take,
        returnKey: back,
        keys: { take, back },
      }
    }
  }
}
