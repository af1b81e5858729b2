import { primeVaultAbi } from '@/lib/abi'
import { onVault } from '../read-back/expected'
import { type PrimeTarget, primeFields, type RequestKind } from '../request'
import { uint } from '../stored'

export interface WithdrawalPolicyRequest extends PrimeTarget {
  readonly kind: 'set-withdrawal-policy'
  /** Share of settled idle assets that may leave at once, and refills [wad]. */
  readonly share: bigint
  /** [s] */
  readonly period: bigint
}

export interface LiquidityBufferRequest extends PrimeTarget {
  readonly kind: 'set-liquidity-buffer'
  /** What takes must leave in the vault [unit of the asset]. */
  readonly assets: bigint
}

export const withdrawalPolicyKind: RequestKind<WithdrawalPolicyRequest, true> = {
  kind: 'set-withdrawal-policy',
  verb: 'set the withdrawal policy',
  form: true,
  fields: { ...primeFields, share: uint, period: uint },
  abi: primeVaultAbi,
  expected: (request, model) =>
    onVault(request, model, 'setWithdrawalPolicy(uint256,uint256)', [request.share, request.period]),
}

export const liquidityBufferKind: RequestKind<LiquidityBufferRequest, true> = {
  kind: 'set-liquidity-buffer',
  verb: 'set the liquidity buffer',
  form: true,
  fields: { ...primeFields, assets: uint },
  abi: primeVaultAbi,
  expected: (request, model) => onVault(request, model, 'setLiquidityBuffer(uint256)', [request.assets]),
}
