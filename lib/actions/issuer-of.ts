import type { Address } from 'viem'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { SrUsdsModel } from '@/lib/console/model/srusds'
import { address } from './stored'

/** A request about the srUSDS of one Generator. */
export interface IssuerTarget {
  /** Its Diamond. */
  readonly generator: Address
}

export const issuerFields = { generator: address }

/** A Generator with the srUSDS that it issues. */
export interface Issuer {
  readonly generator: GeneratorModel
  readonly srUsds: SrUsdsModel
}

/** The Generator that a request names, with its srUSDS; null where the model does not have it, or it issues none. */
export function issuerOf(
  { generator: id }: IssuerTarget,
  { generators }: Pick<ConsoleModel, 'generators'>,
): Issuer | null {
  const generator = generators.find((one) => one.id === id)
  return generator?.srUsds ? { generator, srUsds: generator.srUsds } : null
}
