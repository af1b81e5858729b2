import { formatExact } from '@/lib/format'
import type { Check } from '../check'
import { combine, map } from '../leaf'
import type { Identity } from '../prime-model'

/** Each identity as a check: red when it is proven broken, amber when it could not be computed. */
export function accountingChecks(identities: readonly Identity[]): readonly Check[] {
  return identities.map(({ id, title, unit, expected, found, residual, tolerance, holds }) => {
    const decimals = unit === 'wad' ? 18 : 45
    return {
      id: `accounting/${id}`,
      area: 'accounting',
      title,
      level: 'critical',
      holds,
      found: combine(
        { found, residual },
        (read) => `${formatExact(read.found, decimals)}, ${formatExact(read.residual, decimals)} off.`,
      ),
      expected: combined(
        map(expected, (value) => formatExact(value, decimals)),
        map(tolerance, (value) => formatExact(value, decimals)),
      ),
      remedy: 'Do not trust totals until it is explained which side is wrong.',
      href: '/#identities',
    } satisfies Check
  })
}

function combined(
  expected: { ok: boolean; value?: string },
  tolerance: { ok: boolean; value?: string },
): string {
  if (!expected.ok) return 'Could not be computed'
  return tolerance.ok && tolerance.value !== '0'
    ? `${expected.value}, within ${tolerance.value}`
    : `${expected.value}`
}
