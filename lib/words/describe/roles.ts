import { count, flag, plain } from '../values'
import { type Of, type PathWords, type Rest, say } from './paths'

const roles: Readonly<Record<string, readonly [one: string, many: string]>> = {
  admin: ['Admin', 'Admins'],
  relayer: ['Relayer', 'Relayers'],
  freezer: ['Freezer', 'Freezers'],
}

/** A leaf of a role of a Diamond: who holds it, how many do. */
export function describeRole([role = '', ...rest]: Rest, of: Of): PathWords | null {
  if (role === 'relayer') return describeRelayers(rest, of)
  const [one, many] = roles[role] ?? []
  return rest[1] === 'length' ? say(of(many), count('holder')) : say(of(one), plain)
}

/** A leaf of the relayers of a PAU. */
export function describeRelayers([part, item, account, field]: Rest, of: Of): PathWords | null {
  if (part === 'freezesIn') return say(of('BeamState that is asked whether a relayer is frozen'), plain)
  if (field === 'frozen') return say(of(`Freeze of relayer ${account}`), flag('frozen', 'not frozen'))
  return item === 'length' ? say(of('Relayers'), count('holder')) : say(of('Relayer'), plain)
}
