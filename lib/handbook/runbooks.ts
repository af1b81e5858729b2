/** What to do in an emergency, step by step. */
export interface Runbook {
  readonly id: string
  readonly title: string
  readonly when: string
  readonly steps: readonly string[]
  /** What it does not do, and how it is undone. */
  readonly mind: readonly string[]
  /** Where it is done. */
  readonly link: { readonly href: `/${string}`; readonly label: string }
}

export const runbooks: readonly Runbook[] = [
  {
    id: 'freeze',
    title: 'Freeze',
    when: 'A relayer moves funds that nobody asked for, or its key may be known to somebody else.',
    steps: [
      'Press `e`, or open Emergency. It works from the picture that the page already holds, also while the server is down.',
      'The first card says who you are and what you may freeze: press for all of it, or choose one below. A guardian freezes any BEAM there, a relayer among them: of every pair that is known. What is not yours is folded under it.',
      'Through a Safe: each owner compares the hash with their device and approves it. The console shows the others what waits for them; when enough have approved, anyone executes.',
      'Or they sign off chain, in any order and at no cost: the review gives a link, a QR code and a file for the next owner, and needs no server. Whoever has the last of enough signatures executes.',
      'Read the review: who is left as a relayer, and what stops. Sign.',
      'Do not stop at the transaction. `removeRelayer` succeeds for an address that never was a relayer, so read the result: who can still move funds, by name.',
    ],
    mind: [
      'Funds stay where they are. Primes can still take what is idle in their vaults: pause a vault to stop that too.',
      'A freeze that enough owners of a Safe have signed can be kept as a file, and is executed by anyone who opens it. It holds for one nonce of the Safe and for these relayers: Proposals says when it is no longer valid.',
      'A cBEAM sets a new relayer on the same page, which replaces all others; governance can, too. A freeze by a guardian takes 16 guardians to lift, who vote there, or a spell.',
    ],
    link: { href: '/emergency', label: 'Emergency' },
  },
  {
    id: 'pause-vault',
    title: 'Pause a vault',
    when: 'A Prime must not draw, or the Generator must not recall, until something is understood.',
    steps: [
      'Open Emergency, or the page of the Prime, and choose takes, withdrawals, or both.',
      'Choose how long: at most what governance allows. The longer it is, the longer your next pause has to wait.',
      'Read what the review says will stop, and sign with an account that holds GUARDRAIL_ROLE.',
    ],
    mind: [
      'A pause of takes also stops debt from moving over, a pause of withdrawals stops debt from moving back. Deposits and returned funds still come in.',
      'It ends by itself. Whoever began it can end it before that, and so can governance; nobody else can.',
    ],
    link: { href: '/emergency', label: 'Emergency' },
  },
  {
    id: 'rollback',
    title: 'Roll back',
    when: 'A Prime is cut over and cannot be funded through its vault.',
    steps: [
      'Open the page of the Prime. Its gates of the rollback must all be open: approved, the Configurator running, a cBEAM that is paired, and MigrationMom able to restore.',
      'The cBEAM signs `rollback`. There is no wait, not even inside the Processing Window.',
      'Check that the Prime is in dual-run again and that its legacy ceilings are what was recorded.',
      'Move debt back with `migrateBack` as far as needed, outside the Processing Window.',
    ],
    mind: [
      'A stopped Configurator refuses the rollback. Governance can still roll back by spell, after its delay.',
      'An ilk that had no ceiling when it was scheduled stays closed.',
      'Governance cuts over again by spell.',
    ],
    link: { href: '/primes', label: 'Primes' },
  },
  {
    id: 'node-down',
    title: 'Node down',
    when: 'The status bar says that no node answers, that some are unusable, or that the block is stale.',
    steps: [
      'Read the status bar: it says who answers, who does not, and how old the picture is.',
      'The console goes on by itself: it asks its other nodes, and the browser asks a public node of the deployment or the wallet when the server is silent.',
      'Act if you must. What could not be read is shown as unknown, and unknown never hides an emergency button.',
      'Whoever runs the server: look at `/api/health`, and add a node to `RPC_URL`.',
    ],
    mind: [
      'A wallet cannot simulate, so the review then makes a smaller check and says so.',
      'Nodes that disagree about a block put the reading in doubt: a signature then takes an override, but not in an emergency. Trust neither until you know which one is wrong.',
    ],
    link: { href: '/', label: 'Overview' },
  },
  {
    id: 'red-gate',
    title: 'A gate is red',
    when: 'The next step of a migration is refused, or a check on the overview is red.',
    steps: [
      'Open the gate: it says what was found at this block, and what opens it.',
      'A ceiling above 0, or an ilk still in AutoLine: the spell that cuts over has to close it first.',
      'A rollback that is not approved: the Core Council schedules it in the timelock. Mind its delay.',
      'The Processing Window: wait until 16:00 UTC.',
      'A gate that is unknown is not red. Read again, or ask another node.',
    ],
    mind: [
      'Nobody can skip a gate: the contract checks the same things. The console only says it sooner.',
      'A red identity is a loss or a mistake until somebody shows what it is. Export the figures with the block hash before you look further.',
    ],
    link: { href: '/', label: 'Overview' },
  },
]
