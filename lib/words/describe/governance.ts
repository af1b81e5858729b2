import { type Address, getAddress, zeroAddress } from 'viem'
import type { Executable } from '@/lib/console/model/executable'
import type { PlanState } from '@/lib/governance'
import { executableWords } from '../executable'
import { count, duration, flag, plain, told, type ValueWords } from '../values'
import { type DescribeContext, type PathWords, type Rest, say } from './paths'

const address = told<Address>((at) => (at === zeroAddress ? 'none' : at))
const yes = flag('yes', 'no')

export const planStateWords: Readonly<Record<PlanState, string>> = {
  waiting: 'waiting',
  ready: 'its delay is over',
  executed: 'executed',
  dropped: 'dropped',
  ended: 'executed or dropped',
}

/** Whether anyone can execute something that was decided. */
export const executableTold = told<Executable | null>((found) =>
  found === null ? 'not pending' : executableWords(found),
)

type Parts = Readonly<Record<string, readonly [label: string, words: ValueWords]>>

const pauseParts: Parts = {
  delay: ['Delay of the pause', duration],
  proxy: ['Proxy of the pause', address],
  owner: ['Owner of the pause', address],
  authority: ['Authority of the pause', address],
}

const planParts: Parts = {
  plotted: ['plotted', yes],
  'code/hash': ['code hash', plain],
  'code/size': ['code size', count('byte')],
  state: ['state', told<PlanState>((state) => planStateWords[state])],
  intact: ['code as decided', yes],
  executable: ['execution', executableTold],
}

/** A leaf of governance in words; null for a path that no model has. */
export function describeGovernance(
  [part = '', ...rest]: Rest,
  { nameOf }: DescribeContext,
): PathWords | null {
  switch (part) {
    case 'hat':
      return say('Hat of the Chief', address)
    case 'protegoPause':
      return say('Pause of Protego', address)
    case 'pause':
      return describePause(rest)
    case 'allowlist': {
      const [of, diamond] = rest
      if (of === 'enforced') return say('Allowlist of facets', flag('enforced', 'switched off'))
      return say(diamond && `Allowlist of ${nameOf(getAddress(diamond))}`, address)
    }
    default:
      return null
  }
}

function describePause([part = '', id, ...rest]: Rest): PathWords | null {
  if (part === 'plans') {
    const [label, words] = planParts[rest.join('/')] ?? []
    return say(label && `Plan ${id}, ${label}`, words)
  }
  const [label, words] = pauseParts[part] ?? []
  return say(label, words)
}
