import { roles } from '@/contracts/script/roles'
import { legacyMigrationFacetAbi } from '@/lib/abi'
import type { IlkModel } from '@/lib/console/model/primes'
import { max, RAY, WAD } from '@/lib/math'
import type { StepAnswer, StepConstraintId } from '@/lib/migration'
import type { Constraint } from '@/lib/vaults'
import { reasonsOf } from '../funnel/prove'
import { CONTROLLER } from '../funnel/stage'
import { type Call, call, simulate } from '../stages/simulate'
import type { Picture } from './picture'

/** Proves what one migrate and one migrateBack of each legacy ilk move: the amount, and one wei more. */
export async function proveSteps({ stage, funds, prime, at, tally, generator }: Picture): Promise<void> {
  for (const step of prime.migration?.steps ?? []) {
    for (const [functionName, leaf] of [
      ['migrate', step.canMigrate],
      ['migrateBack', step.canMigrateBack],
    ] as const) {
      if (!leaf.ok) continue
      const legacy = prime.legacy.find(({ id }) => id === step.id)
      const ilk = legacy?.ilk
      const of = (amount: bigint): Call =>
        call(roles.relayer1.address, generator.id, {
          abi: legacyMigrationFacetAbi,
          functionName,
          args: [prime.addresses.almProxy, ilk, amount],
        })
      const answer = leaf.value
      const what = `${functionName} of ${answer.amount} at ${at}, bound by ${answer.binding}`
      // With a step that is closed altogether, rounding would refuse a single wei before the closed check does, and the
      // Vat a draw that leaves less debt than its dust.
      const drawn = functionName === 'migrate' ? generator.debt : legacy
      const more = answer.amount === 0n ? WAD + belowDust(drawn) : answer.amount + 1n
      const [[tooMuch] = []] = await simulate(stage.client, [{ time: at, calls: [of(more)] }])
      if (answer.amount > 0n) {
        const [[whole] = []] = await simulate(stage.client, [{ time: at, calls: [of(answer.amount)] }])
        tally.outcome(`${functionName} (amount)`, whole, null, what)
        tally.claim(
          `${functionName} (moves it)`,
          whole?.data !== undefined && BigInt(whole.data) === answer.amount,
          () => `${what} moved ${whole?.data}`,
        )
      }
      if (ALL_THERE_IS.has(answer.binding)) {
        const moved = tooMuch?.data === undefined ? null : BigInt(tooMuch.data)
        tally.claim(
          `${functionName} (no more than there is)`,
          moved === null || moved === answer.amount,
          () => `${what}: ${moved}`,
        )
        continue
      }
      tally.outcome(
        `${functionName} (one more)`,
        tooMuch,
        stepReasons(funds, prime.addresses.almProxy, answer),
        what,
      )
    }
  }
}

/** How much has to be drawn before the debt of an ilk is as much as its dust [wad]. */
function belowDust(ilk: IlkModel | undefined): bigint {
  if (!ilk?.dust.ok || !ilk.debtNow.ok) return 0n
  return max(ilk.dust.value - ilk.debtNow.value, 0n) / RAY
}

/** Constraints for which a step moves all that there is where more is asked for. */
const ALL_THERE_IS: ReadonlySet<StepConstraintId> = new Set([
  'legacy-debt',
  'generator-debt',
  'generator-shares',
  'vault-outstanding',
])

/** The reasons with which the facet refuses a step. */
function stepReasons(
  funds: Picture['funds'],
  almProxy: string,
  { binding, constraints }: StepAnswer,
): readonly string[] {
  const facet = (name: string) => [`LegacyMigrationFacet/${name}`]
  const named = constraints.find(({ id }) => id === binding)
  const own: Partial<Record<StepConstraintId, readonly string[]>> = {
    window: facet('processing-window'),
    'scheduled-vault': facet('unknown-prime'),
    'scheduled-ilk': facet('unknown-ilk'),
    phase: facet('wrong-phase'),
    'max-exchange-rate': facet('max-exchange-rate-not-set'),
    'exchange-rate': [...facet('exchange-rate-too-high'), ...facet('zero-shares')],
    'generator-controller-on-prime': [
      `AccessControlUnauthorizedAccount(${funds.generator.diamond}, ${CONTROLLER})`,
    ],
    'legacy-allocator-vault': ['AllocatorVault/not-authorized'],
    'legacy-ceiling': ['Vat/ceiling-exceeded'],
    'legacy-collateral': ['Vat/not-safe'],
    'legacy-dust': ['Vat/dust'],
    'legacy-buffer-allowance': ['Usds/insufficient-allowance'],
    'migration-limit': named
      ? reasonsOf(funds, { ...named, id: 'mint-limit' } as Constraint)
      : ['RateLimits/rate-limit-exceeded'],
  }
  const found = own[binding] ?? (named ? reasonsOf(funds, named as Constraint) : [])
  // Where the Prime's ALMProxy cannot act, whichever of the two checks comes first gives the reason.
  return found.length > 0 ? found : [`no reason is known for ${binding} of ${almProxy}`]
}
