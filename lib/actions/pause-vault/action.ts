import { type Address, encodeFunctionData, isAddressEqual } from 'viem'
import { primeVaultAbi } from '@/lib/abi'
import { storedPauses } from '@/lib/console/derive/guardrails'
import type { Effect } from '@/lib/console/diff'
import { formatDuration, formatUtc, fromDate, untilAhead, whenWords } from '@/lib/format'
import { combine, map } from '@/lib/leaf'
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
  type Setting,
  storedRails,
  verdictRequirement,
} from '../guardrail-parts'
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

/** `pause` of a vault by an operator. It ends by itself. Source: DOMAIN.md §5.2 (c). */
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
    undo: `${from} ends it at once, and so does governance; it ends by itself at ${end}. No other operator can end it.${nextPause(stored.ok ? stored.value : null, from, duration)}`,
  }
}

/** `unpause` of a vault by an operator: the cool-down begins. Source: DOMAIN.md §5.2 (c). */
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
    disables: [
      ...(wait.ok
        ? [
            `No other pause of ${what} by ${from} for ${formatDuration(wait.value)}: its cool-down begins now.`,
          ]
        : []),
      ...(pauses.ok ? stillPaused(pauses.value, request, from, time) : []),
    ],
    undo: `${from} can pause again after its cool-down${wait.ok ? `, ${fromDate(time + wait.value, time)}` : ''}; another operator, and governance, at once where they have none.`,
  }
}

const whatOf = (scope: PauseScope): string => kindsOf(scope).join(' and ') || 'nothing'

/** What a call makes of the pauses, and of their ends. */
function pauseEffects(
  where: GuardedVault,
  scope: PauseScope,
  after: (before: Pauses) => Pauses,
): readonly Effect[] {
  const then = map(storedPauses(where.guardrails), after)
  if (!then.ok) return []
  const settings = kindsOf(scope).flatMap((kind): readonly Setting[] => [
    { path: `${kind}PausedUntil`, value: endOfPauses(then.value[kind]), timed: true },
    { path: `${kind}Pauses`, value: then.value[kind], timed: true },
  ])
  return guardrailEffects(where, settings, (rails) => withPauses(rails, then.value))
}

/** The cool-down that begins with the end of an operator's pause, of the longer one where it ends two [s]. */
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

/** What goes on when an operator has ended its own pause. */
function stillPaused(pauses: Pauses, scope: PauseScope, from: Address, now: bigint): readonly string[] {
  const after = afterUnpause(pauses, scope, from, now)
  return kindsOf(scope).flatMap((kind) => {
    const end = endOfPauses(after[kind])
    return end > now && isRunning(pauses[kind], from, now)
      ? [`The pause of another goes on: ${kind} stay paused ${untilAhead(end)}.`]
      : []
  })
}

function unpauseText(verdict: GuardrailVerdict, what: string, from: Address): string {
  if (verdict.ok) return `Paused now, by ${from}: ${what}`
  return verdict.reason === 'SparkVault/pause-of-another'
    ? `No pause of ${from} runs for all of this: ${what}. Whoever began a pause ends it, or governance (${verdict.reason})`
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

const nextPause = (stored: Guardrails | null, from: Address, duration: bigint): string =>
  stored === null
    ? ''
    : ` The next one of ${from} is possible ${formatDuration(coolDownAfter(duration, stored.bounds))} after its end.`
