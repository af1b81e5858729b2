import type { Abi, Address, ContractFunctionName } from 'viem'
import {
  adminFacetAbi,
  administeredAgentAbi,
  autoLineAbi,
  beamStateAbi,
  beamTimeLockAbi,
  configuratorAbi,
  controllerOperatorsAbi,
  dropSpellAbi,
  dsPauseAbi,
  erc4626FacetAbi,
  guardianCouncilAbi,
  jugAbi,
  lctsQueueAbi,
  legacyMigrationFacetAbi,
  lineMomAbi,
  pasMomAbi,
  primeVaultAbi,
  protegoAbi,
  sparkVaultFacetAbi,
  srUsdsAbi,
  srUsdsFacetAbi,
  sUsdsAbi,
  transferAssetFacetAbi,
  usdsFacetAbi,
} from '@/lib/abi'
import type { Deployment } from '@/lib/deployment'

/** What a wallet says that a call is for, for each function that an action of the console can call. */
export interface ClearContract {
  /** Name of the contract, as in its source. */
  readonly name: string
  readonly abi: Abi
  readonly intents: Readonly<Record<string, string>>
  /** Where it stands in a deployment. */
  readonly at: (deployment: Deployment) => readonly (Address | null)[]
  /** Set where its amounts are in another token than USDS. */
  readonly inOtherToken?: true
}

/** Lets the compiler check that each function is one of the ABI. */
function contract<const A extends Abi>(
  name: string,
  abi: A,
  intents: Readonly<Partial<Record<ContractFunctionName<A, 'nonpayable' | 'payable'>, string>>>,
  at: ClearContract['at'],
  more: Pick<ClearContract, 'inOtherToken'> = {},
): ClearContract {
  return { name, abi, intents: intents as Readonly<Record<string, string>>, at, ...more }
}

const vaultsOf = ({ generators, primes }: Deployment): readonly (Address | null)[] => [
  ...generators.flatMap((generator) => generator.primes.map(({ vault }) => vault)),
  ...primes.map(({ vault }) => vault),
]

const controllersOf = ({ generators, primes }: Deployment) =>
  [...generators.flatMap((generator) => generator.primes), ...primes].flatMap(
    ({ controllers }) => controllers,
  )

const primeControllers = (deployment: Deployment) =>
  controllersOf(deployment).flatMap((one) => (one.reader === 'diamond-pau' ? [] : [one.controller]))

const fromUnits =
  <Name extends keyof Deployment['units'][number]>(name: Name) =>
  ({ units }: Deployment) =>
    units.map((unit) => unit[name] as Address | null)

const diamonds = ({ generators }: Deployment) => generators.map(({ addresses }) => addresses.diamond)

