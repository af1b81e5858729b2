import { type Address, toHex } from 'viem'
import { mnemonicToAccount, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'

/** The mnemonic of Anvil's development accounts. Everybody knows it, so it protects nothing. */
export const mnemonic = 'test test test test test test test test test test test junk'

export interface Role {
  /** Index of the development account. */
  readonly index: number
  /** Name of the address in the deployment file. */
  readonly name: string
  readonly account: PrivateKeyAccount
  readonly address: Address
}

/** The root key of all accounts. It is derived from the mnemonic only once, since that is slow. */
const parent = mnemonicToAccount(mnemonic, { path: "m/44'/60'/0'/0" }).getHdKey()

function role(index: number, name: string): Role {
  const { privateKey } = parent.deriveChild(index)
  if (!privateKey) throw new RangeError(`There is no account ${index}`)
  const account = privateKeyToAccount(toHex(privateKey))
  return { index, name, account, address: account.address }
}

const named = {
  /** Gives the hat of the Chief, as the votes of SKY holders do. Every act of governance begins with that. */
  votes: role(0, 'SKY votes'),
  /** aBEAM: schedules and cancels in the timelock, pairs and unpairs, stops the Configurator. */
  coreCouncil: role(1, 'Core Council'),
  /** Pauses the timelock. */
  emergencyWallet: role(2, 'Emergency wallet'),
  /** cBEAM of the Generator, setter of the vault rates, and operator of the vault guardrails. */
  cBeam: role(3, 'Generator GovOps (cBEAM)'),
  /** The relayer of the Generator that does all the work. */
  relayer1: role(4, 'Relayer 1'),
  /** A relayer of the Generator that has not worked yet. */
  relayer2: role(5, 'Relayer 2'),
  /** Removes relayers of the Generator when the owners of the freezer Safe cannot be reached. */
  freezer: role(6, 'Freezer backup wallet'),
  /** The relayer of every Prime. */
  primeRelayer: role(7, 'Prime relayer'),
  /** Pays for the deployment and owns nothing afterwards. */
  deployer: role(8, 'Deployer'),
  /** Anyone: executes what is ready. Holds no role, so tests use it as a stranger too. */
  keeper: role(9, 'Keeper'),
  /** The cBEAM that a ready operation would register. */
  nextCBeam: role(10, 'Second GovOps team'),
  /** Owners of the freezer Safe. Any two of them can remove a relayer, at the Generator and at every Prime. */
  freezerSigner1: role(11, 'Freezer signer 1'),
  freezerSigner2: role(12, 'Freezer signer 2'),
  freezerSigner3: role(13, 'Freezer signer 3'),
  /** Donates USDS that nobody asked for. Holds no role. */
  donor: role(14, 'Donor'),
  /** cBEAM in the scope of the Primes. */
  primeCBeam: role(15, 'Prime GovOps (cBEAM)'),
} as const satisfies Record<string, Role>

const SEATS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24] as const

type GuardianName = `guardian${(typeof SEATS)[number]}`

/** Guardians of the Core Council. Each can freeze a BEAM at once, and 16 of them can lift a freeze. */
const guardians = Object.fromEntries(
  SEATS.map((seat) => [`guardian${seat}`, role(15 + seat, `Guardian ${seat}`)]),
) as Record<GuardianName, Role>

/** Index of the first account after those of the guardians. */
const NEXT = 16 + SEATS.length

const savers = {
  /** Locks and settles the queues of srUSDS. */
  lctsOperator: role(NEXT, 'LCTS operator'),
  /** They want srUSDS, or have it. Hold no role. */
  saver1: role(NEXT + 1, 'Saver 1'),
  saver2: role(NEXT + 2, 'Saver 2'),
  saver3: role(NEXT + 3, 'Saver 3'),
  saver4: role(NEXT + 4, 'Saver 4'),
  saver5: role(NEXT + 5, 'Saver 5'),
} as const satisfies Record<string, Role>

/** The accounts that act in the local scenario, besides the freezer Safe. */
export const roles: typeof named & typeof savers & Record<GuardianName, Role> = {
  ...named,
  ...guardians,
  ...savers,
}

export type RoleName = keyof typeof roles

/** The guardians of both councils, in the order of their seats. */
export const guardianAddresses: readonly Address[] = Object.values(guardians).map(({ address }) => address)

/** The number of development accounts that Anvil has to fund and unlock. */
export const ROLE_COUNT = Object.keys(roles).length

/** The freezer, which is a Safe as in reality. */
export const freezerSafe = {
  name: 'Freezer Safe',
  owners: [roles.freezerSigner1.address, roles.freezerSigner2.address, roles.freezerSigner3.address],
  threshold: 2n,
} as const
