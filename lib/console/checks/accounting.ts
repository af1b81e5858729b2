import { formatExact } from '@/lib/format'
import { combine } from '@/lib/leaf'
import { identitySentences } from '@/lib/words/identities'
import type { Check } from '../model/check'
import type { Identity } from '../model/primes'

/** Each identity as a check: red when it is proven broken, amber when it could not be computed. */
export function accountingChecks(identities: readonly Identity[]): readonly Check[] {
  return identities.map((identity) => ({
    id: `accounting/${identity.id}`,
    area: 'accounting',
    says: identitySentences(identity),
    level: 'critical',
    holds: identity.holds,
    found: combine(
      { found: identity.found, residual: identity.residual },
      (read) => `${usds(read.found)}, ${residualWords(read.residual)}.`,
    ),
    expected: expectedWords(identity),
    remedy: 'Do not trust totals until it is explained which side is wrong.',
    shownAt: { page: 'identities' },
  }))
}

const usds = (amount: bigint): string => `${formatExact(amount, 18)} USDS`

function residualWords(residual: bigint): string {
  if (residual === 0n) return 'as expected'
  return residual > 0n ? `${usds(residual)} more than expected` : `${usds(-residual)} less than expected`
}

function expectedWords(identity: Identity): string {
  const { expected, tolerance, kind } = identity
  if (!expected.ok) return 'Could not be computed'
  if (kind === 'equal') return usds(expected.value)
  const less = tolerance.ok ? `less up to ${usds(tolerance.value)}` : 'less an amount that is not known'
  return `At least ${usds(expected.value)}, ${less}: what accrues on both sides between drips`
}
