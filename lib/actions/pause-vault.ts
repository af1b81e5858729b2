import { type Address, encodeFunctionData } from 'viem'
import { primeVaultAbi } from '@/lib/abi'
import { map } from '@/lib/console/leaf'
import { formatDuration, formatUtc, fromDate, whenWords } from '@/lib/format'
import {
  type Guardrails,
  type GuardrailVerdict,
  judgePause,
  judgeUnpause,
  kindsOf,
  type PauseScope,
  withPauses,
} from '@/lib/vaults'
import type { Action, PauseVaultRequest, UnpauseVaultRequest } from './action'
import { emits } from './emits'
import {
  type GuardedVault,
  guardrailEffects,
  operatorPermission,
  type Setting,
  storedRails,
  verdictRequirement,
} from './guardrail-parts'

/** `pause` of a vault by an operator. It ends by itself. Source: DOMAIN.md §5.2 (c). */
export function pauseVault(request: PauseVaultRequest, where: GuardedVault, from: Address): Action {
  const { prime, model } = where
  const { time } = model
  const { takes, withdrawals, duration } = request
  const stored = storedRails(where)
  const until = time + duration
  const end = formatUtc(until)
  return {
    request,
    title: `Pause ${whatOf(request)} of ${prime.name}'s vault for ${formatDuration(duration)}`,
    emergency: true,
    from,
    calls: [
      {
        to: prime.addresses.vault,
        value: 0n,
        data: encodeFunctionData({
          abi: primeVaultAbi,
          functionName: 'pause',
          args: [takes, withdrawals, duration],
        }),
      },
    ],
    permission: operatorPermission(where, from),
    requirements: [
      verdictRequirement(
        map(stored, (rails) => judgePause(rails, request, time)),
        (verdict) => pauseText(verdict, request, stored.ok ? stored.value : null, time),
      ),
    ],
    effects: guardrailEffects(where, untilSettings(request, until), (rails) =>
      withPauses(rails, request, until),
    ),
    events: [
      emits(prime.addresses.vault, primeVaultAbi, 'Paused', { sender: from, takes, withdrawals, until }),
    ],
    disables: [
      ...(takes
        ? [
            `${prime.name} draws nothing from its vault until ${end}, and no debt of its migration moves over (SparkVault/takes-paused).`,
          ]
        : []),
      ...(withdrawals
        ? [
            `The Generator recalls nothing from the vault until ${end}, and no debt moves back (SparkVault/withdrawals-paused).`,
          ]
        : []),
      `Deposits, and what ${prime.name} returns, still come in.`,
    ],
    undo: `A holder of GUARDRAIL_ROLE ends it at once, and it ends by itself at ${end}.${nextPause(stored.ok ? stored.value : null)}`,
  }
}

/** `unpause` of a vault by an operator: the cool-down begins. Source: DOMAIN.md §5.2 (c). */
export function unpauseVault(request: UnpauseVaultRequest, where: GuardedVault, from: Address): Action {
  const { prime, model } = where
  const { time } = model
  const stored = storedRails(where)
  const coolDown = where.guardrails.bounds.coolDown
  const what = whatOf(request)
  return {
    request,
    title: `End the pause of ${what} of ${prime.name}'s vault`,
    emergency: false,
    from,
    calls: [
      {
        to: prime.addresses.vault,
        value: 0n,
        data: encodeFunctionData({
          abi: primeVaultAbi,
          functionName: 'unpause',
          args: [request.takes, request.withdrawals],
        }),
      },
    ],
    permission: operatorPermission(where, from),
    requirements: [
      verdictRequirement(
        map(stored, (rails) => judgeUnpause(rails, request, time)),
        ({ ok }) => (ok ? `Paused now: ${what}` : `Not paused now: ${what} (SparkVault/not-paused)`),
      ),
    ],
    effects: guardrailEffects(where, untilSettings(request, time), (rails) =>
      withPauses(rails, request, time),
    ),
    events: [
      emits(prime.addresses.vault, primeVaultAbi, 'Unpaused', {
        ...{ sender: from, takes: request.takes, withdrawals: request.withdrawals },
      }),
    ],
    disables: coolDown.ok
      ? [`No other pause of ${what} for ${formatDuration(coolDown.value)}: the cool-down begins now.`]
      : [],
    undo: `A holder of GUARDRAIL_ROLE can pause again after the cool-down${coolDown.ok ? `, ${fromDate(time + coolDown.value, time)}` : ''}.`,
  }
}

const whatOf = (scope: PauseScope): string => kindsOf(scope).join(' and ') || 'nothing'

/** The ends that a call sets [unix s]. */
function untilSettings(scope: PauseScope, until: bigint): readonly Setting[] {
  return kindsOf(scope).map((kind) => ({ path: `${kind}PausedUntil`, value: until, timed: true }) as const)
}

function pauseText(
  verdict: GuardrailVerdict,
  request: PauseVaultRequest,
  stored: Guardrails | null,
  now: bigint,
): string {
  if (verdict.ok) return 'The bounds of the vault and the cool-down allow it'
  const { reason, at } = verdict
  if (at !== undefined) {
    return `Next pause of ${whatOf(request)} ${whenWords(at, now)} (${reason})`
  }
  switch (reason) {
    case 'SparkVault/nothing-to-pause':
      return `Takes or withdrawals are to be paused (${reason})`
    case 'SparkVault/zero-pause':
      return `The pause lasts at least a second (${reason})`
    default: {
      const longest = stored?.bounds.maxPause ?? 0n
      const most =
        longest === 0n
          ? 'Governance allows no pause of this vault'
          : `A pause lasts ${formatDuration(longest)} at most`
      return `${most} (${reason})`
    }
  }
}

const nextPause = (stored: Guardrails | null): string =>
  stored === null ? '' : ` The next one is possible ${formatDuration(stored.bounds.coolDown)} after its end.`
