/** What the console is, for somebody who opens it for the first time. */
export const welcome =
  'This console shows who owes what to Sky while the debt of its Primes moves to one Generator, what each Prime can draw, and who may do what; every figure is read from the chain at one block. Whoever holds a role can freeze, pause, change limits and migrate from here, and reviews what an action changes before signing it.'

/** The system in two paragraphs. */
export const story: readonly string[] = [
  'Sky lends USDS to Primes such as Spark and Grove. So far each Prime borrows on ilks of its own. The Generator takes their place: it borrows on a single ilk and funds one vault for each Prime, and the Prime takes from its vault what it needs and sends it back there. The debt moves Prime by Prime, and until a Prime is cut over both ways are open, so that nobody may lose sight of what sits where.',
  'Generator and Primes are PAUs: a controller that acts, an ALMProxy that holds the funds, and RateLimits that bound the controller. The relayer who operates a PAU is assumed to be compromisable: limits bound what it can move, a freezer removes it in one transaction, and the Configurator Unit lets operators change limits without governance, but only so fast.',
]

/** A place where money is, in the picture of the flow. */
export interface Place {
  readonly name: string
  readonly note: string
  /** The functions by which money moves on to the next place and comes back; missing for the last place. */
  readonly on?: { readonly out: string; readonly back: string }
}

/** The new way of the money, from Sky to a Prime. */
export const flow: readonly Place[] = [
  {
    name: 'Sky (Vat)',
    note: "One ilk for the Generator's debt",
    on: { out: 'mintUSDS', back: 'burnUSDS' },
  },
  {
    name: "Generator's ALMProxy",
    note: 'Idle USDS, and the shares of every vault',
    on: { out: 'depositERC4626', back: 'withdrawERC4626' },
  },
  {
    name: "Prime's vault",
    note: 'Idle USDS; the rest is out at the Prime',
    on: { out: 'takeFromSparkVault', back: 'transferAsset' },
  },
  { name: "Prime's ALMProxy", note: 'What the Prime puts to work' },
]

/** The old way, which stays open until the cutover. */
export const legacyFlow: readonly Place[] = [
  {
    name: 'Sky (Vat)',
    note: 'Legacy ilks, one or more for each Prime',
    on: { out: 'mintUSDS', back: 'burnUSDS' },
  },
  { name: "Prime's ALMProxy", note: 'What the Prime puts to work' },
]

/** What the picture leaves out. */
export const flowNote =
  'A migration step moves debt from the old way to the new one in one transaction: the Generator draws and deposits, the Prime takes and repays its legacy ilk with it. The step back goes the other way round.'
