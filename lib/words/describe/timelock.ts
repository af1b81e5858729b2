import type { Hex } from 'viem'
import type { KeptOperation, OperationListFacts } from '@/lib/console/facts'
import { formatExact } from '@/lib/format'
import type { WordsOf } from '../leaf-words'
import { told } from '../values'

const hash = told<Hex>((id) => (/^0x0+$/.test(id) ? 'none' : id))
const all = <T>(text: (item: T) => string) =>
  told<readonly T[]>((list) => (list.length === 0 ? 'none' : list.map(text).join(', ')))
const texts = all<string>(String)

/** Words for the list of pending operations that a timelock keeps. */
export const listWords: WordsOf<OperationListFacts> = {
  first: ['First operation that the timelock lists', hash],
  ids: ['Operations that the timelock lists', texts],
}

/** Words for the content of a pending operation that a timelock keeps. */
export const keptWords: WordsOf<KeptOperation> = {
  next: ['the operation listed after it', hash],
  targets: ['contracts that it calls', texts],
  values: ['value of each call', all<bigint>((value) => `${formatExact(value, 0)} wei`)],
  payloads: ['data of each call', texts],
  predecessor: ['operation that has to be done first', hash],
  salt: ['salt', hash],
}
