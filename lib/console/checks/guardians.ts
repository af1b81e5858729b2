import { type Address, isAddressEqual } from 'viem'
import { plural } from '@/lib/format'
import { combine, every, type Leaf, map, some } from '@/lib/leaf'
import { grantWords } from '@/lib/words/rights'
import {
  type BeamRole,
  everyRelayerAsked,
  type FrozenBeam,
  foreignFreezes,
  frozenBeams,
} from '../derive/beams'
import type { GuardianFacts } from '../facts/guardians'
import type { ConfiguratorUnit, Unchecked } from '../model'
import type { Check } from '../model/check'
import { checkIn } from './check-in'

type Model = Unchecked

/** Whom guardians froze, and whether their council can do its job. Empty where there is no council. */
export function guardianChecks(model: Model): readonly Check[] {
  return model.units.flatMap((unit) => {
    const { guardians } = unit.configurator
    if (guardians === null) return []
    const beams = frozenBeams(model, unit)
    const checks = [
      frozenCheck(model, unit, guardians, beams),
      leftCheck(beams),
      ...councilChecks(unit, guardians),
      wardsCheck(model, guardians),
    ]
    return checks.map((check) => checkIn(model, unit, check))
  })
}

type Frozen = Leaf<FrozenBeam> & { readonly ok: true }

const isFrozen = (beam: Leaf<FrozenBeam | null>): beam is Frozen => beam.ok && beam.value !== null

function frozenCheck(
  model: Model,
  unit: ConfiguratorUnit,
  { members, threshold }: GuardianFacts,
  beams: readonly Leaf<FrozenBeam | null>[],
): Check {
  const whole = every<unknown>([everyRelayerAsked(model, unit), ...beams])
  // An account that is known to be frozen is red, whatever could not be read of the others.
  const foreign = foreignFreezes(model, unit)
  const frozen = beams.filter(isFrozen)
  return {
    id: 'guardians/frozen',
    area: 'emergency',
    says: {
      holds: 'No relayer, cBEAM or aBEAM is frozen by a guardian',
      fails: `Guardians froze ${plural(frozen.length + foreign.length, 'account')}`,
    },
    level: 'critical',
    holds: map(
      some([
        ...frozen.map((beam) => map(beam, () => true)),
        ...foreign.map((freeze) => map(freeze, () => true)),
        map(whole, () => false),
      ]),
      (any) => !any,
    ),
    found:
      frozen.length + foreign.length > 0
        ? combine({ own: every(frozen), others: every(foreign), threshold, members }, (known) =>
            [
              ...known.own.map((beam) => frozenWords(beam, known.threshold, known.members.length)),
              ...known.others.map(
                ({ account, label, registry }) =>
                  `${account} (${label}): by the guardians of another FreezeRegistry, ${registry}.`,
              ),
            ].join(' '),
          )
        : map(whole, () => 'None.'),
    expected: 'No freeze of a relayer, or of an account that it took something from',
    remedy:
      'A frozen relayer keeps its role and cannot use it; a cBEAM or an aBEAM lost what is named. Guardians give it back with lift(address). Governance can too, by giving it anew.',
    shownAt: { page: 'emergency' },
  }
}

/** A freeze takes the pairs that it names, and somebody may pair a frozen account anew. */
function leftCheck(beams: readonly Leaf<FrozenBeam | null>[]): Check {
  const open = beams.filter(isFrozen).filter(({ value }) => value.left.length > 0)
  return {
    id: 'guardians/left',
    area: 'emergency',
    says: {
      holds: 'What guardians froze has nothing left in BeamState',
      fails: `${plural(open.length, 'frozen account')} can still act through BeamState`,
    },
    level: 'critical',
    holds: map(
      some([...open.map((beam) => map(beam, () => true)), map(every(beams), () => false)]),
      (any) => !any,
    ),
    found:
      open.length > 0
        ? map(every(open), (list) =>
            list.map(({ account, left }) => `${account} (${labels(left)}).`).join(' '),
          )
        : map(every(beams), () => 'None.'),
    expected: 'No pair and no role in BeamState of an account that is frozen',
    remedy: 'Any guardian freezes it once more, of what it has left.',
    shownAt: { page: 'emergency' },
  }
}

const labels = (roles: readonly BeamRole[]) => roles.map(({ label }) => label).join(', ')

const frozenWords = ({ account, relayer, taken, votes }: FrozenBeam, threshold: bigint, members: number) => {
  const concerned = labels([...relayer, ...taken])
  return `${account}${concerned && ` (${concerned})`}: ${votes} of the ${threshold} votes that lift it, of ${plural(members, 'guardian')}.`
}

