import { primeVaultAbi } from '@/lib/abi'
import type { Seconds, Wad } from '@/lib/math'
import { onVault } from '../read-back/expected'
import { type PrimeTarget, primeFields, type RequestKind } from '../request'
import { amountInWad, uint } from '../stored'

export interface WithdrawalPolicyRequest extends PrimeTarget {
  readonly kind: 'set-withdrawal-policy'
  /** Share of settled idle assets that may leave at once, and that refills over the period [wad]. */
  readonly share: Wad
  /** Time in which the share refills [s]. */
  readonly period: Seconds
}

export interface LiquidityBufferRequest extends PrimeTarget {
  readonly kind: 'set-liquidity-buffer'
  /** What takes must leave in the vault [unit of the asset]. */
  readonly assets: Wad
}

export const withdrawalPolicyKind: RequestKind<WithdrawalPolicyRequest, true> = {
  kind: 'set-withdrawal-policy',
  verb: 'set the withdrawal policy',
  by: ['vaultOperator'],
  at: '/primes',
  form: true,
  fields: { ...primeFields, share: amountInWad, period: uint },
  abi: primeVaultAbi,
  expected: (request, model) =>
    onVault(request, model, 'setWithdrawalPolicy(uint256,uint256)', [request.share, request.period]),
}

export const liquidityBufferKind: RequestKind<LiquidityBufferRequest, true> = {
  kind: 'set-liquidity-buffer',
  verb: 'set the liquidity buffer',
  by: ['vaultOperator'],
  at: '/primes',
  form: true,
  fields: { ...primeFields, assets: amountInWad },
  abi: primeVaultAbi,
  expected: (request, model) => onVault(request, model, 'setLiquidityBuffer(uint256)', [request.assets]),
}
