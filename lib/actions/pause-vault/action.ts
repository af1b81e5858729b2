import { type Address, encodeFunctionData, isAddressEqual } from 'viem'
import { primeVaultAbi } from '@/lib/abi'
import { storedPauses } from '@/lib/console/derive/guardrails'
import type { Effect } from '@/lib/console/diff'
import { timed } from '@/lib/console/effects'
import type { GuardrailModel } from '@/lib/console/facts/guardrails'
import { formatDuration, formatUtc, fromDate, untilAhead, whenWords } from '@/lib/format'
import { combine, map } from '@/lib/leaf'
import type { Place } from '@/lib/leaf/path'
import { max } from '@/lib/math'
import {
  afterPause,
  afterUnpause,
  coolDownAfter,
  endOfPauses,
  type Guardrails,
  type GuardrailVerdict,
  isRunning,
  judgePause,
  judgeUnpause,
  kindsOf,
  type PauseScope,
  type Pauses,
  withPauses,
} from '@/lib/vaults'
import type { ActionDefinition } from '../definition'
import type { DirectAction } from '../direct'
import { emits } from '../emits'
import {
  type GuardedVault,
  guardedVault,
  guardrailEffects,
  operatorPermission,
  storedRails,
  verdictRequirement,
} from '../guardrail-parts'
import { vaultName } from '../prime-of'
import { type PauseVaultRequest, pauseVaultKind, type UnpauseVaultRequest, unpauseVaultKind } from './request'

export const pauseVault: ActionDefinition<PauseVaultRequest, true> = {
  ...pauseVaultKind,
  build: (request, model, from) => {
    const where = guardedVault(request, model)
    return where && pause(request, where, from)
  },
}

export const unpauseVault: ActionDefinition<UnpauseVaultRequest, true> = {
  ...unpauseVaultKind,
  build: (request, model, from) => {
    const where = guardedVault(request, model)
    return where && unpause(request, where, from)
  },
}

/** `pause` of a vault by an operator. The pause ends by itself. Source: DOMAIN.md §5.2 (c). */
function pause(
  request: PauseVaultRequest,
  where: GuardedVault,
  from: Address,
): DirectAction<PauseVaultRequest> {
  const { prime, model } = where
  const { time } = model
  const { takes, withdrawals, duration } = request
  const stored = storedRails(where)
  const pauses = storedPauses(where.guardrails)
  const by = { account: from, as: 'operator' } as const
  const until = time + duration
  const end = formatUtc(until)
  return {
    request,
    title: `Pause ${whatOf(request)} of ${vaultName(where, model)} for ${formatDuration(duration)}`,
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
        combine({ rails: stored, pauses }, (known) =>
          judgePause({ bounds: known.rails.bounds, pauses: known.pauses }, request, by, time),
        ),
        (verdict) => pauseText(verdict, request, stored.ok ? stored.value : null, time),
      ),
    ],
    effects: pauseEffects(where, request, (before) => afterPause(before, request, from, time)),
    events: [
      emits(prime.addresses.vault, primeVaultAbi, 'Paused', { sender: from, takes, withdrawals, until }),
    ],
    afterwards: pausedWords(request, prime.name, end),
    next: 'It ends by itself.',
    disables: [
      ...(takes
        ? [
            `${prime.name} cannot draw from its vault until ${end}, and none of its debt can be migrated (SparkVault/takes-paused).`,
          ]
        : []),
      ...(withdrawals
        ? [
            `The Generator cannot recall anything from the vault until ${end}, and no debt can be migrated back (SparkVault/withdrawals-paused).`,
          ]
        : []),
      `Deposits and what ${prime.name} returns are still accepted.`,
    ],
    undo: `${from} and governance can end it at once; it ends by itself at ${end}. No other operator can end it.${nextPause(stored.ok ? stored.value : null, from, duration)}`,
  }
}

