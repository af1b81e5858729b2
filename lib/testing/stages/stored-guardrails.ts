import { wad } from '@/lib/math'
import type { Guardrails } from '@/lib/vaults'

/** The same, without units of the compiler: as a contract is read. */
type Plain<T> = { readonly [K in keyof T]: T[K] extends bigint ? bigint : Plain<T[K]> }

/** What `guardrails()` of a vault answered, in its units. */
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
