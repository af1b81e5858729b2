/** Who may do what in a deployment. Who holds a role differs and changes: the console reads that, and its pages show it. */
export interface RoleLine {
  readonly id: string
  readonly name: string
  readonly heldBy: string
  readonly may: string
  readonly delay: string
  /** How it acts where this console has no act for it. */
  readonly elsewhere?: string
}

export const roleLines = [
  {
    id: 'governance',
    name: 'Governance',
    heldBy: 'The pause proxy, by spell',
    may: 'Everything: facets, roles, limits, wards, the steps of a migration',
    delay: 'The governance delay',
    elsewhere: 'Acts by spell, never by a wallet.',
  },
  {
    id: 'councilLater',
    name: 'aBEAM, delayed',
    heldBy: 'The Core Council, through the timelock',
    may: 'Start the Configurator, set hop and factor, register PAUs and cBEAMs, give initial limits, approve calls',
    delay: 'The delay of the timelock',
  },
  {
    id: 'councilNow',
    name: 'aBEAM, immediate',
    heldBy: 'The Core Council',
    may: 'Pair a registered cBEAM with a PAU, unpair it, delete entries, stop the Configurator; cancel in the timelock',
    delay: 'None',
  },
  {
    id: 'mom',
    name: 'PASMom',
    heldBy: 'Its owner, and whoever wears the hat',
    may: 'Stop the Configurator, pause the timelock',
    delay: 'None',
  },
  {
    id: 'lineMom',
    name: 'LineMom',
    heldBy: 'Its owner, and whoever wears the hat',
    may: 'Set the debt ceiling of the ilks that it lists to 0',
    delay: 'None',
  },
  {
    id: 'pauser',
    name: 'Pauser',
    heldBy: 'Emergency wallets',
    may: 'Pause the timelock',
    delay: 'None',
  },
  {
    id: 'cBeam',
    name: 'cBEAM',
    heldBy: 'The operations team of a PAU',
    may: 'Change limits, run approved calls such as a rollback, replace relayer and freezer',
    delay: 'The hop for an increase, else none',
  },
  {
    id: 'relayer',
    name: 'Relayer (pBEAM)',
    heldBy: 'An operator account, or several',
    may: 'Mint, burn, deposit, withdraw and migrate at the Generator; take and return at a Prime',
    delay: 'None, within the rate limits',
  },
  {
    id: 'freezer',
    name: 'Freezer',
    heldBy: 'A Safe, and a wallet in reserve',
    may: 'Remove relayers',
    delay: 'None',
  },
  {
    id: 'guardian',
    name: 'Guardian',
    heldBy: 'Up to 24 members of the Core Council',
    may: 'Alone: freeze a BEAM, cancel an operation. Sixteen together: lift a freeze, remove a guardian',
    delay: 'None',
  },
  {
    id: 'vaultOperator',
    name: 'Vault operator',
    heldBy: 'Holders of GUARDRAIL_ROLE',
    may: 'Pause a vault for a time; set withdrawal policy and liquidity buffer within bounds',
    delay: 'The cool-down between two pauses',
  },
  {
    id: 'publisher',
    name: 'Core Council of srUSDS',
    heldBy: 'Holders of CORE_COUNCIL at a Generator that issues srUSDS',
    may: 'Publish capacity, and yield or haircut, for the settlement of a day',
    delay: 'The settlement of that day',
  },
  {
    id: 'lctsOperator',
    name: 'LCTS operator',
    heldBy: 'Holders of LCTS_OPERATOR at a Generator that issues srUSDS',
    may: 'Once a day: lock both queues of srUSDS, and settle them',
    delay: 'The times of lock and settlement',
  },
  {
    id: 'saver',
    name: 'Saver',
    heldBy: 'Whoever has sUSDS or srUSDS',
    may: 'Enter a queue of srUSDS, claim what was converted, and leave with the rest',
    delay: 'The settlement, while a queue is locked',
  },
  {
    id: 'anyone',
    name: 'Anyone',
    heldBy: 'Everybody',
    may: 'Execute what is ready in the timelock, schedule and cast a spell that wears the hat, execute the spell that governance plotted for a Prime, book fees and yield, move a ceiling by AutoLine, have a saver paid what has ended',
    delay: 'What each of them waits for',
  },
] as const satisfies readonly RoleLine[]
