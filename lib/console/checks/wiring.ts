import { type Address, hexToString, isAddressEqual } from 'viem'
import { formatExact } from '@/lib/format'
import { type Leaf, map } from '@/lib/leaf'
import { MAX_UINT256 } from '@/lib/math'
import { grantWords, registeredWords } from '@/lib/words/rights'
import { ofUnit, unitOf } from '../facts/units'
import type { ConfiguratorUnit, GeneratorModel, Unchecked } from '../model'
import type { Check } from '../model/check'
import { checkIn } from './check-in'
import { pairingChecks } from './pairing'
import { onlyNamed } from './paus'

type Part = Pick<Check, 'holds' | 'found' | 'expected' | 'remedy'>

/** Makes checks of the wiring of one thing. */
function makers(id: Address, shownAt: Check['shownAt']) {
  const check = (name: string, says: Check['says'], part: Part): Check => ({
    id: `wiring/${name}/${id}`,
    area: 'wiring',
    says,
    level: 'critical',
    shownAt,
    ...part,
  })
  const address = (
    name: string,
    says: Check['says'],
    found: Leaf<Address>,
    expected: Address,
    remedy: string,
  ) =>
    check(name, says, {
      holds: map(found, (value) => isAddressEqual(value, expected)),
      found: map(found, String),
      expected,
      remedy,
    })
  const flag = (
    name: string,
    says: Check['says'],
    found: Leaf<boolean>,
    remedy: string,
    told: (held: boolean) => string = grantWords,
  ) => check(name, says, { holds: found, found: map(found, told), expected: told(true), remedy })
  return { check, address, flag }
}

/** Whether each contract of the PAU is connected to the next one as the deployment says. */
export function wiringChecks(generator: GeneratorModel, model: Unchecked): readonly Check[] {
  const { id, addresses, wires, scope, diamond } = generator
  const { check, address, flag } = makers(id, { page: 'diamond' })
  return [
    check(
      'diamond-code',
      { holds: 'The Diamond has code', fails: 'The Diamond has no code' },
      {
        holds: map(diamond.code.size, (size) => size > 0n),
        found: map(diamond.code.size, (size) => `${size} bytes`),
        expected: 'More than 0 bytes',
        remedy: 'The deployment file names the wrong address, or the wrong chain is connected.',
      },
    ),
    address(
      'proxy',
      { holds: 'The Diamond acts through the ALMProxy', fails: 'The Diamond acts through another ALMProxy' },
      wires.proxy,
      addresses.almProxy,
      'Operations act on other funds than the ones shown here.',
    ),
    address(
      'rate-limits',
      {
        holds: 'The Diamond is bound by the RateLimits',
        fails: 'The Diamond is bound by another RateLimits',
      },
      wires.rateLimits,
      addresses.rateLimits,
      'The limits shown here do not bind the relayer.',
    ),
    address(
      'vault',
      {
        holds: 'The Diamond draws on the AllocatorVault',
        fails: 'The Diamond draws on another AllocatorVault',
      },
      wires.vault,
      addresses.allocatorVault,
      'Minting draws on another ilk than the one shown here.',
    ),
    address(
      'buffer',
      { holds: 'The Diamond uses the AllocatorBuffer', fails: 'The Diamond uses another AllocatorBuffer' },
      wires.buffer,
      addresses.allocatorBuffer,
      'Minted USDS arrives in another buffer.',
    ),
    address(
      'usds',
      { holds: 'The Diamond handles USDS', fails: 'The Diamond handles another token than USDS' },
      wires.usds,
      addresses.usds,
      'The Diamond mints and burns another token.',
    ),
    flag(
      'controller-proxy',
      {
        holds: 'The Diamond holds CONTROLLER on the ALMProxy',
        fails: 'The Diamond does not hold CONTROLLER on the ALMProxy',
      },
      wires.controllerOnProxy,
      'No operation of the relayer can run.',
    ),
    flag(
      'controller-rate-limits',
      {
        holds: 'The Diamond holds CONTROLLER on the RateLimits',
        fails: 'The Diamond does not hold CONTROLLER on the RateLimits',
      },
      wires.controllerOnRateLimits,
      'Every rate-limited operation reverts.',
    ),
    flag(
      'configurator-rate-limits',
      {
        holds: 'The Configurator administers the RateLimits',
        fails: 'The Configurator does not administer the RateLimits',
      },
      wires.configuratorOnRateLimits,
      'A cBEAM cannot change limits, not even lower them.',
    ),
    flag(
      'configurator-diamond',
      {
        holds: 'The Configurator may pass approved calls on to the Diamond',
        fails: 'The Configurator may not pass approved calls on to the Diamond',
      },
      wires.configuratorOnDiamond,
      'A cBEAM can run no approved call, a rollback included.',
    ),
    ...(wires.operatorsOnDiamond
      ? [
          flag(
            'operators-diamond',
            {
              holds: 'ControllerOperators may set relayer and freezer',
              fails: 'ControllerOperators may set neither relayer nor freezer',
            },
            wires.operatorsOnDiamond,
            'A cBEAM cannot replace relayer or freezer.',
          ),
        ]
      : []),
    flag(
      'proxy-ward',
      {
        holds: 'The ALMProxy is authorised on the AllocatorVault',
        fails: 'The AllocatorVault does not authorise the ALMProxy',
      },
      wires.proxyWardOnVault,
      'Minting and burning USDS revert.',
    ),
    check(
      'buffer-allowance',
      {
        holds: 'The ALMProxy may move USDS out of the AllocatorBuffer',
        fails: 'The ALMProxy may move only a part of its USDS out of the AllocatorBuffer',
      },
      {
        holds: map(wires.bufferAllowance, (allowance) => allowance >= 2n ** 255n),
        found: map(wires.bufferAllowance, (allowance) =>
          allowance === MAX_UINT256 ? 'Unlimited.' : `${formatExact(allowance, 0)} smallest units.`,
        ),
        expected: 'An unlimited allowance',
        remedy: 'Minting reverts once the allowance is used up.',
      },
    ),
    check(
      'ilk',
      {
        holds: 'The AllocatorVault works on the Generator ilk',
        fails: 'The AllocatorVault works on another ilk',
      },
      {
        holds: map(wires.vaultIlk, (ilk) => ilk === wires.ilk),
        found: map(wires.vaultIlk, (ilk) => hexToString(ilk, { size: 32 })),
        expected: hexToString(wires.ilk, { size: 32 }),
        remedy: 'The debt shown here is not the debt of this Generator.',
      },
    ),
    vatLive(id, wires.vatLive, { page: 'diamond' }),
    onlyNamed({
      ...{ id, name: generator.name, almProxy: addresses.almProxy },
      named: [wires.controllerOnProxy],
      strangers: generator.strangers,
      shownAt: { page: 'diamond' },
    }),
    flag(
      'registered-rate-limits',
      {
        holds: 'The RateLimits are registered in BeamState',
        fails: 'BeamState does not know the RateLimits',
      },
      scope.rateLimitsRegistered,
      'No new cBEAM can be paired with these RateLimits.',
      registeredWords,
    ),
    flag(
      'registered-controller',
      { holds: 'The Diamond is registered in BeamState', fails: 'BeamState does not know the Diamond' },
      scope.controllerRegistered,
      'No new cBEAM can be paired with this Diamond.',
      registeredWords,
    ),
    ...pairingChecks(generator),
    ...unitChecks(id, unitOf(model, generator), { page: 'diamond' }),
  ]
}

