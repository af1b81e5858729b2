/** Who may do what in a deployment. Who holds a role differs and changes: the console reads that, and its pages show it. */
export interface RoleLine {
  readonly name: string
  readonly heldBy: string
  readonly may: string
  readonly delay: string
}

export const roleLines: readonly RoleLine[] = [
  {
    name: 'Governance',
    heldBy: 'The pause proxy, by spell',
    may: 'Everything: facets, roles, limits, wards, the steps of a migration',
    delay: 'The governance delay',
  },
  {
    name: 'aBEAM, delayed',
    heldBy: 'The Core Council, through the timelock',
    may: 'Start the Configurator, set hop and factor, register PAUs and cBEAMs, give initial limits, approve calls',
    delay: 'The delay of the timelock',
  },
  {
    name: 'aBEAM, immediate',
    heldBy: 'The Core Council',
    may: 'Pair a registered cBEAM with a PAU, unpair it, delete entries, stop the Configurator; cancel in the timelock',
    delay: 'None',
  },
  {
    name: 'PASMom',
    heldBy: 'Its owner, and whoever wears the hat',
    may: 'Stop the Configurator, pause the timelock',
    delay: 'None',
  },
  {
    name: 'Pauser',
    heldBy: 'Emergency wallets',
    may: 'Pause the timelock',
    delay: 'None',
  },
  {
    name: 'cBEAM',
    heldBy: 'The operations team of a PAU',
    may: 'Change limits, run approved calls such as a rollback, replace relayer and freezer',
    delay: 'The hop for an increase, else none',
  },
  {
    name: 'Relayer (pBEAM)',
    heldBy: 'An operator account, or several',
    may: 'Mint, burn, deposit, withdraw and migrate at the Generator; take and return at a Prime',
    delay: 'None, within the rate limits',
  },
  {
    name: 'Freezer',
    heldBy: 'A Safe, and a wallet in reserve',
    may: 'Remove relayers',
    delay: 'None',
  },
  {
    name: 'Guardian',
    heldBy: 'Up to 24 members of the Core Council',
    may: 'Alone: freeze a BEAM, cancel an operation. Sixteen together: lift a freeze, remove a guardian',
    delay: 'None',
  },
  {
    name: 'Vault operator',
    heldBy: 'Holders of GUARDRAIL_ROLE',
    may: 'Pause a vault for a time; set withdrawal policy and liquidity buffer within bounds',
    delay: 'The cool-down between two pauses',
  },
  {
    name: 'Anyone',
    heldBy: 'Everybody',
    may: 'Execute what is ready in the timelock, schedule and cast a spell that wears the hat, execute the spell that governance plotted for a Prime, book fees and yield, move a ceiling by AutoLine',
    delay: 'What each of them waits for',
  },
]
