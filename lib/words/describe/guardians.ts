import { type Address, getAddress } from 'viem'
import type { NameOf } from '../limits'
import { count, flag, plain, told, type ValueWords } from '../values'
import { type PathWords, type Rest, say } from './paths'

const addresses = told<readonly Address[]>((list) => list.join(', ') || 'none')

const parts: Readonly<Record<string, readonly [label: string, words: ValueWords]>> = {
  members: ['Guardians', addresses],
  threshold: ['Guardians who lift a freeze together', count('guardian')],
  beamState: ['BeamState of the council of guardians', plain],
  timelock: ['Timelock of the council of guardians', plain],
  guardianRole: ['Council of guardians may freeze in BeamState', flag('yes', 'no')],
  canceller: ['Council of guardians may cancel in the timelock', flag('yes', 'no')],
}

/** What a leaf of the council of guardians is; null for a path that it does not have. */
export function describeGuardians([part = '', account, field]: Rest, nameOf: NameOf): PathWords | null {
  if (part !== 'beams') {
    const [label, words] = parts[part] ?? []
    return say(label, words)
  }
  if (account === undefined) return null
  const name = nameOf(getAddress(account))
  return field === 'frozen'
    ? say(`Freeze of ${name} by a guardian`, flag('frozen', 'not frozen'))
    : say(`Votes to lift the freeze of ${name}`, count('vote'))
}