/** Whether MCD works. */
function vatLive(id: Address, found: Leaf<bigint>, shownAt: Check['shownAt']): Check {
  return makers(id, shownAt).check(
    'vat-live',
    { holds: 'The Vat is live', fails: 'The Vat is caged' },
    {
      holds: map(found, (live) => live === 1n),
      found: map(found, (live) => `live = ${live}`),
      expected: 'live = 1',
      remedy:
        'MCD is shut down: nothing is drawn or repaid, no fee is dripped, and AutoLine raises no ceiling any more.',
    },
  )
}

/** Whether the contracts of the Configurator Unit are those of each other. */
function unitChecks(
  id: Address,
  { configurator, mom }: ConfiguratorUnit,
  shownAt: Check['shownAt'],
): readonly Check[] {
  const { address, flag } = makers(id, shownAt)
  const { beamState, timelock } = configurator.addresses
  const timelockUser = configurator.users.find((user) => user.id === timelock)
  return [
    address(
      'beam-state',
      { holds: 'The Configurator reads this BeamState', fails: 'The Configurator reads another BeamState' },
      configurator.beamState,
      beamState,
      'cBEAM rights shown here are not the ones that count.',
    ),
    ...(configurator.operatorsBeamState
      ? [
          address(
            'operators-beam-state',
            {
              holds: 'ControllerOperators reads this BeamState',
              fails: 'ControllerOperators reads another BeamState',
            },
            configurator.operatorsBeamState,
            beamState,
            'cBEAM rights shown here are not those by which relayer and freezer are replaced.',
          ),
        ]
      : []),
    address(
      'mom-timelock',
      { holds: 'PASMom pauses this timelock', fails: 'PASMom pauses another timelock' },
      mom.timelock,
      timelock,
      'An emergency pause through PASMom would pause another timelock.',
    ),
    ...(timelockUser
      ? [
          flag(
            'timelock-delayed',
            { holds: 'The timelock holds the DELAYED role', fails: 'The timelock lacks the DELAYED role' },
            timelockUser.delayed,
            'Nothing that is scheduled can take effect.',
          ),
        ]
      : []),
  ]
}

/** The wiring of Units that have no Generator, and of MCD where none has one: what a Generator's own would say of it. */
export function wiringWithoutGenerator(model: Unchecked): readonly Check[] {
  const { generators, units } = model
  const shownAt = { page: 'overview' } as const
  const without = units.filter((unit) => ofUnit(generators, unit).length === 0)
  return [
    ...(generators.length === 0 ? [vatLive(model.mcd.addresses.vat, model.mcd.live, shownAt)] : []),
    ...without.flatMap((unit) =>
      unitChecks(unit.configurator.addresses.configurator, unit, shownAt).map((check) => ({
        ...check,
        says: checkIn(model, unit, check).says,
      })),
    ),
  ]
}
