import type { Address } from 'viem'
import type { SettlementEvent } from '@/lib/console/facts/srusds'
import type {
  BalanceModel,
  ExitPart,
  Issued,
  NextSettlement,
  QueueModel,
  RateMoves,
  SrUsdsModel,
} from '@/lib/console/model/srusds'
import { formatUtc, plural } from '@/lib/format'
import {
  type DayRecord,
  isOnTime,
  type QueueStatus,
  type Settlement,
  type Side,
  type Standing,
} from '@/lib/lcts'
import { MAX_UINT256, type Seconds } from '@/lib/math'
import { labelled, type WordsOf } from '../leaf-words'
import {
  balanceSentences,
  balanceToken,
  dateOf,
  exitWords,
  issuedWords,
  nextWords,
  queueName,
  rateWords,
  settlementWords,
  standingWords,
  statusWords,
  timeOfDay,
  tokensOf,
} from '../srusds'
import { flag, moment, plain, quantity, told } from '../values'
import type { DescribeContext } from './context'
import { relayerWords, roleWords } from './roles'

const sUsds = quantity(18, 'sUSDS')
const srUsds = quantity(18, 'srUSDS')
const yes = flag('yes', 'no')
const day = told<bigint>((value) => (value === 0n ? 'none' : dateOf(value)))
const factor = quantity(18, '')
const second = told<bigint>(timeOfDay)

/** srUSDS of a Generator. */
export function srUsdsWords(model: SrUsdsModel, { nameOf }: DescribeContext): WordsOf<SrUsdsModel> {
  const unit = (of: string) => ({
    token: [`Address of ${of}`, plain] as const,
    symbol: [`Symbol of ${of}`, plain] as const,
    decimals: [`Decimals of ${of}`, plain] as const,
  })
  return {
    wires: {
      token: ['srUSDS of the Diamond', plain],
      subscribeQueue: ['SubscribeQueue of the Diamond', plain],
      redeemQueue: ['RedeemQueue of the Diamond', plain],
      holdingSystem: ['HoldingSystem of the Diamond', plain],
      lockAt: ['Time of the lock', second],
      settleAt: ['Time of the settlement', second],
      minter: ['Who mints and burns srUSDS', plain],
      controller: ['Who sets the rate of srUSDS', plain],
      asset: ['What the HoldingSystem holds', plain],
      backs: ['What the HoldingSystem backs', plain],
      lossReceiver: ['Who gets what a haircut takes', plain],
      facet: ['Facet that settles the queues of srUSDS', plain],
    },
    srUsds: unit('srUSDS'),
    sUsds: unit('sUSDS'),
    subscribe: queueWords('subscribe', nameOf),
    redeem: queueWords('redeem', nameOf),
    rate: ['Rate of srUSDS', quantity(18, 'sUSDS for 1 srUSDS')],
    supply: ['All srUSDS', srUsds],
    held: ['sUSDS in the HoldingSystem', sUsds],
    lockedDay: ['Last day that was locked', day],
    settledDay: ['Last day that was settled', day],
    publications: (id) => {
      const of = dateOf(BigInt(id))
      return {
        published: [`Publication for ${of}`, yes],
        capacity: [`Capacity published for ${of}`, sUsds],
        factor: [`Factor published for ${of}`, factor],
      }
    },
    operators: labelled(relayerWords(model.operators), (label) => `LCTS operators, ${label}`),
    council: roleWords(
      'Member of the Core Council that publishes',
      'Members of the Core Council that publish',
    ),
    days: ['Record of locks and settlements', told<readonly DayRecord<SettlementEvent>[]>(daysTold)],
    nextLock: ['Time at which the next lock is due', told<Seconds>(formatUtc)],
    nextSettlement: ['Time at which the next settlement is due', told<Seconds>(formatUtc)],
    next: ['Terms of the next settlement', told<NextSettlement>((next) => nextWords(next))],
    forecast: ['What a settlement would convert now', told<Settlement>((made) => settlementWords(made))],
    liabilities: ['Worth of all srUSDS', sUsds],
    balances: (id) => balanceWords(id as BalanceModel['id']),
    rateMoves: ['Moves of the rate of srUSDS', told<RateMoves>(rateWords)],
    issued: ['Supply of srUSDS, by settlements', told<Issued>(issuedWords)],
    exit: (id) => ({
      holds: [`Gate (d): ${exitWords(id as ExitPart['id'], model).holds}`, flag('open', 'not open')],
    }),
  }
}

const daysTold = (days: readonly DayRecord[]) =>
  `${plural(days.length, 'day')}, ${days.filter((one) => isOnTime(one) === true).length} on time`

function balanceWords(id: BalanceModel['id']): WordsOf<BalanceModel> {
  const { holds } = balanceSentences(id)
  const value = quantity(18, balanceToken(id))
  return {
    owed: [`${holds}, owed`, value],
    held: [`${holds}, there`, value],
    residual: [`${holds}, more than owed`, value],
    holds: [holds, yes],
  }
}

function queueWords(
  id: Side,

  nameOf: (address: Address) => string,
): WordsOf<QueueModel> {
  const { asset, reward } = tokensOf[id]
  const [assets, rewards] = [quantity(18, asset), quantity(18, reward)]
  const allowed = told<bigint>((value) => (value === MAX_UINT256 ? 'all' : assets.text(value)))
  const perShare = quantity(27, `${reward} for a share`)
  const words: WordsOf<QueueModel> = {
    operator: ['operator', plain],
    asset: ['what is put in', plain],
    reward: ['what it pays', plain],
    gen: ['generation', plain],
    status: ['number of its status', plain],
    totalShares: ['shares', quantity(18, 'shares')],
    totalUnderlying: ['not converted', assets],
    rewardPerToken: ['paid for a share', perShare],
    undistributed: ['too small to be divided', rewards],
    lockedAt: ['last lock', moment],
    unclaimedReward: ['rewards not claimed', rewards],
    unclaimedUnderlying: ['left of generations that ended, not claimed', assets],
    assetHeld: [`${asset} in it`, assets],
    rewardHeld: [`${reward} in it`, rewards],
    state: ['status', told<QueueStatus>((state) => statusWords[state])],
    health: [
      'shares for one unit that is left',
      told((value: bigint | null) => (value === null ? 'no generation' : factor.text(value))),
    ],
    lockedSince: [
      'locked since',
      told((at: bigint | null) => (at === null ? 'not locked' : moment.text(at))),
    ],
    strayLock: ['locked outside its window', yes],
    positions: (account) => ({
      held: [`${asset} of ${nameOf(account)}`, assets],
      allowance: [`may take ${asset} of ${nameOf(account)}`, allowed],
      gen: [`generation of ${nameOf(account)}`, plain],
      shares: [`shares of ${nameOf(account)}`, quantity(18, 'shares')],
      rewardDebt: [`${nameOf(account)} was paid up to`, perShare],
      final: {
        rewardPerToken: [`paid for a share of the ended generation of ${nameOf(account)}`, perShare],
        underlyingPerToken: [
          `left for a share of the ended generation of ${nameOf(account)}`,
          quantity(27, `${asset} for a share`),
        ],
      },
      standing: [`what ${nameOf(account)} has`, told<Standing>((standing) => standingWords(id, standing))],
    }),
  }
  return labelled(words, (label) => `${queueName[id]}, ${label}`)
}
