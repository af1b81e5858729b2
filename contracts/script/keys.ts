import { type Address, encodeAbiParameters, type Hex, keccak256, stringToHex } from 'viem'

const hashed = (name: string): Hex => keccak256(stringToHex(name))

const withAddresses = (name: string, ...addresses: readonly Address[]): Hex =>
  keccak256(
    encodeAbiParameters(
      [{ type: 'bytes32' }, ...addresses.map(() => ({ type: 'address' }))],
      [hashed(name), ...addresses],
    ),
  )

/** The limit keys of the scenario. */
export const keys = {
  mint: hashed('LIMIT_USDS_MINT'),
  /** Of production PAUs only. */
  burn: hashed('LIMIT_USDS_BURN'),
  deposit: (vault: Address) => withAddresses('LIMIT_4626_DEPOSIT', vault),
  /** The deposit key of production PAUs. */
  depositOf: (asset: Address, vault: Address) => withAddresses('LIMIT_4626_DEPOSIT', asset, vault),
  withdraw: (vault: Address) => withAddresses('LIMIT_4626_WITHDRAW', vault),
  take: (vault: Address) => withAddresses('LIMIT_SPARK_VAULT_TAKE', vault),
  transfer: (asset: Address, destination: Address) =>
    withAddresses('LIMIT_ASSET_TRANSFER', asset, destination),
  migration: (vault: Address) => withAddresses('LIMIT_LEGACY_MIGRATION', vault),
  /** What is minted of srUSDS, and what is paid for it, beyond netting. */
  srUsdsMint: hashed('LIMIT_SRUSDS_MINT'),
  srUsdsRedeem: hashed('LIMIT_SRUSDS_REDEEM'),
  /** A key made from a name that is used nowhere else, so that no known name explains it. */
  unexplained: hashed('LIMIT_OF_AN_INTEGRATION_LONG_FORGOTTEN'),
} as const
