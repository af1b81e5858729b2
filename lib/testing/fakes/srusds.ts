import type { ConsoleModel } from '@/lib/console/model'
import type { ExitId, SrUsdsModel } from '@/lib/console/model/srusds'
import { given, type Leaf } from '@/lib/leaf'

const PARTS: readonly ExitId[] = ['on-time', 'identities', 'rate', 'minter']

/**
 * The model with another srUSDS at every Generator, of which nothing but gate (d) is said.
 * @param parts the parts of the gate that are not simply open; null for a Generator that issues no srUSDS
 */
export function issuing(
  model: ConsoleModel,
  parts: Partial<Record<ExitId, Leaf<boolean>>> | null = {},
): ConsoleModel {
  const exit = PARTS.map((id) => ({ id, holds: parts?.[id] ?? given(true) }))
  const srUsds = parts === null ? null : ({ exitDays: 7, exit } as Partial<SrUsdsModel> as SrUsdsModel)
  return { ...model, generators: model.generators.map((generator) => ({ ...generator, srUsds })) }
}
