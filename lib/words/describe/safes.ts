import { type Address, getAddress } from 'viem'
import type { ConsoleModel } from '@/lib/console/model'
import type { NameOf } from '../limits'
import { count, flag, plain, told, type ValueWords } from '../values'

const approval = flag('approved', 'not approved')
const addresses = told<readonly Address[]>((list) => list.join(', ') || 'none')

/** What a leaf of a Safe is, and how its values are told; null for a path that no Safe has. */
export function describeSafe(
  [id, part = '', ...rest]: readonly string[],
  { safes }: Pick<ConsoleModel, 'safes'>,
  nameOf: NameOf,
): readonly [label: string, words: ValueWords] | null {
  const safe = safes.find((entry) => entry.id === id)
  if (!safe) return null
  if (part === 'multiSend') {
    return rest[0] === 'hash'
      ? [`Code hash of MultiSendCallOnly, for ${safe.name}`, plain]
      : [`Code size of MultiSendCallOnly, for ${safe.name}`, count('byte')]
  }
  if (part === 'control') {
    const [label, words] = controls[rest.join('/')] ?? []
    return label && words ? [`${label} of ${safe.name}`, words] : null
  }
  if (part === 'watched') {
    const [hash, kind, owner] = rest
    if (hash === undefined) return null
    if (kind === 'onChain') return [`Hash by ${safe.name} of its transaction ${hash}`, plain]
    if (owner === undefined) return null
    return [`Approval by ${nameOf(getAddress(owner))} of ${safe.name}'s transaction ${hash}`, approval]
  }
  const found = parts[part]
  return found ? [`${found[0]} of ${safe.name}`, found[1]] : null
}

const bytes = count('byte')
const controls: Readonly<Record<string, readonly [label: string, words: ValueWords]>> = {
  'proxy/hash': ['Code hash of the proxy', plain],
  'proxy/size': ['Code size of the proxy', bytes],
  singleton: ['Singleton', told(String)],
  'singletonCode/hash': ['Code hash of the singleton', plain],
  'singletonCode/size': ['Code size of the singleton', bytes],
  modules: ['Modules', addresses],
  modulesNext: ['Rest of the list of modules', told(String)],
  guard: ['Guard, as stored', plain],
  handler: ['Fallback handler, as stored', plain],
  'handlerCode/hash': ['Code hash of the fallback handler', plain],
  'handlerCode/size': ['Code size of the fallback handler', bytes],
}

const parts: Readonly<Record<string, readonly [label: string, words: ValueWords]>> = {
  owners: ['Owners', addresses],
  threshold: ['Threshold', count('approval')],
  nonce: ['Nonce', told(String)],
  version: ['Version', plain],
  domainSeparator: ['Domain separator', plain],
}
