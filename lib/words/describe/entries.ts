import { type Address, zeroAddress } from 'viem'
import type { ApprovalFacts, InitFacts } from '@/lib/console/facts'
import { partsOf } from '@/lib/console/facts/entries'
import type { ConsoleModel } from '@/lib/console/model'
import type { WordsOf } from '../leaf-words'
import { limitTitle, type NameOf } from '../limits'
import { amount, flag } from '../values'

/** Words for an initial limit of BeamState, which may be one that is only set by what is described. */
export function initWords(
  id: string,
  { generators }: Pick<ConsoleModel, 'generators'>,
  nameOf: NameOf,
): WordsOf<InitFacts> {
  const [rateLimits, key] = partsOf(id)
  const limit = generators.flatMap(({ limits }) => limits).find((one) => one.id === key)
  const title = limit ? limitTitle(limit, nameOf) : `Limit ${key}`
  const of = `${title}, init for ${whose(rateLimits, 'RateLimits', nameOf)}`
  return {
    maxAmount: [`${of}, maximum`, amount(limit?.unit ?? null)],
    slope: [`${of}, slope`, amount(limit?.unit ?? null, '/s')],
  }
}

/** Words for an approval of BeamState, which may be one that is only given by what is described. */
export function approvalWords(id: string, nameOf: NameOf): WordsOf<ApprovalFacts> {
  const [controller, key] = partsOf(id)
  const of = `Approval of call ${key} on ${whose(controller, 'controller', nameOf)}`
  return { active: [of, flag('approved', 'not approved')] }
}

const whose = (address: Address, kind: 'RateLimits' | 'controller', nameOf: NameOf): string =>
  address === zeroAddress ? `every ${kind}` : nameOf(address)