/** Every contract that an action of the console can call, besides the Safe, whose calls wallets know. */
export const clearContracts: readonly ClearContract[] = [
  contract('AdminFacet', adminFacetAbi, { removeRelayer: 'Freeze a relayer' }, diamonds),
  contract(
    'LegacyMigrationFacet',
    legacyMigrationFacetAbi,
    { migrate: 'Move debt to the Generator', migrateBack: 'Move debt back to the legacy ilk' },
    diamonds,
  ),
  // Its published ABI leaves the argument without a name, by which a wallet would find it.
  contract('MainnetController', adminFacetAbi, { removeRelayer: 'Freeze a relayer' }, primeControllers),
  contract(
    'AdministeredAgent',
    administeredAgentAbi,
    { removeActor: 'Freeze an actor', call: 'Operate the controller' },
    (deployment) =>
      controllersOf(deployment).flatMap((one) => (one.reader === 'diamond-pau' ? [one.agent] : [])),
  ),
  contract('UsdsFacet', usdsFacetAbi, { mintUSDS: 'Mint USDS' }, diamonds),
  contract(
    'Erc4626Facet',
    erc4626FacetAbi,
    { depositERC4626: 'Add to a vault', withdrawERC4626: 'Recall from a vault' },
    diamonds,
  ),
  contract(
    'SrUsdsFacet',
    srUsdsFacetAbi,
    {
      publishSettlement: 'Publish a settlement of srUSDS',
      lockQueues: 'Lock the queues of srUSDS',
      settleQueues: 'Settle the queues of srUSDS',
    },
    ({ generators }) =>
      generators.flatMap(({ addresses, srUsds }) => (srUsds === null ? [] : [addresses.diamond])),
  ),
  contract(
    'LctsQueue',
    lctsQueueAbi,
    {
      enter: 'Enter a queue of srUSDS',
      claim: 'Claim rewards from a queue of srUSDS',
      claimAndExit: 'Leave a queue of srUSDS',
      claimFinalized: 'Have a saver paid by a queue of srUSDS',
    },
    ({ generators }) =>
      generators.flatMap(({ srUsds }) =>
        srUsds === null ? [] : [srUsds.subscribeQueue, srUsds.redeemQueue],
      ),
  ),
  contract('SUsds', sUsdsAbi, { approve: 'Let a queue of srUSDS take sUSDS' }, ({ generators }) =>
    generators.map(({ srUsds }) => srUsds?.underlying ?? null),
  ),
  contract('SrUsds', srUsdsAbi, { approve: 'Let a queue of srUSDS take srUSDS' }, ({ generators }) =>
    generators.map(({ srUsds }) => srUsds?.token ?? null),
  ),
  contract(
    'SparkVaultFacet',
    sparkVaultFacetAbi,
    { takeFromSparkVault: 'Take from a vault' },
    primeControllers,
  ),
  contract(
    'TransferAssetFacet',
    transferAssetFacetAbi,
    { transferAsset: 'Return to a vault' },
    primeControllers,
  ),
  contract(
    'PrimeVault',
    primeVaultAbi,
    {
      pause: 'Pause the vault',
      unpause: 'End the pause of the vault',
      setWithdrawalPolicy: 'Set the withdrawal policy',
      setLiquidityBuffer: 'Set the liquidity buffer',
    },
    vaultsOf,
  ),
  contract(
    'BeamState',
    beamStateAbi,
    {
      stop: 'Stop the Configurator',
      delCBeam: 'Revoke a cBEAM',
      delController: 'Delete the registration of a controller',
      delRateLimits: 'Delete the registration of RateLimits',
      delInitRateLimits: 'Delete an initial limit',
      delInitControllerActions: 'Delete the approval of a call',
      setCBeamForController: 'Pair a cBEAM with a controller',
      setCBeamForRateLimits: 'Pair a cBEAM with RateLimits',
      unsetCBeamForController: 'Unpair a cBEAM from a controller',
      unsetCBeamForRateLimits: 'Unpair a cBEAM from RateLimits',
    },
    fromUnits('beamState'),
  ),
  contract(
    'Configurator',
    configuratorAbi,
    { setRateLimit: 'Set a rate limit', callControllerAction: 'Run an approved call' },
    fromUnits('configurator'),
  ),
  contract(
    'BEAMTimeLock',
    beamTimeLockAbi,
    {
      scheduleBatch: 'Schedule an operation',
      cancel: 'Cancel an operation',
      pause: 'Pause the timelock',
      executeBatch: 'Execute an operation',
    },
    fromUnits('timelock'),
  ),
  contract(
    'PASMom',
    pasMomAbi,
    { stop: 'Stop the Configurator', pause: 'Pause the timelock' },
    fromUnits('mom'),
  ),
  contract(
    'ControllerOperators',
    controllerOperatorsAbi,
    { setRelayer: 'Replace the relayers', setFreezer: 'Replace the freezers' },
    fromUnits('operators'),
  ),
  contract(
    'GuardianCouncil',
    guardianCouncilAbi,
    { freeze: 'Freeze a BEAM', lift: 'Vote to lift a freeze', cancel: 'Cancel an operation' },
    fromUnits('guardianCouncil'),
  ),
  contract('DSPause', dsPauseAbi, { exec: 'Execute a plan of governance' }, ({ governance }) => [
    governance?.pause ?? null,
  ]),
  contract('LineMom', lineMomAbi, { wipe: 'Set the debt ceiling of an ilk to 0' }, ({ mcd }) => [
    mcd.lineMom ?? null,
  ]),
  contract(
    'Protego',
    protegoAbi,
    { deploy: 'Create a drop spell', drop: 'Drop a plan of governance' },
    ({ governance }) => [governance?.protego ?? null],
  ),
  contract('DropSpell', dropSpellAbi, { drop: 'Drop a plan of governance' }, () => []),
  contract('Jug', jugAbi, { drip: 'Book the fees of an ilk' }, ({ mcd }) => [mcd.jug]),
  contract('AutoLine', autoLineAbi, { exec: 'Move the debt ceiling of an ilk' }, ({ mcd }) => [
    mcd.autoLine ?? null,
  ]),
]
