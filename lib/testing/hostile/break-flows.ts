import { type Address, getAddress, type Hex } from 'viem'
import { keys } from '@/contracts/script/keys'
import { primeVaultAbi, rateLimitsAbi, usdsAbi } from '@/lib/abi'
import { agentOf } from '@/lib/console/derive/pau'
import { workingBy } from '@/lib/console/derive/working'
import { WAD } from '@/lib/math'
import { known, primeIn } from '../stages/migration'
import { call } from '../stages/simulate'
import { vaultIn } from './break-guardrails'
import { onAgent, revoked } from './break-power'
import { type Breaker, by, requestOf, type Target } from './target'

/** What relayers do with the vault of a Prime. */
export const FLOWS = ['take-from-vault', 'return-to-vault', 'recall-from-vault', 'add-to-vault'] as const

/** The Prime whose vault the request is about, as the controller that is named works for it. */
function primeOf(target: Target) {
  const request = requestOf(target, ...FLOWS)
  const controller = 'controller' in request ? request.controller : undefined
  const prime = workingBy(primeIn(target.model, request.prime), controller)
  if (!prime) throw new RangeError(`${request.prime} has no such controller`)
  return prime
}

/** The Generator recalls everything that is idle. */
const drained = (target: Target) => {
  const { idle, address } = vaultIn(target, requestOf(target, ...FLOWS))
  const almProxy: Address = getAddress(target.scene.stage.almProxy)
  const args = [known(idle), almProxy, almProxy]
  return call(almProxy, address, { abi: primeVaultAbi, functionName: 'withdraw', args })
}

/** How the requirements of what relayers do with a vault are broken. */
export const flowBreakers = {
  'prime-operator': (target) => {
    const [controller] = primeOf(target).controllers
    const agent = agentOf(controller, target.holder)
    return agent === null
      ? { 'RELAYER is revoked': [revoked(target, controller.id, 'RELAYER', target.holder)] }
      : { 'it is no actor any more': [onAgent(target, agent, 'removeActor', target.holder)] }
  },
  take: (target) => {
    const { address } = vaultIn(target, requestOf(target, ...FLOWS))
    const { takeLimit, addresses } = primeOf(target)
    const { govern } = target.scene.stage
    return {
      'an operator pauses the takes': [by('cBeam', address, primeVaultAbi, 'pause', true, false, 3_600n)],
      'governance lowers the take limit to nothing': [
        govern(takeLimit.rateLimits, rateLimitsAbi, 'setRateLimitData', takeLimit.id, 0n, 0n),
      ],
      'governance revokes TAKER_ROLE': [revoked(target, address, 'TAKER_ROLE', addresses.almProxy)],
      'the Generator recalls all that is idle': [drained(target)],
    }
  },
  return: (target) => {
    const { returnLimit, addresses } = primeOf(target)
    const { govern, mcd } = target.scene.stage
    const { proxyIdle } = primeOf(target)
    const { amount } = requestOf(target, 'return-to-vault')
    const away = { abi: usdsAbi, functionName: 'transfer', args: [mcd.vat, known(proxyIdle) - amount + 1n] }
    return {
      'governance lowers the return limit to nothing': [
        govern(returnLimit.rateLimits, rateLimitsAbi, 'setRateLimitData', returnLimit.id, 0n, 0n),
      ],
      'the ALMProxy puts it elsewhere': [call(addresses.almProxy, mcd.usds, away)],
    }
  },
  recall: (target) => {
    const { address } = vaultIn(target, requestOf(target, ...FLOWS))
    const { govern, rateLimits } = target.scene.stage
    return {
      'an operator pauses the withdrawals': [
        by('cBeam', address, primeVaultAbi, 'pause', false, true, 3_600n),
      ],
      'governance lowers the withdrawal limit to nothing': [
        govern(rateLimits, rateLimitsAbi, 'setRateLimitData', keys.withdraw(address), 0n, 0n),
      ],
      'the Generator recalls all that is idle': [drained(target)],
    }
  },
  // A share is never worth less than before, so a recall never takes more of them.
  shares: (target): ReturnType<Breaker> =>
    target.request.kind === 'recall-from-vault'
      ? { never: 'a share is never worth less than before' }
      : { 'a share is worth much more by then': [{ until: target.model.time + 50n * 365n * 86_400n }] },
  add: (target) => {
    const { address } = vaultIn(target, requestOf(target, ...FLOWS))
    const { minted } = requestOf(target, 'add-to-vault')
    const { govern, rateLimits, almProxy } = target.scene.stage
    const nothing = (key: Hex) => govern(rateLimits, rateLimitsAbi, 'setRateLimitData', key, 0n, 0n)
    return {
      'governance lowers the deposit limit to nothing': [nothing(keys.deposit(address))],
      'governance lowers the deposit cap': [govern(address, primeVaultAbi, 'setDepositCap', 1n)],
      'governance revokes DEPOSITOR_ROLE': [revoked(target, address, 'DEPOSITOR_ROLE', almProxy)],
      ...(minted > 0n ? { 'governance lowers the mint limit to nothing': [nothing(keys.mint)] } : {}),
    }
  },
  lacking: (target): ReturnType<Breaker> => {
    const { minted } = requestOf(target, 'add-to-vault')
    if (minted === 0n) return { never: 'nothing is minted' }
    const { mcd, almProxy } = target.scene.stage
    const paid = call(mcd.usdsJoin, mcd.usds, {
      abi: usdsAbi,
      functionName: 'mint',
      args: [almProxy, minted],
    })
    return { 'USDS comes into the ALMProxy': [paid] }
  },
  owed: (target) => {
    const { mcd } = target.scene.stage
    const { address } = vaultIn(target, requestOf(target, ...FLOWS))
    // More than the yield of the seconds until then.
    const args = [address, known(primeOf(target).vault.outstanding) + 10_000n * WAD]
    const paid = call(mcd.usdsJoin, mcd.usds, { abi: usdsAbi, functionName: 'mint', args })
    return { 'somebody else pays what is owed': [paid] }
  },
} as const satisfies Readonly<Record<string, Breaker>>
