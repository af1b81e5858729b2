import { min, RAY } from '@/lib/math'
import { totalOf } from './derive-debt'
import { combine, type Leaf, map } from './leaf'
import type { GeneratorModel } from './model'
import type { Identity, IlkModel } from './prime-model'

/**
 * Part of the debt by which a Generator's assets may differ from it and still be explained: fees and yield that
 * accrue at different rates until somebody settles them.
 */
const spreadTolerance = { numerator: 2n, denominator: 100n } as const

/** The identities of domain.md §5 that the chain alone can show at one block. */
export function identitiesOf(generators: readonly GeneratorModel[]): readonly Identity[] {
  return generators.flatMap((generator) => [
    ...[generator.debt, ...generator.primes.flatMap(({ legacy }) => legacy)].map(urnIsIlk),
    assetsAreDebt(generator),
  ])
}

/** Identity 1: an allocator ilk has one urn, that of its AllocatorVault. */
function urnIsIlk({ id, Art, art }: IlkModel): Identity {
  return identity({
    id: `urn/${id}`,
    title: `All debt of ${id} is that of its AllocatorVault`,
    reason: 'An allocator ilk has one urn. A residual is debt of somebody else under the same ilk.',
    unit: 'wad',
    expected: Art,
    found: art,
    tolerance: map(Art, () => 0n),
  })
}

/** Identity 3: what the Generator has, idle and in vaults, against what it owes. */
function assetsAreDebt({ id, name, proxyIdle, bufferIdle, primes, debt }: GeneratorModel): Identity {
  const expected = map(debt.debtNow, (owed) => owed / RAY)
  return identity({
    id: `assets/${id}`,
    title: `${name} has what it owes`,
    reason:
      'USDS in the ALMProxy and the AllocatorBuffer and what its vault shares are worth, against the debt of its ilk with undripped fees. The residual is the spread: yield of the vaults less fees of the ilk, and donations.',
    unit: 'wad',
    expected,
    found: totalOf([
      { name: 'the ALMProxy', amount: proxyIdle },
      { name: 'the AllocatorBuffer', amount: bufferIdle },
      ...primes.map((prime) => ({ name: `${prime.name}'s vault`, amount: prime.vault.funding })),
    ]),
    tolerance: map(expected, (owed) => (owed * spreadTolerance.numerator) / spreadTolerance.denominator),
  })
}

function identity(given: Omit<Identity, 'residual' | 'holds'>): Identity {
  const { expected, found, tolerance } = given
  const residual = combine({ expected, found }, (both) => both.found - both.expected)
  const holds: Leaf<boolean> = combine(
    { residual, tolerance },
    (read) => magnitude(read.residual) <= read.tolerance,
  )
  return { ...given, residual, holds }
}

function magnitude(value: bigint): bigint {
  return -min(value, -value)
}
