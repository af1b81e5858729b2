import { type Address, type Hex, isAddressEqual, keccak256, stringToHex, toHex } from 'viem'
import { almProxyAbi, legacyMigrationFacetAbi, migrationMomAbi } from '@/lib/abi'
import { debtState } from '@/lib/console/derive/debt'
import { places, sets, timed } from '@/lib/console/effects'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { MigrationModel } from '@/lib/console/model/migration'
import type { PrimeModel } from '@/lib/console/model/primes'
import { afterDrip, type DebtState } from '@/lib/debt'
import { foreignWires, type MigrationStep } from '@/lib/governance'
import { combine, every, type Leaf, map, unknown } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { excess, type Rad, rad } from '@/lib/math'
import { PHASES, type Phase } from '@/lib/migration'
import { leavesAutoLine } from '../auto-line-rule'
import { emits, NO_WORD, noteOf, word } from '../emits'
import type { ToldCall } from '../execute-operation/takes-effect'
import { dripNotes } from '../mcd-events'
import { retired } from './planned-retirement'

const CONTROLLER = keccak256(stringToHex('CONTROLLER'))

/** Where a step takes place. */
interface Where {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  readonly migration: MigrationModel
  /** Who makes the step: the pause proxy. */
  readonly by: Address
  readonly step: MigrationStep
}

/**
 * What a step of a migration does to a Prime of this deployment: to start its dual-run, to record its ceilings anew, to cut
 * it over, to retire it. Scheduling makes a record of ilks of which nothing was read before, so it is not stated. Source:
 * `MigrationActions`, DOMAIN.md §7.
 */
export function tellStep(step: MigrationStep, model: ConsoleModel): ToldCall {
  const { wiring } = step
  const generator = model.generators.find(({ id }) => isAddressEqual(id, wiring.diamond))
  const prime = generator?.primes.find(({ addresses }) => isAddressEqual(addresses.almProxy, step.prime))
  if (!generator || !prime?.migration) return `${step.prime} is no Prime of this deployment that migrates`
  const foreign = foreignWires(wiring, {
    diamond: generator.id,
    mom: generator.migrationMom ?? model.governance?.addresses.migrationMom ?? null,
    vat: model.mcd.addresses.vat,
    autoLine: model.mcd.addresses.autoLine,
    beamState: generator.unit,
  })
  const [wire] = foreign
  if (wire) return `it works on ${wire.found}, which is not the ${wire.part} of this deployment`
  const proxy = model.governance?.pause?.proxy
  if (!proxy?.ok) return 'which account takes the step is not read'
  const where = { model, generator, prime, migration: prime.migration, by: proxy.value, step }
  switch (step.name) {
    case 'startDualRun':
      return startDualRun(where)
    case 'recordCeilings':
      return recorded(where)
    case 'cutOver':
      return cutOver(where)
    case 'retire':
      return retired(where)
    case 'schedule':
      return 'what MigrationMom closed and listed of an ilk before it is scheduled is not read, so what the step changes is not known'
  }
}

/** A step of which something could not be read is not stated by halves. */
const unread = (what: string): string => `${what} could not be read, so what the step changes is not known`

function startDualRun(where: Where): ToldCall {
  const { generator, prime, by, model } = where
  const own = places.generators(generator.id).primes(prime.id)
  const { generatorOnProxy } = prime.wires
  const ceilings = recorded(where)
  if (typeof ceilings === 'string') return ceilings
  if (!generatorOnProxy.ok) return unread(`Whether the Diamond holds CONTROLLER of ${prime.name}`)
  const almProxy = prime.addresses.almProxy
  // Where governance does not administer the ALMProxy the step reverts, so what passes has granted it.
  const granted = generatorOnProxy.value
    ? { effects: [], events: [] }
    : {
        effects: [sets(own.wires.generatorOnProxy, true)],
        events: [
          emits(almProxy, almProxyAbi, 'RoleGranted', {
            ...{ role: CONTROLLER, account: generator.id, sender: by },
          }),
        ],
      }
  return {
    effects: [
      ...granted.effects,
      sets(own.migration.phase, numberOf('DualRun')),
      timed(own.migration.dualRunAt, model.time),
      ...ceilings.effects,
    ],
    events: [
      ...granted.events,
      emits(generator.id, legacyMigrationFacetAbi, 'DualRunStarted', { prime: almProxy }),
      ...ceilings.events,
    ],
  }
}

/** The ceilings that a rollback restores are recorded anew, and MigrationMom lists what is recorded. */
function recorded({ generator, prime, migration, step }: Where): ToldCall {
  const own = places.generators(generator.id).primes(prime.id).migration.ilks
  const ilks = ilksOf(migration, prime)
  if (!ilks.ok) return unread(`A legacy ilk of ${prime.name}`)
  const { mom } = step.wiring
  const listed = ilks.value.filter((ilk) => ilk.listed !== ilk.line)
  return {
    effects: [
      ...ilks.value.map(({ id, line }) => sets(own.items(id).ceiling, line)),
      ...listed.map(({ id, line }) => sets(own.items(id).listed, line)),
    ],
    events: [
      emits(generator.id, legacyMigrationFacetAbi, 'CeilingsRecorded', {
        prime: prime.addresses.almProxy,
        ilks: ilks.value.map(({ ilk, allocatorVault, line }) => ({ ilk, allocatorVault, ceiling: line })),
      }),
      ...listed.map(({ ilk, line }) =>
        line === 0n
          ? emits(mom, migrationMomAbi, 'Delist', { ilk })
          : emits(mom, migrationMomAbi, 'List', { ilk, ceiling: line }),
      ),
    ],
  }
}

