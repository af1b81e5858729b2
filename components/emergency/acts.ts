import type { Address } from 'viem'
import { freezeReason, fundsOf, MAY_NOT } from '@/components/paus/funds'
import { idIn } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel, GeneratorModel } from '@/lib/console/model'
import { replaceableIn } from '@/lib/console/replaceable'
import { beamRows, cBeamRows } from './beams'
import { type Authority, guardiansOf, operatorsOf, pausersOf, stoppersOf } from './may'
import { type Ways, waysToFreeze, waysToReplace, waysToRevoke } from './ways'

interface Of<Kind, Where> {
  readonly kind: Kind
  readonly where: Where
}

/** What can be done in an emergency, and where. */
export type Act = {
  /** Its anchor: everything can be linked to. */
  readonly id: string
  /** Whether the connected account may take it, for all that is known; everybody may be anybody before one connects. */
  readonly yours: boolean
} & (
  | Of<'relayers', GeneratorModel>
  | Of<'funds' | 'vaults', null>
  | Of<'beams' | 'pause' | 'stop' | 'revoke' | 'replace' | 'lift', ConfiguratorUnit>
)

export type FreezeAct = Extract<Act, { readonly kind: 'relayers' | 'funds' | 'beams' }>

export const isFreezeAct = (act: Act): act is FreezeAct =>
  act.kind === 'relayers' || act.kind === 'funds' || act.kind === 'beams'

/** Every act of a deployment: freezes first, then what stops configuration, then the ways back. */
export function actsOf(model: ConsoleModel, account: Address | null): readonly Act[] {
  const { generators, units } = model
  const vaults = generators.flatMap(({ primes }) =>
    primes.flatMap((prime) => (prime.vault.guardrails ? [{ prime, ...prime.vault.guardrails }] : [])),
  )
  const at = (unit: ConfiguratorUnit, id: string) => idIn(model, unit, id)
  const guarded = units.flatMap((unit) => {
    const { guardians } = unit.configurator
    return guardians ? [{ unit, yours: yours(() => guardiansOf(unit, guardians, account)) }] : []
  })
  return [
    ...generators.map((where) => ({
      ...{ id: `freeze-relayers-${where.id}`, kind: 'relayers' as const, where },
      yours: yours(() => waysToFreeze(model, where, account)),
    })),
    ...(fundsOf(model).length === 0
      ? []
      : [
          {
            ...{ id: 'freeze-funds', kind: 'funds' as const, where: null },
            yours: freezeReason(model, undefined, account) !== MAY_NOT,
          },
        ]),
    ...guarded.map(({ unit, yours: own }) => ({
      ...{ id: at(unit, 'freeze-beam'), kind: 'beams' as const, where: unit, yours: own },
    })),
    ...units.flatMap((unit) => [
      {
        ...{ id: at(unit, 'pause-timelock'), kind: 'pause' as const, where: unit },
        yours: yours(() => pausersOf(model, unit, account)),
      },
      {
        ...{ id: at(unit, 'stop-configurator'), kind: 'stop' as const, where: unit },
        yours: yours(() => stoppersOf(model, unit, account)),
      },
    ]),
    ...(vaults.length === 0
      ? []
      : [
          {
            ...{ id: 'pause-vault', kind: 'vaults' as const, where: null },
            yours: vaults.some(({ prime, operators }) =>
              yours(() => operatorsOf(prime, { operators }, account)),
            ),
          },
        ]),
    ...units.flatMap((unit) =>
      cBeamRows(model, unit).length === 0
        ? []
        : [
            {
              ...{ id: at(unit, 'revoke-cbeam'), kind: 'revoke' as const, where: unit },
              yours: yours(() => waysToRevoke(model, unit, account)),
            },
          ],
    ),
    ...units.flatMap((unit) =>
      unit.configurator.addresses.operators === null || replaceableIn(model, unit).length === 0
        ? []
        : [
            {
              ...{ id: at(unit, 'replace-relayer'), kind: 'replace' as const, where: unit },
              yours: yours(() => waysToReplace(model, unit, account)),
            },
          ],
    ),
    ...guarded.flatMap(({ unit, yours: own }) =>
      beamRows(model, unit).some(({ frozen }) => frozen.ok && frozen.value)
        ? [{ ...{ id: at(unit, 'lift-freeze'), kind: 'lift' as const, where: unit, yours: own } }]
        : [],
    ),
  ]
}

/** What is not known does not take an act away from anybody. */
function yours(of: () => Authority | Ways): boolean {
  try {
    const found = of()
    const { own, through } = 'authority' in found ? found.authority : found
    return own === null || !own.ok || own.value || through !== undefined
  } catch {
    // Its card says what went wrong, and the others stand.
    return true
  }
}
