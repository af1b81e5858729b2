import type { BrowserContext, Page } from '@playwright/test'
import { encodeFunctionData } from 'viem'
import { report } from '@/lib/testing/report'
import { keys } from '../contracts/script/scenario'
import { rateLimitsAbi } from '../lib/abi'
import { faultsOf, OF_THE_LANGUAGE, type Truth } from '../lib/testing/shown'
import { expect } from './fixtures'
import { type Shown, shown, shownAnew } from './shown'
import type { Stack } from './stack'

/** How long after a block it is known what is true of it [s]. */
const LATEST = 60

/** Longest time until a fault is said, and until all is right again without a reload, on a busy machine [ms]. */
const PATIENCE = { say: 20_000, recover: 20_000 }

/** What is said of checks that rest on events, where these could not be read: their titles, bounds and advice. */
const UNCHECKED: readonly string[] = [
  'All events of the deployment were read',
  'Anyone can execute it now. Protego drops it if it should not take effect.',
  'Code that is known here, with calldata that it takes',
  'Could not check',
  'Do not rely on this list being all of it until the events were read.',
  'Each plan below is pending or ended as shown, by the pause itself.',
  'Every pending plan runs the code that was decided',
  'Expected',
  'Governance',
  'It reverts when it is executed. Find out who changed its code, and drop it.',
  'Limits under unnamed keys, timelock operations and cBEAM pairs set since then are not shown.',
  'No plan of governance can be executed',
  'No plan that is plotted, due, of the code that was decided, and whose steps pass at this hour',
  'A settlement for every day, or one that covers it',
  'Each settlement begins at the rate of the last, and multiplies it by its factor',
  'Every day of the queues since the first was settled, or is covered',
  'Find out who set it: only the Diamond can. Look at what was cut into it lately.',
  'Locked at 13:00 and settled at 16:00 UTC, within 5 min',
  'Look at the facets of the Diamond. Governance replaces a facet that is not approved.',
  'Nothing is lost: the next settlement covers it. Ask the LCTS operator to lock and settle.',
  'Read its code before its time comes: the console cannot say what it does.',
  'Settlements of the SrUsdsFacet alone mint and burn srUSDS',
  'srUSDS',
  'The Diamond, by a facet of its deployment or one that governance approved; as much supply as settlements made',
  'The queues are on time today',
  'The rate moved at settlements only, each time by its factor',
  'Users wait longer and lose nothing. Ask the LCTS operator to lock, or to settle, now.',
  'Read up to this block',
  'Still holds',
  'The code hash that each plan names',
  'What every pending plan does is known',
  'What to do',
  '—',
]

/**
 * What a page shows besides where events or values could not be read: how many checks are unknown and which, and no
 * figure of a contract.
 */
export const WITHOUT_LOGS = new RegExp(
  [
    `^(Attention:|(: )?(${UNCHECKED.map((text) => text.replaceAll('.', '\\.')).join('|')}))$`,
    /^\d+ things? needs? attention|could not be checked|^\d+ (reads?|more)$|checks passed$|^Of \d+ checks? /
      .source,
    /\blogs?\b|\bevents (from|after) block|^Events are still being read|^Plans may be missing/i.source,
  ].join('|'),
  'i',
)

/** One fault of a way to the chain. */
export interface Fault {
  readonly name: string
  /** What the status bar or the page says of it, in words; null where everything goes on as if nothing were. */
  readonly said: RegExp | null
  /** Whether the page shows the newest block all the same; it does where nothing is said. */
  readonly goesOn?: boolean
  /** What the page shows besides what is true of the block: that something is unknown, and what follows from it. */
  readonly besides?: RegExp
  /** How many blocks come while the fault lasts; one where it does not say. */
  readonly blocks?: number
  /** Switches it on. @returns switches it off */
  readonly begin: () => Promise<() => unknown> | (() => unknown)
}

/** A page that reads the truth, with no gate before it. */
export class Witness {
  /** What is true of each block, by its hash; for a block before a sleep, also what is true after it. */
  private readonly truths = new Map<string, readonly Truth[]>()
  private changes = 0n

  private constructor(
    private readonly chain: Stack,
    private readonly page: Page,
  ) {}