/** The legacy ilks leave AutoLine, their ceilings become 0, and that of all debt falls by as much. */
function cutOver({ model, generator, prime, migration, step }: Where): ToldCall {
  const own = places.generators(generator.id).primes(prime.id)
  const { Line, addresses } = model.mcd
  const found = combine({ ilks: ilksOf(migration, prime), Line }, (known) => known)
  if (!found.ok) return unread(`A ceiling of ${prime.name}`)
  const open = found.value.ilks.filter(({ line }) => line > 0n)
  let total = found.value.Line
  const closed = open.map((one) => {
    total = excess(total, one.line)
    return { ...one, total }
  })
  const rules = found.value.ilks.map(({ ilk }) => leavesAutoLine(step.wiring.autoLine, ilk, model))
  const dripped = attempt(drippable(found.value.ilks, prime, model), (states) => dripAll(states, model))
  if (!dripped.ok) return unread(`The fees of a legacy ilk of ${prime.name}`)
  return {
    effects: [
      ...rules.flatMap(({ effects }) => effects),
      ...open.flatMap(({ id }) => [
        sets(own.legacy(id).line, rad(0n)),
        sets(own.migration.ilks.items(id).closed, true),
      ]),
      ...(open.length > 0 ? [sets(places.mcd.Line, total)] : []),
      // The cutover checks the way back, for which it books the fees of each ilk that a rollback would restore.
      ...dripped.value.ilks.flatMap(({ id, rate, rho }) => [
        timed(own.legacy(id).rate, rate),
        timed(own.legacy(id).rho, rho),
      ]),
      ...(dripped.value.ilks.length > 0 ? [timed(places.mcd.debt, dripped.value.debt)] : []),
      sets(own.migration.phase, numberOf('CutOver')),
      timed(own.migration.cutOverAt, model.time),
    ],
    events: [
      ...rules.flatMap(({ events }) => events),
      ...closed.flatMap(({ ilk, line, total: left }) => [
        noteOf(addresses.vat, 'file(bytes32,bytes32,uint256)', [ilk, text('line'), NO_WORD]),
        noteOf(addresses.vat, 'file(bytes32,uint256)', [text('Line'), word(toHex(left)), NO_WORD]),
        emits(step.wiring.mom, migrationMomAbi, 'Close', { ilk, line }),
      ]),
      ...dripped.value.ilks.flatMap(({ ilk }) => dripNotes(model, ilk)),
      emits(generator.id, legacyMigrationFacetAbi, 'PrimeCutOver', { prime: prime.addresses.almProxy }),
    ],
  }
}

/** The debt of each ilk of which a ceiling is recorded, before the fees that the step books. */
function drippable(ilks: readonly Ilk[], { legacy }: PrimeModel, { mcd }: ConsoleModel) {
  const named = ilks.filter(({ ceiling }) => ceiling > 0n).map(({ id }) => id)
  return every(
    legacy
      .filter(({ id }) => named.includes(id))
      .map((one) => map(debtState(one, mcd), (state) => ({ id: one.id, ilk: one.ilk, state }))),
  )
}

/** @throws Uint256Error where the Jug reverts for a number out of range */
function dripAll(states: readonly { id: string; ilk: Hex; state: DebtState }[], { mcd, time }: ConsoleModel) {
  let debt = mcd.debt.ok ? mcd.debt.value : rad(0n)
  const ilks = states.map(({ id, ilk, state }) => {
    const after = afterDrip({ ...state, vat: { ...state.vat, debt } }, time)
    debt = after.vat.debt
    return { id, ilk, rate: after.ilk.rate, rho: after.jug.rho }
  })
  return { ilks, debt }
}

const numberOf = (phase: Phase): number => PHASES.indexOf(phase)
const text = (name: string): Hex => stringToHex(name, { size: 32 })

/** A legacy ilk in the order of the record, with its ceiling in the Vat and the one that MigrationMom lists. */
interface Ilk {
  readonly id: string
  readonly ilk: Hex
  readonly allocatorVault: Address
  readonly line: Rad
  readonly listed: Rad
  /** What is recorded of it [rad]; 0 for one to which no way back is promised. */
  readonly ceiling: Rad
}

const notOfPrime = unknown({
  kind: 'not-read',
  message: 'The deployment file names no such legacy ilk of the Prime.',
})

function ilksOf({ ilks }: MigrationModel, { legacy }: PrimeModel): Leaf<readonly Ilk[]> {
  const items = ilks.items.map(({ id, ilk, allocatorVault, listed, ceiling }) => {
    const line = legacy.find((one) => one.id === id)?.line ?? notOfPrime
    return combine({ ilk, allocatorVault, listed, ceiling, line }, (known): Ilk => ({ id, ...known }))
  })
  return combine({ length: ilks.length, items: every(items) }, (known) => known.items)
}
