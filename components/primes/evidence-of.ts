import type { PauFacts } from '@/lib/console/facts/pau'
import type { McdFacts } from '@/lib/console/facts/primes'
import type { GeneratorModel, LimitModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { every, type Leaf, type Reason, type SourceId } from '@/lib/leaf'
import { leavesOf } from '@/lib/leaf/leaves'
import { nameIn, type Path } from '@/lib/leaf/path'
import { limitKey, limitKeyFor } from '@/lib/limits'
import type { ConstraintId } from '@/lib/vaults'

/** A Prime with all that bears on what it can draw. */
export interface PrimeView {
  readonly prime: PrimeModel
  readonly generator: GeneratorModel
  readonly mcd: McdFacts
}

/** The limits of the Generator that bear on a Prime; undefined where one was not read. */
export function generatorLimits({ prime, generator }: Pick<PrimeView, 'prime' | 'generator'>) {
  const find = (key: string): LimitModel | undefined => generator.limits.find(({ id }) => id === key)
  const { vault } = prime.addresses
  return {
    deposit: find(limitKeyFor('LIMIT_4626_DEPOSIT', vault)),
    withdraw: find(limitKeyFor('LIMIT_4626_WITHDRAW', vault)),
    mint: find(limitKey('LIMIT_USDS_MINT')),
  }
}

/** The reads that each constraint of an answer rests on. */
export function constraintSources(view: PrimeView, id: ConstraintId): readonly SourceId[] {
  return every(leavesBehind(view, id)).from
}

function leavesBehind(view: PrimeView, id: ConstraintId): readonly Leaf<unknown>[] {
  const { prime, generator, mcd } = view
  const { vault, wires } = prime
  const [controller] = prime.controllers
  const { debt, proxyIdle } = generator
  const limits = generatorLimits(view)
  const stored = (limit: LimitModel | undefined) => (limit === undefined ? [] : [limit.current, limit.state])
  switch (id) {
    case 'take-limit':
      return [prime.takeLimit.current, prime.takeLimit.state]
    case 'takes-paused':
      return [vault.guardrails?.takesPaused ?? vault.guarded]
    case 'withdrawals-paused':
      return [vault.guardrails?.withdrawalsPaused ?? vault.guarded]
    case 'withdrawal-policy':
      return [vault.guardrails?.policyLeft ?? vault.guarded]
    case 'liquidity-buffer':
      return [
        vault.guardrails?.buffer ?? vault.guarded,
        vault.guardrails?.unsettled ?? vault.guarded,
        vault.idle,
      ]
    case 'vault-idle':
      return [vault.idle]
    case 'mint-limit':
      return [...stored(limits.mint), proxyIdle]
    case 'ilk-ceiling':
      return [debt.headroom, proxyIdle]
    case 'global-ceiling':
      return [mcd.Line, mcd.debt, debt.debtNow, proxyIdle]
    case 'collateral':
      return [debt.ink, debt.spot, debt.art, debt.debtNow, proxyIdle]
    case 'dust':
      return [debt.dust, debt.debtNow, proxyIdle]
    case 'buffer-allowance':
      return [generator.wires.bufferAllowance, proxyIdle]
    case 'deposit-limit':
    case 'deposit-limit-restore':
      return stored(limits.deposit)
    case 'deposit-cap':
      return [vault.depositCap, vault.totalAssets]
    case 'exchange-rate':
      return [vault.maxExchangeRate, vault.chi, vault.vsr, vault.rho]
    case 'max-exchange-rate':
      return [vault.maxExchangeRate]
    case 'withdraw-limit':
      return stored(limits.withdraw)
    case 'generator-shares':
      return [vault.funding]
    case 'take-function':
      return [...told(wires.takeFacet), ...told(wires.takeKey), vault.asset]
    case 'prime-relayer':
      return operatorsBehind(controller)
    case 'prime-controller-on-rate-limits':
      return [controller.controllerOnRateLimits, controller.rateLimits]
    case 'prime-controller-on-proxy':
      return [controller.controllerOnProxy, controller.proxy]
    case 'taker-role':
      return [wires.taker]
    case 'depositor-is-no-taker':
      return [wires.depositorTakes]
    case 'depositor-role':
      return [vault.guardrails === null ? vault.guarded : wires.depositor]
    case 'mint-function':
    case 'deposit-function':
    case 'withdraw-function':
      return [
        generator.diamond.facets.length,
        ...generator.diamond.facets.items.map(({ selectors }) => selectors),
      ]
    case 'generator-relayer':
      return [generator.frozen]
    case 'generator-controller-on-rate-limits':
      return [generator.wires.controllerOnRateLimits, generator.wires.rateLimits]
    case 'generator-controller-on-proxy':
      return [generator.wires.controllerOnProxy, generator.wires.proxy]
    case 'allocator-vault':
      return [generator.wires.proxyWardOnVault]
    case 'vat-live':
      return [mcd.live]
  }
}

const told = (leaf: Leaf<unknown> | null) => (leaf === null ? [] : [leaf])

/** Who operates a controller, and whether guardians froze them. */
const operatorsBehind = ({ relayers, agency }: PauFacts): readonly Leaf<unknown>[] =>
  leavesOf([relayers?.members, agency]).map(({ leaf }) => leaf)

/**
 * Why an answer is not known, in a sentence that names what could not be read: "Could not read Keel's vault: the call
 * reverted (EvmError)."
 */
export function unreadWords({ prime, generator, mcd }: PrimeView, { kind, message, source }: Reason): string {
  // The value was read, and no answer can be computed from it.
  if (kind === 'out-of-range' || source === undefined) return message
  const limits = generatorLimits({ prime, generator })
  const parts: readonly (readonly [what: string, node: unknown])[] = [
    [`${prime.name}'s vault`, prime.vault],
    [`the wiring of ${prime.name}'s controller`, [prime.wires, prime.controllers[0]]],
    [`${prime.name}'s take limit`, prime.takeLimit],
    [`the Generator's limits on ${prime.name}'s vault`, [limits.deposit, limits.withdraw]],
    ["the Generator's mint limit", limits.mint],
    // MCD comes before the debt, which rests on it.
    ['MCD', mcd],
    ["the Generator's debt", generator.debt],
    ["the Generator's wiring", [generator.wires, generator.roles, generator.diamond, generator.proxyIdle]],
  ]
  const part = parts.find(([, node]) =>
    leavesOf(node).some(({ path, leaf }) => !leaf.ok && leaf.reason.source === source && !isCrossCheck(path)),
  )
  if (part === undefined) return message
  return `Could not read ${part[0]}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`
}

/** The contract's own views, which no answer rests on. */
const isCrossCheck = (path: Path): boolean => /^contract[A-Z]/.test(nameIn(path))
