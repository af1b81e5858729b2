import { isAddressEqual } from 'viem'
import { formatDuration, formatExact, formatUtc, plural } from '@/lib/format'
import { type DayRecord, GRACE, isLockedTooLong, longestLock, rateFault, UNCHANGED } from '@/lib/lcts'
import { combine, every, type Leaf, map } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import {
  balanceSentences,
  balanceToken,
  dateOf,
  exitWords,
  heldFor,
  lockWords,
  minterFound,
  nextWords,
  queueName,
  rateFaultWords,
  rateWords,
  settleWords,
  timeOfDay,
} from '@/lib/words/srusds'
import { isSettled } from '../derive/srusds'
import type { GeneratorModel, Unchecked } from '../model'
import type { Check } from '../model/check'
import type { BalanceModel, QueueModel, SrUsdsModel } from '../model/srusds'
import { checkAt } from './check-at'

type Statement = Omit<Check, 'id' | 'area' | 'shownAt'>

/** srUSDS of a Generator: what each party has, the rate, the record of its days, and who issues it. None without srUSDS. */
export function srUsdsChecks(generator: GeneratorModel, model: Unchecked): readonly Check[] {
  const { srUsds, id } = generator
  if (srUsds === null) return []
  const statements: readonly (readonly [name: string, statement: Statement])[] = [
    ...srUsds.balances.map((balance) => [`balance/${balance.id}`, balanceCheck(balance)] as const),
    ['rate', rateCheck(srUsds)],
    ['minter', minterCheck(srUsds)],
    ['wiring', wiringCheck(srUsds, id)],
    ...[srUsds.subscribe, srUsds.redeem].flatMap((queue) => [
      [`window/${queue.id}`, windowCheck(queue, srUsds, model.time)] as const,
      [`locked/${queue.id}`, lockedCheck(queue, srUsds, model.time)] as const,
    ]),
    ['settled', settledCheck(srUsds)],
    ['last-day', lastDayCheck(srUsds)],
    ['publication', publicationCheck(srUsds)],
    ['terms', termsCheck(srUsds)],
  ]
  return statements.map(([name, statement]) =>
    checkAt(model, generator, {
      ...statement,
      id: `srusds/${name}/${id}`,
      area: 'srusds',
      shownAt: { page: 'srusds' },
    }),
  )
}

function balanceCheck({ id, owed, held, residual, holds }: BalanceModel): Statement {
  const token = balanceToken(id)
  return {
    says: balanceSentences(id),
    level: 'critical',
    holds,
    found: combine(
      { owed, held, residual },
      (read) =>
        `${formatExact(read.held, 18)} ${token} there, ${formatExact(read.owed, 18)} owed: ${residualWords(read.residual)}.`,
    ),
    expected: 'At least what is owed',
    remedy:
      id === 'backing'
        ? 'A redemption and a rise of the rate revert, and the settlement with them. Bring the difference to the HoldingSystem: a haircut does not mend it, since it takes out what it cuts.'
        : 'The last to claim are not paid. Nothing that the contracts do explains it: find out what moved the tokens.',
  }
}

const residualWords = (residual: bigint): string =>
  residual < 0n ? `${formatExact(-residual, 18)} too little` : `${formatExact(residual, 18)} more than owed`

function rateCheck({ rateMoves }: SrUsdsModel): Statement {
  const { holds, fails, remedy } = exitWords('rate', { exitDays: 1 })
  return {
    says: { holds, fails },
    level: 'critical',
    holds: map(rateMoves, ({ wrong, last, now }) => wrong === null && last === now),
    found: map(rateMoves, rateWords),
    expected: 'Each settlement begins at the rate of the last, and multiplies it by its factor',
    remedy,
  }
}

function minterCheck(srUsds: SrUsdsModel): Statement {
  const { exit, exitDays, wires } = srUsds
  const { holds, fails, remedy } = exitWords('minter', { exitDays })
  return {
    says: { holds, fails },
    level: 'critical',
    holds: exit.find(({ id }) => id === 'minter')?.holds ?? map(wires.minter, () => false),
    found: minterFound(srUsds),
    expected:
      'The Diamond, by a facet of its deployment or one that governance approved; as much supply as settlements made',
    remedy,
  }
}

