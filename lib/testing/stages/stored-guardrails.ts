import { wad } from '@/lib/math'
import type { Guardrails } from '@/lib/vaults'

/** A struct without unit types, as viem reads it from a contract. */
type Plain<T> = { readonly [K in keyof T]: T[K] extends bigint ? bigint : Plain<T[K]> }

/** The answer of `guardrails()` of a vault, with its units. */
export function storedGuardrails(stored: Plain<Guardrails>): Guardrails {
  const { bounds } = stored
  return {
    ...stored,
    share: wad(stored.share),
    lastLeft: wad(stored.lastLeft),
    youngAssets: wad(stored.youngAssets),
    oldAssets: wad(stored.oldAssets),
    buffer: wad(stored.buffer),
    bounds: {
      ...bounds,
      minShare: wad(bounds.minShare),
      maxShare: wad(bounds.maxShare),
      minBuffer: wad(bounds.minBuffer),
      maxBuffer: wad(bounds.maxBuffer),
    },
  }
}
