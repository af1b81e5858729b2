import { type Address, isAddressEqual } from 'viem'
import { plural } from '@/lib/format'
import { combine, every, type Leaf, map, some } from '@/lib/leaf'
import { everyRelayerAsked, type FrozenBeam, foreignFreezes, frozenBeams } from '../derive/beams'
import type { GuardianFacts } from '../facts/guardians'
import type { Unchecked } from '../model'
import type { Check } from '../model/check'

type Model = Unchecked

/** Whom guardians froze, and whether their council can do what it is for. None where there is no council. */
export function guardianChecks(model: Model): readonly Check[] {
  const { guardians } = model.configurator
  return guardians === null ? [] : [frozenCheck(model, guardians), ...councilChecks(model, guardians)]
}

function frozenCheck(model: Model, { members, threshold }: GuardianFacts): Check {
  const beams = frozenBeams(model)
  const whole = every<unknown>([everyRelayerAsked(model), ...beams])
  // One that is known to be frozen is red, whatever could not be read of the others.
  const foreign = foreignFreezes(model)
  const frozen = beams.filter(
    (beam): beam is Leaf<FrozenBeam> & { ok: true } => beam.ok && beam.value !== null,
  )
  return {
    id: 'guardians/frozen',
    area: 'emergency',
    says: {
      holds: 'No relayer, cBEAM or aBEAM is frozen by a guardian',
      fails: `Guardians froze ${plural(frozen.length + foreign.length, 'account')} with a role`,
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
                ({ account, label, beamState }) =>
                  `${account} (${label}): by the guardians of another BeamState, ${beamState}.`,
              ),
            ].join(' '),
          )
        : map(whole, () => 'None.'),
    expected: 'No freeze of an account that holds a role',
    remedy:
      'It keeps its roles and can use none of them. Guardians lift it with lift(address), or governance.',
    shownAt: { page: 'emergency' },
  }
}

const frozenWords = ({ account, roles, votes }: FrozenBeam, threshold: bigint, members: number) =>
  `${account} (${roles.map(({ label }) => label).join(', ')}): ${votes} of the ${threshold} votes that lift it, of ${members} guardians.`

function councilChecks({ configurator }: Model, guardians: GuardianFacts): readonly Check[] {
  const { beamState, timelock } = configurator.addresses
  const { council, members, threshold } = guardians
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
      found: map(found, (yes) => (yes ? 'Yes.' : 'No.')),
      expected: 'Yes.',
      remedy,
    })
  const others = configurator.users.filter(({ id }) => id !== council)
  const unseen = configurator.asked.filter(({ id }) => !configurator.users.some((user) => user.id === id))
  const alone = combine(
    // Who has no role at all has not this one either; whose roles could not be read may have it.
    { held: every(others.map(({ guardian }) => guardian)), none: every(unseen.map(({ roles }) => roles)) },
    ({ held }) => held,
  )
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
      'role',
      {
        holds: 'The council of guardians holds the GUARDIAN role of BeamState',
        fails: 'The council of guardians lacks the GUARDIAN role of BeamState',
      },
      guardians.guardianRole,
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
    check('alone', {
      says: {
        holds: 'Nobody besides the council holds the GUARDIAN role of BeamState',
        fails: 'Somebody besides the council holds the GUARDIAN role of BeamState',
      },
      holds: map(alone, (held) => !held.includes(true)),
      found: map(
        alone,
        (held) => others.flatMap(({ id }, index) => (held[index] ? [id] : [])).join(', ') || 'None.',
      ),
      expected: `Only ${council}`,
      remedy: 'It lifts alone what many guardians should lift together.',
    }),
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
        (known) => `${known.members.length} guardians, ${known.threshold} needed.`,
      ),
      expected: 'As many guardians as have to agree, or more',
      remedy: 'Until governance seats more of them, only governance lifts a freeze.',
    }),
  ]
}