/** `unpause` of a vault by an operator, which starts its cool-down. Source: DOMAIN.md §5.2 (c). */
function unpause(
  request: UnpauseVaultRequest,
  where: GuardedVault,
  from: Address,
): DirectAction<UnpauseVaultRequest> {
  const { prime, model } = where
  const { time } = model
  const stored = storedRails(where)
  const pauses = storedPauses(where.guardrails)
  const by = { account: from, as: 'operator' } as const
  const wait = combine({ rails: stored, pauses }, (known) =>
    longestWait(known.pauses, request, from, known.rails, time),
  )
  const what = whatOf(request)
  return {
    request,
    title: `End the pause of ${what} of ${vaultName(where, model)}`,
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
        combine({ rails: stored, pauses }, (known) =>
          judgeUnpause({ ...known.rails, pauses: known.pauses }, request, by, time),
        ),
        (verdict) => unpauseText(verdict, what, from),
      ),
    ],
    effects: pauseEffects(where, request, (before) => afterUnpause(before, request, from, time)),
    events: [
      emits(prime.addresses.vault, primeVaultAbi, 'Unpaused', {
        ...{ sender: from, takes: request.takes, withdrawals: request.withdrawals },
      }),
    ],
    afterwards: `${from} no longer pauses ${what} of ${prime.name}'s vault.`,
    disables: [
      ...(wait.ok
        ? [`${from} cannot pause ${what} again for ${formatDuration(wait.value)}: its cool-down begins now.`]
        : []),
      ...(pauses.ok ? stillPaused(pauses.value, request, from, time) : []),
    ],
    undo: `${from} can pause again after its cool-down${wait.ok ? `, ${fromDate(time + wait.value, time)}` : ''}. Governance, and any operator without a cool-down, can pause at once.`,
  }
}

function pausedWords({ takes, withdrawals }: PauseScope, name: string, end: string): string {
  if (takes && withdrawals)
    return `${name} can draw nothing, and the Generator can recall nothing, until ${end}.`
  if (takes) return `${name} can draw nothing until ${end}.`
  return withdrawals ? `The Generator can recall nothing from ${name} until ${end}.` : 'Nothing is paused.'
}

const whatOf = (scope: PauseScope): string => kindsOf(scope).join(' and ') || 'nothing'

/** How a call changes the pauses and their ends. */
function pauseEffects(
  where: GuardedVault,
  scope: PauseScope,
  after: (before: Pauses) => Pauses,
): readonly Effect[] {
  const then = map(storedPauses(where.guardrails), after)
  if (!then.ok) return []
  const settings = (rails: Place<GuardrailModel>) =>
    kindsOf(scope).flatMap((kind) => [
      timed(rails[`${kind}PausedUntil`], endOfPauses(then.value[kind])),
      timed(rails[`${kind}Pauses`], then.value[kind]),
    ])
  return guardrailEffects(where, settings, (rails) => withPauses(rails, then.value))
}

/** The cool-down that begins when an operator ends its pause [s]; where it ends two, that of the longer one. */
function longestWait(
  pauses: Pauses,
  scope: PauseScope,
  from: Address,
  { bounds }: Guardrails,
  now: bigint,
): bigint {
  const lengths = kindsOf(scope).map((kind) => {
    const own = pauses[kind].find(({ by }) => isAddressEqual(by, from))
    return own && now > own.start ? now - own.start : 0n
  })
  return coolDownAfter(max(0n, ...lengths), bounds)
}

/** The pauses that go on after an operator has ended its own. */
function stillPaused(pauses: Pauses, scope: PauseScope, from: Address, now: bigint): readonly string[] {
  const after = afterUnpause(pauses, scope, from, now)
  return kindsOf(scope).flatMap((kind) => {
    const end = endOfPauses(after[kind])
    return end > now && isRunning(pauses[kind], from, now)
      ? [`Somebody else's pause goes on: ${kind} stay paused ${untilAhead(end)}.`]
      : []
  })
}

function unpauseText(verdict: GuardrailVerdict, what: string, from: Address): string {
  if (verdict.ok) return `Paused now, by ${from}: ${what}`
  return verdict.reason === 'SparkVault/pause-of-another'
    ? `${from} has no running pause of its own for all of this: ${what}. Only governance, or whoever began a pause, can end it (${verdict.reason})`
    : `Not paused now: ${what} (${verdict.reason})`
}

function pauseText(
  verdict: GuardrailVerdict,
  request: PauseVaultRequest,
  stored: Guardrails | null,
  now: bigint,
): string {
  if (verdict.ok) return 'The bounds of the vault and the cool-down of the operator allow it'
  const { reason, at } = verdict
  if (at !== undefined) {
    return `Next pause of ${whatOf(request)} by this operator ${whenWords(at, now)} (${reason})`
  }
  switch (reason) {
    case 'SparkVault/nothing-to-pause':
      return `Nothing is chosen to be paused (${reason})`
    case 'SparkVault/zero-pause':
      return `A pause has to last at least 1 s (${reason})`
    default: {
      const longest = stored?.bounds.maxPause ?? 0n
      const most =
        longest === 0n
          ? 'Governance does not allow pauses of this vault'
          : `A pause can last ${formatDuration(longest)} at most`
      return `${most} (${reason})`
    }
  }
}

const nextPause = (stored: Guardrails | null, from: Address, duration: bigint): string =>
  stored === null
    ? ''
    : ` ${from} can pause again ${formatDuration(coolDownAfter(duration, stored.bounds))} after it ends.`
