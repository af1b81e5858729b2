import { primeVaultAbi } from '@/lib/abi'
import type { Seconds } from '@/lib/math'
import type { PauseScope } from '@/lib/vaults'
import { onVault } from '../read-back/expected'
import { type PrimeTarget, primeFields, type RequestKind } from '../request'
import { flag, uint } from '../stored'

/** Pauses takes, withdrawals or both for a time. */
export interface PauseVaultRequest extends PrimeTarget, PauseScope {
  readonly kind: 'pause-vault'
  /** Length of the pause [s]. */
  readonly duration: Seconds
}

/** Ends the pause of takes, withdrawals or both. */
export interface UnpauseVaultRequest extends PrimeTarget, PauseScope {
  readonly kind: 'unpause-vault'
}

const scope = { takes: flag, withdrawals: flag }

export const pauseVaultKind: RequestKind<PauseVaultRequest, true> = {
  kind: 'pause-vault',
  verb: 'pause the vault',
  by: ['vaultOperator'],
  at: '/emergency',
  form: true,
  fields: { ...primeFields, ...scope, duration: uint },
  abi: primeVaultAbi,
  expected: (request, model) => {
    const { takes, withdrawals, duration } = request
    return onVault(request, model, 'pause(bool,bool,uint256)', [takes, withdrawals, duration])
  },
}

export const unpauseVaultKind: RequestKind<UnpauseVaultRequest, true> = {
  kind: 'unpause-vault',
  verb: 'end the pause',
  by: ['vaultOperator'],
  at: '/primes',
  form: true,
  fields: { ...primeFields, ...scope },
  abi: primeVaultAbi,
  expected: (request, model) =>
    onVault(request, model, 'unpause(bool,bool)', [request.takes, request.withdrawals]),
}