/** A ward of the registry freezes and lifts alone, whatever the guardians vote. */
function wardsCheck({ governance }: Model, { council, wards }: GuardianFacts): Check {
  const expected = [council, governance?.addresses.pauseProxy].filter((at) => at != null)
  const active = map(every(wards.map(({ id, active }) => map(active, (is) => (is ? [id] : [])))), (all) =>
    all.flat(),
  )
  const others = map(active, (all) => all.filter((id) => !expected.includes(id)))
  return {
    id: 'guardians/wards',
    area: 'emergency',
    level: 'critical',
    says: {
      holds: 'Only the guardians together and governance lift a freeze',
      fails: others.ok
        ? `${plural(others.value.length, 'account')} besides governance and the council can lift any freeze alone`
        : 'Who can lift a freeze alone is not known',
    },
    holds: map(others, (all) => all.length === 0),
    found: map(active, (all) => all.join(', ') || 'No ward of the FreezeRegistry.'),
    expected: expected.join(', '),
    remedy: 'Governance takes it away with deny(address) of the FreezeRegistry.',
    shownAt: { page: 'emergency' },
  }
}

function councilChecks({ configurator }: ConfiguratorUnit, guardians: GuardianFacts): readonly Check[] {
  const { beamState, timelock } = configurator.addresses
  const { members, threshold } = guardians
  const check = (
    name: string,
    part: Pick<Check, 'says' | 'holds' | 'found' | 'expected' | 'remedy'>,
  ): Check => ({
    id: `guardians/${name}`,
    area: 'emergency',
    level: 'attention',
    shownAt: { page: 'emergency' },
    ...part,
  })
  const same = (name: string, says: Check['says'], found: Leaf<Address>, expected: Address, remedy: string) =>
    check(name, {
      says,
      holds: map(found, (at) => isAddressEqual(at, expected)),
      found: map(found, String),
      expected,
      remedy,
    })
  const flag = (name: string, says: Check['says'], found: Leaf<boolean>, remedy: string) =>
    check(name, {
      says,
      holds: found,
      found: map(found, grantWords),
      expected: grantWords(true),
      remedy,
    })
  return [
    same(
      'beam-state',
      {
        holds: 'The council of guardians freezes in this BeamState',
        fails: 'The council of guardians freezes in another BeamState',
      },
      guardians.beamState,
      beamState,
      'Its freezes take effect elsewhere.',
    ),
    same(
      'registry',
      {
        holds: 'The council of guardians records freezes in this FreezeRegistry',
        fails: 'The council of guardians records freezes in another FreezeRegistry',
      },
      guardians.freezeRegistry,
      guardians.registry,
      'The Diamonds here do not ask where it freezes.',
    ),
    same(
      'timelock',
      {
        holds: 'The council of guardians cancels in this timelock',
        fails: 'The council of guardians cancels in another timelock',
      },
      guardians.timelock,
      timelock,
      'It cancels what is queued elsewhere.',
    ),
    flag(
      'ward-of-beam-state',
      {
        holds: 'The council of guardians is a ward of BeamState',
        fails: 'The council of guardians is no ward of BeamState',
      },
      guardians.wardOfBeamState,
      'No guardian can take anything from a cBEAM or an aBEAM, and none can give it back.',
    ),
    flag(
      'ward-of-registry',
      {
        holds: 'The council of guardians is a ward of the FreezeRegistry',
        fails: 'The council of guardians is no ward of the FreezeRegistry',
      },
      guardians.wardOfRegistry,
      'No guardian can freeze a BEAM, and none can lift a freeze.',
    ),
    flag(
      'canceller',
      {
        holds: 'The council of guardians may cancel in the timelock',
        fails: 'The council of guardians may not cancel in the timelock',
      },
      guardians.canceller,
      'No guardian can cancel what is queued.',
    ),
    check('enough', {
      says: {
        holds: 'The guardians are enough to lift a freeze',
        fails:
          members.ok && threshold.ok
            ? `${plural(members.value.length, 'guardian')} cannot lift a freeze, which takes ${threshold.value}`
            : 'The guardians are too few to lift a freeze',
      },
      holds: combine({ members, threshold }, (known) => BigInt(known.members.length) >= known.threshold),
      found: combine(
        { members, threshold },
        (known) => `${plural(known.members.length, 'guardian')}, ${known.threshold} needed.`,
      ),
      expected: 'As many guardians as have to agree, or more',
      remedy: 'Until governance seats more of them, only governance lifts a freeze.',
    }),
  ]
}
