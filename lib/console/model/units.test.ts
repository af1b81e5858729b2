import { describe, expectTypeOf, it } from 'vitest'
import { debtNow, headroom } from '@/lib/debt'
import { formatCompact, formatExact } from '@/lib/format'
import { given, type Leaf } from '@/lib/leaf'
import {
  add,
  mul,
  mulDown,
  RAY,
  type Rad,
  radToWadDown,
  type Seconds,
  type Shares,
  type Wad,
  wad,
} from '@/lib/math'
import { progressOf } from '@/lib/migration'
import { debtState, NOW } from '@/lib/testing/states/debt'
import { convertToAssets, type Vault } from '@/lib/vaults'
import { totalOf } from '../derive/debt'
import type { IlkFacts, McdFacts, VaultFacts } from '../facts/primes'
import type { DebtTotals, IlkModel, PrimeModel } from './primes'

/**
 * Code that must not compile: each line under `@ts-expect-error` fails the type check if it did. All of this is about
 * types, so little of it runs.
 */
describe('units that the compiler checks', () => {
  it('keep a wad out of facts and model where a rad belongs', () => {
    expectTypeOf<IlkFacts['line']>().toEqualTypeOf<Leaf<Rad>>()
    expectTypeOf<IlkFacts['Art']>().toEqualTypeOf<Leaf<Wad>>()
    expectTypeOf<McdFacts['debt']>().toEqualTypeOf<Leaf<Rad>>()
    expectTypeOf<IlkModel['headroom']>().toEqualTypeOf<Leaf<Wad>>()
    expectTypeOf<VaultFacts['generatorShares']>().toEqualTypeOf<Leaf<Shares>>()
    // @ts-expect-error a wad where a rad belongs in a fact
    const line: IlkFacts['line'] = given(wad(1n))
    // @ts-expect-error a bare number where a rad belongs in a fact
    const debt: McdFacts['debt'] = given(1n)
    // @ts-expect-error a wad where a rad belongs in the model
    const owed: PrimeModel['legacyDebt'] = given(wad(1n))
    expectTypeOf([line, debt, owed]).toBeArray()
  })

  it('keep a wad out of a derived value in rad', () => {
    const rads: readonly { readonly name: string; readonly amount: Leaf<Rad> }[] = []
    const wads: readonly { readonly name: string; readonly amount: Leaf<Wad> }[] = []
    expectTypeOf(totalOf(rads)).toEqualTypeOf<DebtTotals['total']>()
    // @ts-expect-error a sum of wads where a sum of rads belongs
    const total: DebtTotals['total'] = totalOf(wads)
    expectTypeOf(total).toBeObject()
    expectTypeOf(debtNow(debtState(), NOW)).toEqualTypeOf<Rad>()
    expectTypeOf(headroom(debtState(), NOW)).toEqualTypeOf<Wad>()
    const moved = { migrated: wad(1n), migratedBack: wad(0n) }
    // @ts-expect-error debt in wad, where the progress of a migration counts it in rad
    progressOf({ ...moved, legacyDebt: wad(1n) })
  })

  it('keep shares apart from what they are worth, and times from amounts', () => {
    const refused = (vault: Vault) => {
      // @ts-expect-error assets where shares belong
      convertToAssets(vault, vault.idle, NOW)
      // @ts-expect-error an amount where a time belongs
      convertToAssets(vault, vault.totalSupply, vault.idle)
      expectTypeOf(vault.rho).toEqualTypeOf<Seconds>()
      return convertToAssets(vault, vault.totalSupply, NOW)
    }
    expectTypeOf(refused).returns.toEqualTypeOf<Wad>()
  })

  it('are kept by the arithmetic', () => {
    const debt = mul(wad(2n), RAY)
    expectTypeOf(debt).toEqualTypeOf<Rad>()
    expectTypeOf(mulDown(wad(2n), RAY, RAY)).toEqualTypeOf<Wad>()
    expectTypeOf(radToWadDown(debt)).toEqualTypeOf<Wad>()
    // @ts-expect-error a wad and a rad have no sum
    add(wad(1n), debt)
  })

  it('are shown with their own decimals', () => {
    const debt = mul(wad(2n), RAY)
    formatExact(debt, 45)
    // @ts-expect-error a rad with the decimals of a wad
    formatExact(debt, 18)
    // @ts-expect-error a wad with the decimals of a rad
    formatCompact(wad(1n), 45)
  })
})