function wiringCheck(
  { wires, addresses, timetable, subscribe, redeem }: SrUsdsModel,
  diamond: GeneratorModel['id'],
): Statement {
  const { token, subscribeQueue, redeemQueue, holdingSystem, underlying } = addresses
  const parts = [
    { name: 'srUSDS', found: wires.token, expected: token },
    { name: 'SubscribeQueue', found: wires.subscribeQueue, expected: subscribeQueue },
    { name: 'RedeemQueue', found: wires.redeemQueue, expected: redeemQueue },
    { name: 'HoldingSystem', found: wires.holdingSystem, expected: holdingSystem },
    { name: 'Controller of the HoldingSystem', found: wires.controller, expected: diamond },
    { name: 'Token in the HoldingSystem', found: wires.asset, expected: underlying },
    { name: 'Token that it backs', found: wires.backs, expected: token },
    ...[subscribe, redeem].flatMap((queue) => {
      const [asset, reward] = queue.id === 'subscribe' ? [underlying, token] : [token, underlying]
      const name = queueName[queue.id]
      return [
        { name: `Operator of the ${name}`, found: queue.operator, expected: diamond },
        { name: `What is put into the ${name}`, found: queue.asset, expected: asset },
        { name: `What the ${name} pays`, found: queue.reward, expected: reward },
      ]
    }),
  ]
  const addressesRead = every(parts.map(({ found }) => found))
  const times = combine({ lockAt: wires.lockAt, settleAt: wires.settleAt }, (known) => known)
  const wrong = combine({ addressesRead, times }, (known) => [
    ...parts.flatMap(({ name, expected }, index) => {
      const found = known.addressesRead[index]
      return found !== undefined && isAddressEqual(found, expected) ? [] : [`${name}: ${found}`]
    }),
    ...(known.times.lockAt === timetable.lockAt ? [] : [`Lock at ${timeOfDay(known.times.lockAt)}`]),
    ...(known.times.settleAt === timetable.settleAt
      ? []
      : [`Settlement at ${timeOfDay(known.times.settleAt)}`]),
  ])
  return {
    says: {
      holds: 'The parts of srUSDS are connected as the deployment file says',
      fails: 'The parts of srUSDS are not connected as the deployment file says',
    },
    level: 'critical',
    holds: map(wrong, (list) => list.length === 0),
    found: map(wrong, (list) =>
      list.length === 0 ? `${plural(parts.length, 'part')}, and both times.` : `${list.join('. ')}.`,
    ),
    expected: 'As in the deployment file',
    remedy:
      'The deployment file names other parts than the chain has, so this page shows what is not in use.',
  }
}

/** A queue that is locked outside the time from a lock to its settlement. */
function windowCheck(queue: QueueModel, { timetable }: SrUsdsModel, now: Seconds): Statement {
  const name = queueName[queue.id]
  return {
    says: {
      holds: `The ${name} is locked only between lock and settlement`,
      fails: `The ${name} is locked outside of its window`,
    },
    level: 'attention',
    holds: map(queue.strayLock, (is) => !is),
    found: lockFound(queue, now),
    expected: `Not locked but from ${timeOfDay(timetable.lockAt)} to ${timeOfDay(timetable.settleAt)} UTC`,
    remedy: 'Its users wait and lose nothing. The LCTS operator settles it.',
  }
}

function lockedCheck(queue: QueueModel, { timetable }: SrUsdsModel, now: Seconds): Statement {
  const name = queueName[queue.id]
  const most = formatDuration(longestLock(timetable))
  return {
    says: {
      holds: `The ${name} has not been locked for more than ${most}`,
      fails: `The ${name} has been locked for more than ${most}`,
    },
    level: 'attention',
    holds: map(queue.lockedSince, (since) => since === null || !isLockedTooLong(timetable, since, now)),
    found: lockFound(queue, now),
    expected: `At most ${most} from lock to settlement`,
    remedy: 'Its users wait and lose nothing. The LCTS operator settles it.',
  }
}

