import type { Address } from 'viem'
import type { SafeControlFacts, SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import { labelled, type WordsOf } from '../leaf-words'
import type { NameOf } from '../limits'
import { count, flag, plain, told } from '../values'

const approval = flag('approved', 'not approved')
const addresses = told<readonly Address[]>((list) => list.join(', ') || 'none')
const bytes = count('byte')

/** Words for a Safe; null where the model does not have it. */
export function safeWords(
  id: Address,
  { safes }: Pick<ConsoleModel, 'safes'>,
  nameOf: NameOf,
): WordsOf<SafeFacts> | null {
  const safe = safes.find((entry) => entry.id === id)
  if (!safe) return null
  const { name } = safe
  return {
    ...labelled(own, (label) => `${label} of ${name}`),
    multiSend: {
      hash: [`Code hash of MultiSendCallOnly, for ${name}`, plain],
      size: [`Code size of MultiSendCallOnly, for ${name}`, bytes],
    },
    watched: (hash) => ({
      onChain: [`Hash by ${name} of its transaction ${hash}`, plain],
      approvals: (owner) => ({
        approved: [`Approval by ${nameOf(owner)} of ${name}'s transaction ${hash}`, approval],
      }),
    }),
  }
}

const control: WordsOf<SafeControlFacts> = {
  proxy: { hash: ['Code hash of the proxy', plain], size: ['Code size of the proxy', bytes] },
  singleton: ['Singleton', plain],
  singletonCode: { hash: ['Code hash of the singleton', plain], size: ['Code size of the singleton', bytes] },
  modules: ['Modules', addresses],
  modulesNext: ['Rest of the list of modules', plain],
  guard: ['Guard, as stored', plain],
  handler: ['Fallback handler, as stored', plain],
  handlerCode: {
    hash: ['Code hash of the fallback handler', plain],
    size: ['Code size of the fallback handler', bytes],
  },
}

const own: Omit<WordsOf<SafeFacts>, 'multiSend' | 'watched'> = {
  owners: ['Owners', addresses],
  threshold: ['Threshold', count('approval')],
  nonce: ['Nonce', plain],
  version: ['Version', plain],
  domainSeparator: ['Domain separator', plain],
  control,
}
