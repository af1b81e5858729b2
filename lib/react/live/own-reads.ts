import type { Address } from 'viem'
import { withAccounts } from '@/lib/chain/read/account'
import type { Answers } from '@/lib/chain/read/ask'
import type { Reading } from '@/lib/chain/read/reader'
import { type WatchedHash, type Watchlist, withWatched } from '@/lib/console/facts/watchlist'
import { pageTime } from '../page/time'

/**
 * What this browser asks in addition to what is read for everyone: the rights of its account and of others that somebody
 * looks at, and the transactions it watches.
 */
export interface OwnQuestions {
  readonly account: Address | null
  readonly others: readonly Address[]
  readonly watched: readonly WatchedHash[]
}

/** `being-read`: the first answers are on their way; `failed`: nobody gave them. */
export type OwnState = 'none' | 'being-read' | 'read' | 'failed'

/** How long answers of an earlier block may stand in for those of the present block [ms]. */
const longestLate = 60_000

/** Pause before a failed question is asked again if no block comes meanwhile [ms]. */
const retryAfter = 2_000

interface Answered {
  readonly questions: OwnQuestions
  /** The answers, without those that were there before. */
  readonly answers: Answers
  /** When they were asked for, on the monotonic clock [ms]. */
  readonly at: number
}

export interface OwnReadsOptions {
  /** The reading that is shown, and the questions to ask beside it. */
  readonly base: () => Reading | null
  readonly questions: () => OwnQuestions
  /** Completes a reading at its block. @throws where no source can */
  readonly complete: (asked: Reading) => Promise<Reading>
  /** Called when answers came, or when none could be had. */
  readonly onChange: () => void
}

/**
 * The questions of one browser, kept apart from the picture, which never waits for them and loses nothing because of
 * them. A question enters the picture together with its answer. An answer that comes when the chain has moved on is
 * used until there is a newer one. Only one attempt is under way at a time, so a slow link is asked as often as it
 * answers.
 */
export class OwnReads {
  private answered: Answered | null = null
  private hasFailed = false
  private isAsking = false
  private again = false
  private retry: ReturnType<typeof setTimeout> | null = null

  constructor(private readonly options: OwnReadsOptions) {}

  get state(): OwnState {
    const { account, others, watched } = this.options.questions()
    if (account === null && others.length === 0 && watched.length === 0) return 'none'
    if (this.usable(account)) return 'read'
    return this.hasFailed ? 'failed' : 'being-read'
  }

  /** The reading, with every question that has been answered. */
  joined(reading: Reading): Reading {
    const { account, others, watched } = this.options.questions()
    const answered = this.fresh()
    if (!answered) return reading
    const known = this.asking(reading.known, {
      account: answered.questions.account === account ? account : null,
      others: others.filter((one) => answered.questions.others.includes(one)),
      watched: watched.filter((entry) => isIn(answered.questions.watched, entry)),
    })
    if (known === reading.known) return reading
    // The reading for everyone is of this very block.
    return { ...reading, known, answers: new Map([...answered.answers, ...reading.answers]) }
  }

  /** Asks the questions at the block that is shown. */
  ask(): void {
    this.again = true
    if (!this.isAsking) void this.run()
  }

  stop(): void {
    if (this.retry !== null) clearTimeout(this.retry)
    this.retry = null
  }

  private async run(): Promise<void> {
    this.isAsking = true
    this.stop()
    while (this.again) {
      this.again = false
      const asked = this.asked()
      if (asked) await this.answer(asked)
    }
    this.isAsking = false
  }

  private asked(): { readonly reading: Reading; readonly questions: OwnQuestions } | null {
    const reading = this.options.base()
    const questions = this.options.questions()
    const known = reading && this.asking(reading.known, questions)
    return reading && known && known !== reading.known ? { reading: { ...reading, known }, questions } : null
  }

  private async answer({
    reading,
    questions,
  }: {
    readonly reading: Reading
    readonly questions: OwnQuestions
  }): Promise<void> {
    const at = pageTime()
    try {
      const whole = await this.options.complete(reading)
      const answers = [...whole.answers].filter(([key]) => !reading.answers.has(key))
      this.answered = { questions, answers: new Map(answers), at }
      this.hasFailed = false
    } catch {
      this.hasFailed = true
      this.retry = setTimeout(() => this.ask(), retryAfter)
    }
    this.options.onChange()
  }

  private asking(known: Watchlist, { account, others, watched }: OwnQuestions): Watchlist {
    return withAccounts(withWatched(known, watched), account ? [account, ...others] : others)
  }

  private usable(account: Address | null): boolean {
    const answered = this.fresh()
    return answered !== null && (account === null || answered.questions.account === account)
  }

  private fresh(): Answered | null {
    const { answered } = this
    return answered && pageTime() - answered.at < longestLate ? answered : null
  }
}

const isIn = (list: readonly WatchedHash[], { safe, hash }: WatchedHash): boolean =>
  list.some((other) => other.safe === safe && other.hash === hash)
