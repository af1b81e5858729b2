import { adminFacetAbi, controllerAbi, diamondLoupeFacetAbi, facetedControllerAbi } from '@/lib/abi'
import type { ControllerDeployment, PauReader } from '@/lib/deployment'
import { given, type Leaf, unknown } from '@/lib/leaf'
import type { Ask } from '../../read/ask'
import { roleHash } from '../roles'

/**
 * How a controller is read: as the deployment file says, else by what the controller answers. Each kind has a function
 * that no other has, but for the oldest, which is told by its relayers and by having none of those.
 * @returns unknown where one that would decide was not answered, and where nothing fits
 */
export function readerOf(
  ask: Ask,
  { reader, controller }: Pick<ControllerDeployment, 'reader' | 'controller'>,
): Leaf<PauReader> {
  if (reader !== null) return given(reader)
  const signs: readonly (readonly [PauReader, Leaf<unknown>])[] = [
    ['eip2535', ask.call(controller, diamondLoupeFacetAbi, 'facets')],
    ['diamond-pau', ask.call(controller, controllerAbi, 'integrations')],
    ['faceted', ask.call(controller, facetedControllerAbi, 'usdsFacet')],
    ['monolithic', ask.call(controller, adminFacetAbi, 'getRoleMemberCount', roleHash('RELAYER'))],
  ]
  const from = signs.flatMap(([, sign]) => sign.from)
  for (const [kind, sign] of signs) {
    if (sign.ok) return { ok: true, value: kind, from }
    // It may have the function after all.
    if (['not-read', 'being-read'].includes(sign.reason.kind)) return unknown(sign.reason, from)
  }
  return unknown({ kind: 'undecodable', message: 'It answers as no known kind of controller does.' }, from)
}
