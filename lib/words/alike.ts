import { type Check, type CheckState, checkState, type Sentences, titleOf } from '@/lib/console/model/check'
import { plural } from '@/lib/format'

/** Checks of one kind with one verdict, told as one thing: "49 vaults hold less than their liquidity buffer". */
export interface Alike {
  readonly key: string
  readonly title: string
  readonly verdict: CheckState
  readonly checks: readonly [Check, ...Check[]]
}

/** Up to this many stand alone. */
const APART = 3

/** The kind of a check, without the thing it is about: "guardrails/buffer". */
export const kindOf = ({ id }: Pick<Check, 'id'>): string => id.split('/').slice(0, 2).join('/')

/** Groups checks that are alike, where there are more than a few; each group stands where its first check stood. */
export function alikeOf(checks: readonly Check[]): readonly Alike[] {
  const groups = new Map<string, [Check, ...Check[]]>()
  for (const check of checks) {
    const key = [kindOf(check), check.area, checkState(check)].join(' ')
    const group = groups.get(key)
    if (group) group.push(check)
    else groups.set(key, [check])
  }
  return [...groups].flatMap(([key, group]) =>
    group.length > APART ? [many(key, group)] : group.map((check) => many(check.id, [check])),
  )
}

function many(key: string, checks: readonly [Check, ...Check[]]): Alike {
  const [first] = checks
  const title = checks.length === 1 ? titleOf(first) : titleOf({ ...first, says: saysOfMany(checks) })
  return { key, title, verdict: checkState(first), checks }
}

function saysOfMany(checks: readonly [Check, ...Check[]]): Sentences {
  const [first] = checks
  const words = MANY[kindOf(first)]
  if (words) return words(checks.length)
  const { holds, fails } = first.says
  const more = plural(checks.length - 1, 'more like it', 'more like it')
  return { holds: `${holds}, and ${more}`, fails: `${fails}, and ${more}` }
}

const of =
  (noun: string, holds: string, fails: string) =>
  (count: number): Sentences => {
    const subject = plural(count, noun)
    return { holds: `${subject} ${holds}`, fails: `${subject} ${fails}` }
  }

/** What is said of many checks of one kind, of which a deployment may have dozens. */
const MANY: Readonly<Record<string, (count: number) => Sentences>> = {
  'limits/unprotected': of(
    'limit',
    'are protected where they are unlimited',
    'are unlimited, but a cBEAM can lower them',
  ),
  'limits/agrees': of(
    'limit',
    'are the same by RateLimits and by the console',
    'differ between RateLimits and the console',
  ),
  'limits/named': of('limit key', 'have a name', 'have no name that is known here'),
  'limits/used-up': of('limit', 'have capacity left', 'are used up'),
  'prime/asset': of('vault', 'hold USDS', 'hold another token than USDS'),
  'prime/taker': of(
    'Prime',
    'may take from their vaults, which the Generator may fill',
    'may not take from their vaults, or the Generator may not fill these',
  ),
  'prime/seed': of(
    'vault',
    'have share prices that a donation does not move',
    'have no burned shares, and their assets do not follow their rate',
  ),
  'prime/controller': of(
    'Prime',
    'have a controller that can operate their vault',
    'have a controller that cannot operate their vault',
  ),
  'prime/wired': of(
    'Prime',
    'have a controller that is wired to their ALMProxy and RateLimits',
    'have a controller that acts on other contracts than their ALMProxy and RateLimits, or without a right',
  ),
  'prime/agrees': of('vault', 'agree with the console', 'differ from what the console computes'),
  'prime/rate': of(
    'vault',
    'have an exchange rate within their maximum',
    'have an exchange rate above their maximum, or no maximum',
  ),
  'prime/spell-code': of(
    'Prime',
    'have no pending spell but with the code that was plotted',
    'have a pending spell whose code changed since it was plotted',
  ),
  'prime/spell-deadline': of(
    'Prime',
    'have no spell that is about to expire',
    'have a spell that expires within 24 h',
  ),
  'prime/spell-right': of(
    'Prime',
    'have a SubProxy that takes code from their StarGuard',
    'have a SubProxy that takes no code from their StarGuard',
  ),
  'guardrails/takes': of('vault', 'have takes that are not paused', 'have takes that are paused'),
  'guardrails/withdrawals': of(
    'vault',
    'have withdrawals that are not paused',
    'have withdrawals that are paused',
  ),
  'guardrails/buffer': of('vault', 'hold their liquidity buffer', 'hold less than their liquidity buffer'),
  'guardrails/depositors': of(
    'vault',
    'take deposits from the Generator alone',
    'let somebody besides the Generator deposit',
  ),
  'guardrails/policy': of(
    'Prime',
    'have a withdrawal policy while their debt moves',
    'move their debt while their vault has no withdrawal policy',
  ),
  'migration/permission': of(
    'Prime',
    'have an ALMProxy that the Diamond controls only while their debt moves',
    'do not migrate, but the Diamond controls their ALMProxy',
  ),
  'migration/permission-missing': of(
    'Prime',
    'have debt that the Generator can move',
    'migrate, but the Diamond does not control their ALMProxy',
  ),
  'migration/approval-left': of(
    'Prime',
    'have no approved rollback after their retirement',
    'are retired, but BeamState still approves their rollback',
  ),
  'migration/listed-left': of(
    'Prime',
    'are off the list of MigrationMom after their retirement',
    'are retired, but MigrationMom still lists a legacy ilk of them',
  ),
  'migration/epoch': of(
    'Prime',
    'are cut over from their epoch on',
    'are not cut over, but their epoch is over',
  ),
  'migration/rollback': of(
    'Prime',
    'can be rolled back as long as they are cut over',
    'are cut over, but cannot be rolled back',
  ),
  'migration/headroom': of(
    'Prime',
    'have legacy ilks on which nothing can be drawn once they are cut over',
    'are cut over, but a legacy ilk of them can be drawn on again',
  ),
  'migration/ilks': of(
    'Prime',
    'have the legacy ilks in the facet that the deployment file names',
    'have other legacy ilks in the facet than the deployment file names',
  ),
  'migration/vault': of('Prime', 'have their vault in the facet', 'have another vault in the facet'),
  'safes/domain': of(
    'Safe',
    'hash for the domain that the console computes',
    'hash for another domain than the console computes',
  ),
  'safes/threshold': of(
    'Safe',
    'have enough owners for their threshold',
    'have fewer owners than their threshold, or a threshold of 0',
  ),
  'safes/multi-send': of('Safe', 'can batch calls with MultiSendCallOnly', 'cannot batch calls'),
  'safes/code': of(
    'Safe',
    'run the code that Safe published for their version',
    'run code that Safe did not publish for their version',
  ),
  'safes/modules': of(
    'Safe',
    'execute nothing without their owners',
    'have a module that executes without their owners',
  ),
  'safes/guard': of('Safe', 'have no guard', 'have a guard that can refuse what their owners want'),
  'safes/handler': of(
    'Safe',
    'have no fallback handler, or one that Safe published',
    'have an unknown fallback handler',
  ),
}
