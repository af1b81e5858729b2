import { primeVaultAbi } from '@/lib/abi'
import type { GuardrailRequest } from '@/lib/actions'
import type { Step } from '../scene'
import { known } from '../stages/migration'
import { call } from '../stages/simulate'
import { limitSet } from './break-limits'
import { revoked } from './break-power'
import { type Breaker, by, requestOf, type Target } from './target'

/** The vault that a request is about, as the model has it. */
export function vaultIn({ model }: Target, { prime: slug }: Pick<GuardrailRequest, 'prime'>) {
  const prime = model.generators[0]?.primes.find(({ id }) => id === slug)
  if (!prime?.vault.guardrails) throw new RangeError(`The vault of ${slug} has no guardrails`)
  return { ...prime.vault, guardrails: prime.vault.guardrails, address: prime.addresses.vault }
}

interface Bounds {
  readonly minShare: bigint
  readonly maxShare: bigint
  readonly minPeriod: bigint
  readonly maxPeriod: bigint
  readonly minBuffer: bigint
  readonly maxBuffer: bigint
  readonly maxPause: bigint
  readonly coolDown: bigint
}

/** Governance changes some of the bounds. */
export function bounded(target: Target, request: GuardrailRequest, changes: Partial<Bounds>): Step {
  const { guardrails, address } = vaultIn(target, request)
  const now = Object.fromEntries(Object.entries(guardrails.bounds).map(([name, leaf]) => [name, known(leaf)]))
  return target.scene.stage.govern(address, primeVaultAbi, 'setGuardrailBounds', { ...now, ...changes })
}

const operate = (
  target: Target,
  request: GuardrailRequest,
  name: string,
  ...args: readonly unknown[]
): Step => by('cBeam', vaultIn(target, request).address, primeVaultAbi, name, ...args)

/** How the requirements of an operator's action on a vault are broken. */
export const guardrailBreakers = {
  operator: (target) => {
    const request = requestOf(target, ...kinds)
    return {
      'GUARDRAIL_ROLE is revoked': [
        revoked(target, vaultIn(target, request).address, 'GUARDRAIL_ROLE', target.holder),
      ],
    }
  },
  accepted: (target) => {
    const request = requestOf(target, ...kinds)
    switch (request.kind) {
      case 'pause-vault': {
        const { takes, withdrawals, duration } = request
        const paused = operate(target, request, 'pause', takes, withdrawals, duration)
        return {
          'governance allows shorter pauses only': [bounded(target, request, { maxPause: duration - 1n })],
          'somebody else paused it': [paused],
          'somebody else paused it and ended that': [
            paused,
            operate(target, request, 'unpause', takes, withdrawals),
          ],
        }
      }
      case 'unpause-vault': {
        const { takes, withdrawals } = request
        const until = known(vaultIn(target, request).guardrails.takesPausedUntil)
        return {
          'somebody else ended it': [operate(target, request, 'unpause', takes, withdrawals)],
          'it ended by itself': [{ until }],
        }
      }
      case 'set-withdrawal-policy':
        return {
          'the share is too low now': [bounded(target, request, { minShare: request.share + 1n })],
          'the share is too high now': [
            bounded(target, request, { minShare: 1n, maxShare: request.share - 1n }),
          ],
          'the period is too short now': [
            bounded(target, request, { minPeriod: request.period + 1n, maxPeriod: request.period + 2n }),
          ],
          'the period is too long now': [bounded(target, request, { maxPeriod: request.period - 1n })],
        }
      case 'set-liquidity-buffer':
        return {
          'the buffer is too small now': [bounded(target, request, { minBuffer: request.assets + 1n })],
          'the buffer is too large now': [bounded(target, request, { maxBuffer: request.assets - 1n })],
        }
    }
  },
  changes: (target) => {
    const request = requestOf(target, ...kinds, 'raise-limit', 'lower-limit', 'remove-limit')
    const same = 'somebody else set just that'
    switch (request.kind) {
      case 'raise-limit':
      case 'lower-limit':
      case 'remove-limit':
        return { [same]: [limitSet(target, request, request.maxAmount, request.slope)] }
      case 'set-withdrawal-policy':
        return { [same]: [operate(target, request, 'setWithdrawalPolicy', request.share, request.period)] }
      case 'set-liquidity-buffer':
        return { [same]: [operate(target, request, 'setLiquidityBuffer', request.assets)] }
      default:
        throw new RangeError(`${request.kind} does not ask whether it changes anything`)
    }
  },
  held: (target) => {
    const request = requestOf(target, 'set-liquidity-buffer')
    const { idle, address } = vaultIn(target, request)
    const { almProxy } = target.scene.stage
    const withdrawal = {
      abi: primeVaultAbi,
      functionName: 'withdraw',
      args: [known(idle) - request.assets + 1n, almProxy, almProxy],
    }
    return { 'the Generator recalls what lies in it': [call(almProxy, address, withdrawal)] }
  },
} as const satisfies Readonly<Record<string, Breaker>>

const kinds = ['pause-vault', 'unpause-vault', 'set-withdrawal-policy', 'set-liquidity-buffer'] as const