  static async at(chain: Stack, context: BrowserContext, url: string): Promise<Witness> {
    const page = await context.newPage()
    await page.addInitScript(canSkipTime)
    await page.goto(url)
    await expect(page.locator('html[data-started]')).toBeAttached()
    const witness = new Witness(chain, page)
    await witness.next()
    return witness
  }

  /** Changes figures on chain, in a block of their own, and learns what is true of it. @returns its hash */
  async next(): Promise<string> {
    const [generator] = this.chain.deployment.generators
    this.changes += 1n
    const maxAmount = (100_000_000n + this.changes * 1_234_567n) * 10n ** 18n
    await this.chain.call(
      this.chain.deployment.governance?.pauseProxy ?? '',
      generator?.addresses.rateLimits ?? '',
      encodeFunctionData({
        abi: rateLimitsAbi,
        functionName: 'setRateLimitData',
        args: [keys.mint, maxAmount, this.changes * 10n ** 15n],
      }),
    )
    const { hash, number, timestamp } = await this.chain.head()
    await this.lookAt(hash, 0)
    // No page takes a block for younger than it is when it comes: this is the second of the block.
    await this.skipTime(-LATEST)
    const early = await this.lookAt(hash, timestamp, timestamp + 1)
    await this.skipTime(2 * LATEST)
    const late = await this.lookAt(hash, timestamp + LATEST)
    await this.skipTime(-LATEST)
    expect(early.number.replaceAll(',', '')).toBe(String(number))
    this.truths.set(hash, [{ number: early.number, early: early.texts, late: late.texts }])
    return hash
  }

  /** Learns what is true of the newest block for a page that still shows it that much later [s]. */
  async sleeps(seconds: number): Promise<void> {
    const { hash, timestamp } = await this.chain.head()
    const at = (time: number) => this.lookAt(hash, time, time + LATEST)
    await this.skipTime(seconds)
    const early = await at(timestamp + seconds)
    await this.skipTime(LATEST)
    const late = await at(timestamp + seconds + LATEST)
    await this.skipTime(-seconds - LATEST)
    const then = { number: early.number, early: early.texts, late: late.texts }
    this.truths.set(hash, [...(this.truths.get(hash) ?? []), then])
  }

  /**
   * What a page shows that is wrong for the block that it names.
   * @param besides what else it may show where something is unknown; null where nothing is unknown
   */
  wrongIn({ block, number, texts, everything }: Shown, besides: RegExp | null = null): readonly string[] {
    const words = everything.split('\n').filter((text) => OF_THE_LANGUAGE.test(text))
    const truths = block === null ? undefined : this.truths.get(block)
    if (truths === undefined) return [`a block that is none: ${block}`, ...words]
    const wrong = truths.map((truth) => [
      ...(truth.number === number ? [] : [`block ${truth.number} is called ${number}`]),
      ...faultsOf(texts, truth, besides),
    ])
    return [...(wrong.sort((a, b) => a.length - b.length)[0] ?? []), ...words]
  }

  private skipTime(seconds: number): Promise<void> {
    return this.page.evaluate((by) => window.skipTime(by), seconds)
  }

  /**
   * What the page shows, once it shows the block and its clock is there. It looks for these two alone until then: a look
   * at all texts takes longer.
   * @param from, until time of its clock [unix s], the end not included
   */
  private async lookAt(block: string, from: number, until = Number.POSITIVE_INFINITY): Promise<Shown> {
    const clocks = [clockOf(from), Number.isFinite(until) ? clockOf(until) : '24'] as const
    for (;;) {
      await this.page.waitForFunction(showsAt, [block, ...clocks] as const, { polling: 50 })
      const look = await shown(this.page)
      if (look.block === block && isWithin(look.status, ...clocks)) return look
    }
  }
}

declare global {
  interface Window {
    skipTime(seconds: number): void
    sleep(seconds: number): void
  }
}

/**
 * Runs in the page: both of its clocks can be put forward, as if so much time had passed; or the calendar alone, as in a
 * sleep, in which many systems stop the other one.
 */
export function canSkipTime(): void {
  let skipped = 0
  let slept = 0
  const [calendar, monotonic] = [Date.now.bind(Date), performance.now.bind(performance)]
  Date.now = () => calendar() + skipped + slept
  performance.now = () => monotonic() + skipped
  window.skipTime = (seconds) => {
    skipped += seconds * 1_000
  }
  window.sleep = (seconds) => {
    slept += seconds * 1_000
  }
}

