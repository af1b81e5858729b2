import { isAddressEqual, toFunctionSelector } from 'viem'
import { serves } from '@/lib/console/derive/funnel'
import { unitOf } from '@/lib/console/facts/units'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import { formatDuration } from '@/lib/format'
import { every, given, type Leaf, map, orElse, some } from '@/lib/leaf'

type Model = Pick<ConsoleModel, 'units' | 'governance'>

const SET_RELAYER = toFunctionSelector('setRelayer(address)')

/**
 * How a Generator gets a relayer again, by what this deployment allows at the moment: through a cBEAM and
 * ControllerOperators, or through whoever administers the Diamond.
 */
export function newRelayerWords(generator: GeneratorModel, model: Model): string {
  const obstacles = obstaclesOf(generator, model)
  const known = obstacles.filter(({ stands }) => stands.ok && stands.value)
  const unread = obstacles.some(({ stands }) => !stands.ok)
  const byCBeam =
    known.length > 0
      ? `No cBEAM can set a relayer: ${known.map(({ why }) => why).join('; ')}`
      : unread
        ? 'Whether a cBEAM can set a relayer with setRelayer could not be read'
        : 'A cBEAM of the Diamond sets a new relayer with setRelayer, at once'
  return `${byCBeam}; ${byAdmin(generator, model)}.`
}

interface Obstacle {
  readonly why: string
  readonly stands: Leaf<boolean>
}

function obstaclesOf(generator: GeneratorModel, model: Model): readonly Obstacle[] {
  const { configurator } = unitOf(model, generator)
  const paired = generator.scope.pairs.filter(({ kind }) => kind === 'controller').map(({ active }) => active)
  const { operatorsOnDiamond } = generator.wires
  if (operatorsOnDiamond === null) {
    return [{ why: 'the deployment has no ControllerOperators', stands: given(true) }]
  }
  const isNot = (leaf: Leaf<boolean>) => map(leaf, (yes) => !yes)
  return [
    { why: 'BeamState is stopped', stands: configurator.stopped },
    { why: 'the Diamond has no setRelayer', stands: isNot(serves(generator, SET_RELAYER)) },
    {
      why: 'ControllerOperators does not hold OPERATORS on the Diamond',
      stands: isNot(operatorsOnDiamond),
    },
    { why: 'none is paired with the Diamond', stands: isNot(some(paired)) },
  ]
}

function byAdmin({ roles }: GeneratorModel, { governance }: Model): string {
  const { length, items } = roles.admin.members
  const members = every<unknown>([length, ...items.map(({ account }) => account)])
  if (!members.ok) return 'who administers the Diamond could not be read'
  const admins = items.flatMap(({ account }) => (account.ok ? [account.value] : []))
  const [first] = admins
  if (first === undefined) return 'nobody administers the Diamond'
  const proxy = governance?.addresses.pauseProxy
  if (!proxy || !admins.some((admin) => isAddressEqual(admin, proxy))) {
    return `${admins.join(', ')} can grant RELAYER as admin of the Diamond`
  }
  const delay = governance.pause ? orElse(governance.pause.delay, null) : null
  return `governance can grant RELAYER by spell${delay === null ? '' : `, ${formatDuration(delay)} after it is plotted`}`
}
