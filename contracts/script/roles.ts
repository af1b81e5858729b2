import type { Address } from 'viem'
import { type HDAccount, mnemonicToAccount } from 'viem/accounts'

/** The mnemonic of Anvil's development accounts: known to everybody, worth nothing. */
export const mnemonic = 'test test test test test test test test test test test junk'

export interface Role {
  /** Address index of the development account. */
  readonly index: number
  /** How the deployment file names the address. */
  readonly name: string
  readonly account: HDAccount
  readonly address: Address
}

function role(index: number, name: string): Role {
  const account = mnemonicToAccount(mnemonic, { addressIndex: index })
  return { index, name, account, address: account.address }
}

/**
 * Who plays in the local scenario. Anvil unlocks the first ten accounts; the eleventh only ever receives a right.
 */
export const roles = {
  /** Owns everything: stands for the pause proxy. */
  governance: role(0, 'Governance'),
  /** aBEAM: schedules and cancels in the timelock, pairs and unpairs, stops the Configurator. */
  coreCouncil: role(1, 'Core Council'),
  /** Pauses the timelock. */
  emergencyWallet: role(2, 'Emergency wallet'),
  /** cBEAM of the Generator, and setter of the vault rates. */
  cBeam: role(3, 'Generator GovOps (cBEAM)'),
  /** The relayer of the Generator that works. */
  relayer1: role(4, 'Relayer 1'),
  /** A relayer of the Generator that has not worked yet. */
  relayer2: role(5, 'Relayer 2'),
  /** Removes relayers, at the Generator and at every Prime. */
  freezer: role(6, 'Freezer'),
  /** The relayer of every Prime. */
  primeRelayer: role(7, 'Prime relayer'),
  /** Pays for the deployment and owns nothing afterwards. */
  deployer: role(8, 'Deployer'),
  /** Anyone: executes what is ready. Holds no role, so it is the stranger of a test too. */
  keeper: role(9, 'Keeper'),
  /** The cBEAM that a ready operation would register. */
  nextCBeam: role(10, 'Second GovOps team'),
} as const satisfies Record<string, Role>

export type RoleName = keyof typeof roles