/** Runs in the page: whether it shows the block, at a time of day between two. */
function showsAt([block, from, until]: readonly [string, string, string]): boolean {
  const shownBlock = document.querySelector<HTMLElement>('[data-block]')?.dataset.block
  const clock = /\d\d:\d\d:\d\d/.exec(document.querySelector('header')?.textContent ?? '')?.[0] ?? ''
  return shownBlock === block && clock >= from && clock < until
}

/** Longest report of one fault that went wrong [characters]. */
const MOST = 1_500

/** One page that is never reloaded, and the faults that it meets. */
export class FaultPlay {
  private readonly thrown: string[] = []

  constructor(
    private readonly page: Page,
    private readonly witness: Witness,
  ) {
    page.on('pageerror', (error) => this.thrown.push(String(error)))
  }

  /** Plays all, one after the other, and prints what each took. */
  async all(faults: readonly Fault[]): Promise<void> {
    const failed: string[] = []
    const begun = performance.now()
    for (const fault of faults) {
      await this.play(fault).catch((error: unknown) => failed.push(String(error).slice(0, MOST)))
    }
    report(
      `${faults.length} faults, ${failed.length} not as they should be: ${ms(performance.now() - begun)}`,
    )
    expect([...failed, ...this.thrown]).toEqual([])
  }

  /** Plays a fault from its start until all is right again. */
  private async play({
    name,
    said,
    goesOn = said === null,
    besides,
    blocks = 1,
    begin,
  }: Fault): Promise<void> {
    await this.page.evaluate(() => Object.assign(window, { wasLoaded: true }))
    const end = await begin()
    const begun = performance.now()
    try {
      let head = ''
      for (let block = 0; block < blocks; block++) head = await this.witness.next()
      await this.until(`${name}: ${said ?? 'goes on'}`, PATIENCE.say, besides, ({ status, block, texts }) => {
        const isSaid = said === null || said.test(`${status} ${texts.join(' ')}`)
        return isSaid && (!goesOn || block === head)
      })
    } finally {
      await end()
    }
    const ended = performance.now()
    const head = await this.witness.next()
    await this.until(
      `${name}: right again`,
      PATIENCE.recover,
      besides,
      (look) =>
        look.block === head && look.status.includes('RPC answers') && this.witness.wrongIn(look).length === 0,
    )
    expect(await this.page.evaluate(() => 'wasLoaded' in window), `${name}: no reload`).toBe(true)
    const times = `${said === null ? 'goes on' : 'said'} ${ms(ended - begun)}, right again ${ms(performance.now() - ended)}`
    report(`${name.padEnd(45)} ${times}`)
  }

  /** Looks again and again, and expects each time that nothing wrong is shown. */
  private async until(
    what: string,
    most: number,
    besides: RegExp | undefined,
    holds: (look: Shown) => boolean,
  ): Promise<void> {
    const deadline = performance.now() + most
    let look = await shown(this.page)
    for (;;) {
      expect(this.witness.wrongIn(look, besides), `${what}: nothing wrong is shown`).toEqual([])
      if (holds(look)) return
      if (performance.now() > deadline) {
        const all = this.witness.wrongIn(look).join('; ')
        throw new Error(`${what}: not after ${most} ms. Block ${look.number}; ${look.status}; ${all}`)
      }
      look = await this.changed(deadline, look)
    }
  }

  /** The next look that differs, or the same one at the deadline: what has not changed is as right as it was. */
  private async changed(deadline: number, last: Shown): Promise<Shown> {
    while (performance.now() < deadline) {
      const look = await shownAnew(this.page)
      if (look !== null) return look
      await this.page.waitForTimeout(25)
    }
    return last
  }
}

function isWithin(status: string, from: string, until: string): boolean {
  const clock = /\d\d:\d\d:\d\d/.exec(status)?.[0] ?? ''
  return clock >= from && clock < until
}

/** Time of day. @param time [unix s] */
const clockOf = (time: number): string => new Date(time * 1_000).toISOString().slice(11, 19)

const ms = (time: number): string => `${Math.round(time)} ms`.padStart(8)
