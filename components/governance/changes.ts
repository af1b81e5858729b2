import type { Address } from 'viem'
import { takesEffect } from '@/lib/actions'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { leavesByPath } from '@/lib/leaf/leaves'
import type { TimelockCall } from '@/lib/timelock'
import { describePath } from '@/lib/words/describe'

/** One value that calls change once they take effect. */
export interface ValueChange {
  readonly key: string
  /** What it is: "hop of USDS Generator". */
  readonly label: string
  /** Null where it could not be read. */
  readonly before: string | null
  /** Why it could not be read; null where it was. */
  readonly reason: string | null
  readonly after: string
  /** Signed; null where it has no meaning. */
  readonly difference: string | null
  /** Whether it has that value already. */
  readonly same: boolean
}

/** What calls of the timelock change by what is so now, or why that cannot be told. */
export type Changes =
  | { readonly ok: true; readonly changes: readonly ValueChange[] }
  /** Without a full stop. */
  | { readonly ok: false; readonly because: string }

/**
 * Today's value beside the one that each call sets, of every value that this console shows.
 * @param nameOf name of an address, or the address itself
 */
export function changesOf(
  calls: readonly TimelockCall[],
  unit: ConfiguratorUnit,
  model: ConsoleModel,
  nameOf: (address: Address) => string,
): Changes {
  const takes = takesEffect(calls, unit, model)
  if (!takes.ok) return { ok: false, because: takes.because.join('; ') }
  const now = leavesByPath(model)
  const told = new Set<string>()
  return {
    ok: true,
    changes: takes.effects.flatMap(({ path, after }): ValueChange[] => {
      const words = describePath(path, model, nameOf)
      const leaf = now.get(path)
      // A place that is not there yet, such as that of an account that nobody knew, has no value to compare with.
      if (words === null || leaf === undefined || after === 'gone') return []
      // The console shows some answers of a contract at several places; one is enough here.
      const answer = leaf.ok && leaf.pick ? `${leaf.pick.source} ${leaf.pick.path}` : path
      if (told.has(String(answer))) return []
      told.add(String(answer))
      const text = words.text(after.value)
      const before = leaf.ok ? words.text(leaf.value) : null
      return [
        {
          ...{ key: String(path), label: words.label, before, after: text },
          reason: leaf.ok ? null : leaf.reason.message,
          difference: leaf.ok ? words.difference(leaf.value, after.value) : null,
          same: before === text,
        },
      ]
    }),
  }
}