const lockFound = ({ lockedSince }: QueueModel, now: Seconds): Leaf<string> =>
  map(lockedSince, (since) =>
    since === null ? 'Not locked.' : `Locked since ${formatUtc(since)}, for ${heldFor(since, now)}.`,
  )

function settledCheck({ days, timetable }: SrUsdsModel): Statement {
  const unsettled = map(days, (all) => all.filter((day) => !isSettled(day)))
  return {
    says: {
      holds: 'Every day of the queues since the first was settled, or is covered',
      fails: 'A day of the queues was not settled, and nothing covers it',
    },
    level: 'attention',
    holds: map(unsettled, (list) => list.length === 0),
    found: combine({ days, unsettled }, ({ days: all, unsettled: list }) =>
      list.length === 0
        ? `${plural(all.length, 'day')}, each with a settlement or covered by one.`
        : `${list.map((one) => `${dateOf(one.day)}: ${settleWords(one.settle, timetable)}`).join('. ')}.`,
    ),
    expected: 'A settlement for every day, or one that covers it',
    remedy: 'Nothing is lost: the next settlement covers it. Ask the LCTS operator to lock and settle.',
  }
}

/** The last day whose lock was due. */
function lastDayCheck({ days, timetable }: SrUsdsModel): Statement {
  const last = map(days, (all) => all.at(-1) ?? null)
  return {
    says: {
      holds: 'The queues are on time today',
      fails: 'The queues are late today',
    },
    level: 'attention',
    holds: map(last, (day) => day === null || isTimely(day)),
    found: map(last, (day) =>
      day === null
        ? 'Nothing was locked yet.'
        : `${dateOf(day.day)}: ${lockWords(day.lock, timetable)}; ${settleWords(day.settle, timetable)}.`,
    ),
    expected: `Locked at ${timeOfDay(timetable.lockAt)} and settled at ${timeOfDay(timetable.settleAt)} UTC, within 5 min`,
    remedy: 'Users wait longer and lose nothing. Ask the LCTS operator to lock, or to settle, now.',
  }
}

/** Within the grace, or not due yet. A lock that is a minute past its time may still come. */
function isTimely({ lock, settle, settlements }: DayRecord): boolean {
  const isLockTimely =
    lock.state === 'ahead' || lock.state === 'on-time' || (lock.state === 'not-locked' && lock.late <= GRACE)
  const isSettleTimely = settle.state === 'ahead' || settle.state === 'due' || settle.state === 'on-time'
  return isLockTimely && isSettleTimely && settlements.length <= 1
}

function publicationCheck({ next }: SrUsdsModel): Statement {
  return {
    says: {
      holds: 'Capacity and yield of the next settlement are published, or still can be',
      fails: 'Nothing was published for the next settlement in time',
    },
    level: 'notice',
    holds: map(next, ({ published, isOpen }) => published !== null || isOpen),
    found: map(next, (known) => nextWords(known)),
    expected: 'A publication by the Core Council before the lock',
    remedy:
      'The settlement uses the fallback: the rate stays, and the queues are netted only. Publish for the day after it.',
  }
}

/** Published terms for which the settlement would revert before it touches a queue. */
function termsCheck({ next, supply, held, rate }: SrUsdsModel): Statement {
  const fault = combine({ next, supply, held, rate }, (known) =>
    rateFault(known.supply, known.held, known.rate, known.next.published?.factor ?? UNCHANGED),
  )
  return {
    says: {
      holds: 'The next settlement can move the rate as published',
      fails:
        'The next settlement would revert: the HoldingSystem does not have what the published rate needs',
    },
    level: 'attention',
    holds: map(fault, (one) => one === null),
    found: map(fault, rateFaultWords),
    expected: 'Yield is in the HoldingSystem before the settlement that raises the rate by it',
    remedy: 'Bring what is lacking to the HoldingSystem before the settlement. Until then both queues wait.',
  }
}
